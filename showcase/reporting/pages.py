"""The pages a reporter sees, put together."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.libraries.models import Library
from showcase.reporting import services
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Report

TRAP = "hjemmeside"  # a field no person sees


def steps_of(report: Report | None, token: str) -> list[tuple[int, Any, str]]:
    return [
        (number, form.heading, reverse("report_step", args=[token, number]) if report and report.pk else "")
        for number, form in enumerate(STEPS, start=1)
    ]


def step_page(
    request: HttpRequest,
    number: int,
    token: str,
    report: Report | None,
    form: forms.Form,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    is_kept = report is not None and report.pk is not None
    context = {
        "form": form,
        "number": number,
        "count": len(STEPS),
        "token": token,
        "report": report if is_kept else None,
        "action": reverse("report_step", args=[token, number]) if is_kept else reverse("begin_report"),
        "steps": steps_of(report, token),
        "libraries": Library.objects.all() if number == 1 else [],
        "rank": services.rank_of(report.answers) if report and number == 3 else None,
        "files": report.files.all() if report and is_kept and number == 4 else [],
        "trap": TRAP,
        "problem": problem,
    }
    return render(request, "reporting/step.html", context, status=status)
