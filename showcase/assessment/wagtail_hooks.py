from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from laces.components import Component
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from showcase.assessment import services
from showcase.assessment.models import FEWEST_ASSESSMENTS, Case, Criterion
from showcase.reporting.admin_views import PANELS_HOOK, may_triage
from showcase.reporting.models import Report
from showcase.reporting.services import NotOpenError


class CriterionViewSet(SnippetViewSet):
    """What the agency scores by."""

    model = Criterion
    icon = "list-ol"
    list_display = ["name", "weight", "is_used", "sort_order"]
    search_fields = ["name", "question"]
    ordering = ["sort_order", "name"]
    panels = ["name", "question", "weight", "is_used", "sort_order"]
    add_to_admin_menu = True
    menu_order = 465


register_snippet(CriterionViewSet)


@hooks.register("before_delete_snippet")
def keep_scored_criteria(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """A criterion that has scores stays; whoever wants to delete it is told the way."""
    scored = [one for one in instances if isinstance(one, Criterion) and one.scores.exists()]
    if not scored:
        return None
    sentence = _("Old scores rest on: %(criteria)s. Take it out of use instead of deleting it.")
    messages.error(request, sentence % {"criteria": ", ".join(str(criterion) for criterion in scored)})
    return redirect("wagtailsnippets_assessment_criterion:list")


@require_POST
@may_triage
def send_to_agency(request: HttpRequest, report_id: int) -> HttpResponse:
    """Lay a report before the agency."""
    report = get_object_or_404(Report.objects.sent(), pk=report_id)
    try:
        services.open_case(report)
    except NotOpenError:
        messages.error(request, _("This report is closed already."))
    else:
        messages.success(request, _("The agency has it now, and hears of it by mail."))
    return redirect(reverse("reports:inspect", args=[report.pk]))


@hooks.register("register_admin_urls")
def case_urls() -> list[URLPattern]:
    return [path("reports/<int:report_id>/assess/", send_to_agency, name="send_report_to_agency")]


class CasePanel(Component):
    """On a report's page: where the agency is with it. What they think shows once it is signed off."""

    template_name = "assessment/admin/case.html"

    def __init__(self, request: HttpRequest, report: Report) -> None:
        self.request, self.report = request, report

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        case = Case.objects.filter(report=self.report).select_related("signed_by").first()
        delivered = services.delivered_to(case) if case else []
        return {
            "csrf_token": get_token(self.request),
            "report": self.report,
            "case": case,
            "number": len(delivered),
            "fewest": FEWEST_ASSESSMENTS,
            "assessors": [one.assessor for one in delivered],
            "outcome": services.outcome_of(delivered) if case and case.signed_at else None,
        }


@hooks.register(PANELS_HOOK)
def show_case(request: HttpRequest, report: Report) -> list[Component]:
    return [CasePanel(request, report)]


class WaitingCasesPanel(Component):
    """On the admin's first page: what the agency has, the oldest first."""

    name = "waiting_cases"
    template_name = "assessment/admin/waiting.html"
    order = 121

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = Case.objects.waiting().with_counts().select_related("report__library")
        return {"cases": waiting[:5], "number": Case.objects.waiting().count(), "fewest": FEWEST_ASSESSMENTS}


@hooks.register("construct_homepage_panels")
def show_waiting_cases(request: Any, panels: list[Component]) -> None:
    if request.user.has_perm("reporting.change_report") and Case.objects.waiting().exists():
        panels.append(WaitingCasesPanel())
