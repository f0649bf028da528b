from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from django_filters import BooleanFilter, ModelChoiceFilter, MultipleChoiceFilter
from laces.components import Component
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry

from core.models import Platform
from foundation.dates import in_words
from foundation.desk import DESK_HOOK, MOST_LINES, DeskItem, DeskLine, DeskSection
from libraries.choosers import library_chooser_viewset
from libraries.enums import MunicipalityGroup
from libraries.models import Library
from showcase.reporting import admin_views
from showcase.reporting.bulk_actions import AssignReports, colleagues
from showcase.reporting.derived_content import Footprint, footprint_of, is_concept
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Removal, Report
from showcase.reporting.withdrawal import TAKE_DOWN_ASKED

SENT_STATES = [(value, label) for value, label in ReportState.choices if value != ReportState.DRAFT]


class ReportFilterSet(WagtailFilterSet):
    state = MultipleChoiceFilter(label=_("State"), choices=SENT_STATES, widget=forms.CheckboxSelectMultiple)
    group = MultipleChoiceFilter(
        label=_("Municipality group"),
        field_name="library__municipality_group",
        choices=MunicipalityGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    library = ModelChoiceFilter(
        label=_("Library"), queryset=Library.objects.all(), widget=library_chooser_viewset.widget_class()
    )
    platforms = ModelChoiceFilter(label=_("Platform"), queryset=Platform.objects.all())
    assignee = ModelChoiceFilter(label=_("Taken on by"), queryset=lambda _request: colleagues())
    waiting = BooleanFilter(label=_("Waits for us"), method="filter_waiting")

    class Meta:
        model = Report
        fields = ["kind"]

    def filter_waiting(self, reports: Any, _name: str, value: bool) -> Any:
        return reports.waiting() if value else reports


class ReportViewSet(ModelViewSet):
    """The queue, to work through, to count and to take out. Reports are read and answered, never written, here."""

    model = Report
    name = url_namespace = "reports"
    url_prefix = "indberetninger"
    icon = "mail"
    menu_label = pgettext_lazy("from libraries", "Reports")
    menu_name = "report-queue"
    menu_order = 300
    add_to_admin_menu = True
    form_fields = ["state"]
    list_display = ["title", "library", "state", "assignee", "kind", "sent_at"]
    search_fields = ["title", "receipt"]
    filterset_class = ReportFilterSet
    index_view_class = admin_views.QueueView
    inspect_view_enabled = True
    inspect_view_class = admin_views.ReportView
    copy_view_enabled = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return shown | {"add_url_name": None, "edit_url_name": None, "delete_url_name": None, "copy_url_name": None}

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_inspect_view_kwargs(**kwargs)
        return shown | {"edit_url_name": None, "delete_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = {"index", "index_results", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


@hooks.register("register_admin_viewset")
def register_queue() -> ReportViewSet:
    return ReportViewSet()


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("indberetningsregister/", RedirectView.as_view(pattern_name="reports:index", query_string=True)),
        path("reports/<int:report_id>/take-up/", admin_views.take_up, name="take_up_report"),
        path("reports/<int:report_id>/write/", admin_views.write, name="write_to_reporter"),
        path("reports/<int:report_id>/confirm/", admin_views.confirm, name="confirm_mail_domain"),
        path("reports/<int:report_id>/release/<int:page_id>/", admin_views.release_copy, name="release_copy"),
        path("reports/<int:report_id>/initiative/", admin_views.make_initiative, name="make_initiative"),
    ]


hooks.register("register_bulk_action", AssignReports)


@hooks.register(DESK_HOOK)
def reports_that_wait(user: Any) -> Iterator[DeskItem]:
    """What an editor has to do something about: what was answered first, then her own, then the oldest."""
    if not user.has_perm("reporting.change_report"):
        return
    waiting = Report.objects.waiting()
    number = waiting.count()
    heading = ngettext("%(number)d report waits for you", "%(number)d reports wait for you", number)
    found = waiting.most_pressing_first(user).select_related("library", "assignee")[:MOST_LINES]
    lines = [_line_of(report, _said_of(report, user)) for report in found]
    more = f"{reverse('reports:index')}?waiting=true"
    yield DeskItem(
        "waiting-reports", DeskSection.TODAY, heading % {"number": number}, tuple(lines), more, is_personal=True
    )


@hooks.register(DESK_HOOK)
def reports_that_were_asked(user: Any) -> Iterator[DeskItem]:
    """Those that wait for an answer from their library."""
    if not user.has_perm("reporting.change_report"):
        return
    asked = Report.objects.filter(state=ReportState.ASKED)
    number = asked.count()
    heading = ngettext(
        "%(number)d report waits for an answer from its library",
        "%(number)d reports wait for an answer from their libraries",
        number,
    )
    lines = [
        _line_of(report, str(report.library or ""))
        for report in asked.select_related("library").order_by("sent_at", "pk")[:MOST_LINES]
    ]
    more = f"{reverse('reports:index')}?state={ReportState.ASKED}"
    yield DeskItem(
        "asked-reports", DeskSection.OTHERS, heading % {"number": number}, tuple(lines), more, is_personal=True
    )


def _line_of(report: Any, detail: str) -> DeskLine:
    return DeskLine(str(report), reverse("reports:inspect", args=[report.pk]), detail)


def _said_of(report: Any, user: Any) -> str:
    said = [str(report.library or ""), in_words(timezone.localdate(report.sent_at))]
    if report.is_answered:
        said.insert(0, gettext("has answered"))
    if report.assignee:
        said.append(gettext("yours") if report.assignee == user else str(report.assignee))
    return ", ".join(part for part in said if part)


class TakeDownsPanel(Component):
    """On the admin's first page: what libraries want taken down, until it is."""

    name = "take_downs"
    template_name = "reporting/admin/take_downs.html"
    order = 110

    def __init__(self, request: HttpRequest, reports: Iterable[Report]) -> None:
        self.request, self.reports = request, reports

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        wishes = [(report, footprint_of(report)) for report in self.reports]
        for _report, footprint in wishes:
            _say_which_are_concepts(footprint)
        return {"wishes": wishes, "csrf_token": get_token(self.request)}


class RemovalsPanel(Component):
    """On the admin's first page: what went with reports that were taken back."""

    name = "removals"
    template_name = "reporting/admin/removals.html"
    order = 130

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"removals": Removal.objects.recent().select_related("library", "worked_on_by")[:20]}


def _say_which_are_concepts(footprint: Footprint) -> None:
    """A concept can be freed of the report's words and stay; the report's own page cannot."""
    for page in footprint.published:
        page.is_built_of_several = is_concept(page)


@hooks.register("construct_homepage_panels")
def show_reports(request: Any, panels: list[Component]) -> None:
    if not request.user.has_perm("reporting.change_report"):
        return
    if wishes := list(Report.objects.to_be_taken_down().select_related("library")):
        panels.append(TakeDownsPanel(request, wishes))
    if Removal.objects.recent().exists():
        panels.append(RemovalsPanel())


@hooks.register("register_log_actions")
def name_take_down(actions: LogActionRegistry) -> None:
    sentence = _("The library asked for this to be taken down")
    actions.register_action(TAKE_DOWN_ASKED, _("Asked to be taken down"), sentence)
