from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from laces.components import Component
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from foundation.dates import in_words
from foundation.desk import DESK_HOOK, MOST_LINES, DeskItem, DeskLine, DeskSection
from foundation.factors.own_views import WAY_BACK
from showcase.assessment import admin_views, services
from showcase.assessment.blind_report import while_blind_head
from showcase.assessment.identifying_names import names_of_register
from showcase.assessment.models import FEWEST_ASSESSMENTS, Case, Criterion
from showcase.reporting.admin_views import PANELS_HOOK
from showcase.reporting.models import Report


class CriterionViewSet(SnippetViewSet):
    """What the agency scores by."""

    model = Criterion
    icon = "list-ol"
    menu_name = "criteria"
    list_display = ["name", "weight", "is_used", "sort_order"]
    search_fields = ["name", "question"]
    ordering = ["sort_order", "name_order"]
    panels = ["name", "question", "weight", "is_used", "sort_order"]
    add_to_admin_menu = True
    menu_order = 465


register_snippet(CriterionViewSet)


@hooks.register(WAY_BACK)
def way_to_cases(user: Any) -> tuple[str, Any] | None:
    """For assessors, who have no admin."""
    return (reverse("assess"), _("All cases")) if user.has_perm("assessment.add_assessment") else None


@hooks.register("before_delete_snippet")
def keep_scored_criteria(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """A criterion that has scores stays; whoever wants to delete it is told the way."""
    scored = [one for one in instances if isinstance(one, Criterion) and one.scores.exists()]
    if not scored:
        return None
    sentence = _("Old scores rest on: %(criteria)s. Take it out of use instead of deleting it.")
    messages.error(request, sentence % {"criteria": ", ".join(str(criterion) for criterion in scored)})
    return redirect("wagtailsnippets_assessment_criterion:list")


@hooks.register("register_permissions")
def assessing() -> "QuerySet[Permission]":
    """What makes an assessor, to be shown in the form of a group."""
    return Permission.objects.filter(content_type__app_label="assessment", codename="add_assessment")


@hooks.register("register_admin_urls")
def case_urls() -> list[URLPattern]:
    return [
        path("reports/<int:report_id>/agency/", admin_views.preview, name="preview_for_agency"),
        path("reports/<int:report_id>/assess/", admin_views.send_to_agency, name="send_report_to_agency"),
    ]


class CasePanel(Component):
    """On a report's page: where the agency is with it. What they think shows once it is signed off."""

    template_name = "assessment/admin/case.html"

    def __init__(self, report: Report) -> None:
        self.report = report

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        case = Case.objects.filter(report=self.report).select_related("signed_by").first()
        if case:
            case.report = self.report  # which is read already
        delivered = services.delivered_to(case) if case else []
        return {
            "report": self.report,
            "case": case if case and case.opened_at else None,
            "is_outdated": case is not None and services.is_outdated(case),
            "number": len(delivered),
            "fewest": FEWEST_ASSESSMENTS,
            "assessors": [one.assessor for one in delivered],
            "outcome": services.outcome_of(delivered) if case and case.signed_at else None,
        }


@hooks.register(PANELS_HOOK)
def show_case(request: HttpRequest, report: Report) -> list[Component]:
    return [CasePanel(report)]


@hooks.register(DESK_HOOK)
def cases_with_the_agency(user: Any) -> Iterator[DeskItem]:
    """What the agency has, the oldest first, and what of it must be looked at again."""
    if not user.has_perm("reporting.change_report"):
        return
    waiting = Case.objects.waiting()
    number = waiting.count()
    heading = ngettext("%(number)d report is with the agency", "%(number)d reports are with the agency", number)
    register = names_of_register() if number else set()
    lines = [_line_of(case, register) for case in waiting.with_counts().select_related("report__library")[:MOST_LINES]]
    yield DeskItem("waiting-cases", DeskSection.OTHERS, heading % {"number": number}, tuple(lines), is_personal=True)


def _line_of(case: Any, register: Any) -> DeskLine:
    told = _("%(library)s, since %(date)s, %(number)d of %(fewest)d delivered")
    counted = {"date": in_words(timezone.localdate(case.opened_at)), "number": case.delivered}
    detail = told % {"library": case.report.library or "–", "fewest": FEWEST_ASSESSMENTS, **counted}
    way = _("Changed since you looked: look again") if services.is_outdated(case, register) else ""
    return DeskLine(
        str(case),
        reverse("reports:inspect", args=[case.report_id]),
        detail,
        way,
        reverse("preview_for_agency", args=[case.report_id]),
    )


@hooks.register(DESK_HOOK)
def cases_to_assess(user: Any) -> Iterator[DeskItem]:
    """For those in the admin who assess as well."""
    if not user.has_perm("assessment.add_assessment"):
        return
    waiting = Case.objects.waiting_for(user)
    number = waiting.count()
    heading = ngettext(
        "%(number)d report waits for your assessment", "%(number)d reports wait for your assessment", number
    )
    lines = [
        DeskLine(while_blind_head(case)["name"], reverse("assess_case", args=[case.pk]))
        for case in waiting[:MOST_LINES]
    ]
    yield DeskItem(
        "cases-to-assess",
        DeskSection.TODAY,
        heading % {"number": number},
        tuple(lines),
        reverse("assess"),
        is_personal=True,
    )
