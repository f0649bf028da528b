"""The admin's own views of reports: the queue, one report, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import user_passes_test
from wagtail.admin.views.generic import IndexView, InspectView

from showcase.reporting import triage
from showcase.reporting.answers import filled
from showcase.reporting.forms import STEPS, STORY_LENGTH
from showcase.reporting.models import Report
from showcase.reporting.services import NotOpenError, is_from_the_library, rank_of
from showcase.reporting.text import tidy
from showcase.services import NoIndexError

may_triage = user_passes_test(lambda user: user.has_perm("reporting.change_report"))


class QueueView(IndexView):
    """What has been sent in, the newest first; drafts are their reporters' own."""

    def get_base_queryset(self) -> Any:
        return Report.objects.sent().select_related("library", "initiative").prefetch_related("platforms")


class ReportView(InspectView):
    """One report with everything its reporter told, and the ways on."""

    template_name = "reporting/admin/report.html"
    page_title = pgettext_lazy("from a library", "Report")

    def get_object(self, queryset: Any = None) -> Report:
        return get_object_or_404(Report.objects.sent().select_related("library", "initiative"), pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "report": self.object,
            "told": [
                (f"step-{number}", step.heading, rows)
                for number, step in enumerate(STEPS, start=1)
                if (rows := _told(step, self.object))
            ],
            "rank": rank_of(self.object.answers),
            "files": self.object.files.all(),
            "talk": self.object.messages.select_related("author"),
            "is_confirmed": is_from_the_library(self.object),
            "alike": Report.objects.sent().like(self.object),
        }


def _told(step: Any, report: Report) -> list[tuple[Any, str]]:
    """Label and answer of each field that was filled in, in words."""
    form = filled(step, report.answers, is_checked=True)
    form.is_valid()
    return [
        (form[name].label, text) for name, value in form.cleaned_data.items() if (text := _in_words(form, name, value))
    ]


def _in_words(form: Any, name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if value is True:
        return _("Yes")
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, (str, list)) else {}
    if isinstance(value, (list, tuple)) or hasattr(value, "all"):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value))


def _acted(act: Callable[[HttpRequest, Report], str | None]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A button on a report's page: does something, says what, and comes back; a returned address leads on."""

    @require_POST
    @may_triage
    def view(request: HttpRequest, report_id: int) -> HttpResponse:
        report = get_object_or_404(Report.objects.sent().select_related("library"), pk=report_id)
        try:
            address = act(request, report)
        except NotOpenError:
            messages.error(request, _("This report is closed already."))
            address = None
        return redirect(address or reverse("reports:inspect", args=[report.pk]))

    return view


@_acted
def take_up(request: HttpRequest, report: Report) -> None:
    triage.take_up(report)
    messages.success(request, _("Noted: somebody works on it."))


@_acted
def write(request: HttpRequest, report: Report) -> None:
    """Ask, or decline with a reason, as the button says."""
    text = tidy(request.POST.get("text", "")).strip()
    if not text or len(text) > STORY_LENGTH:
        messages.error(request, _("Write something, of at most %(most)s characters.") % {"most": STORY_LENGTH})
    elif "decline" in request.POST:
        triage.decline(report, request.user, text)  # type: ignore[arg-type]  # only staff get here
        messages.success(request, _("Declined. The reporter gets your reason by mail."))
    else:
        triage.ask(report, request.user, text)  # type: ignore[arg-type]  # only staff get here
        messages.success(request, _("The reporter gets your question by mail."))


@_acted
def confirm(request: HttpRequest, report: Report) -> None:
    if triage.confirm_domain(report):
        messages.success(request, _("From now on mails from that domain are known as this library's."))
    else:
        messages.error(request, _("That is free mail, which anybody can have. It proves nothing."))


@_acted
def make_initiative(request: HttpRequest, report: Report) -> str | None:
    try:
        page = triage.make_initiative(report, request.user)  # type: ignore[arg-type]  # only staff get here
    except NoIndexError:
        messages.error(request, _("There is no page that initiatives lie under. Make one first."))
        return None
    messages.success(request, _("A draft is made. Read it through, then publish it; the reporter is told then."))
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
