"""All pages with something to mend, for those who may mend it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core.checking.enums import Light
from core.checking.models import PageCheck

KINDS = [
    ("film", _("Captions or audio description")),
    ("alt", _("Alternative text")),
    ("consent", _("Consent")),
    ("people", _("People in pictures")),
    ("dead_link", _("Dead link")),
    ("hidden_link", _("Link to a page nobody sees")),
    ("figure", _("Figure past its date")),
    ("reviewed_on", _("Review")),
    ("target_groups", _("Target group")),
    ("success_metric", _("Metric")),
    ("flops_when", _("When it flops")),
    ("length", _("Too long for DPL")),
    ("lix", _("Reading ease")),
]


class ContentFilterSet(WagtailFilterSet):
    light = ChoiceFilter(label=_("Content"), choices=Light.choices)
    kind = ChoiceFilter(label=_("What is found"), choices=KINDS, method="filter_kind")

    class Meta:
        model = PageCheck
        fields: list[str] = []

    def filter_kind(self, checks: Any, _name: str, value: str) -> Any:
        return checks.with_code(value)


def _editor_of(check: PageCheck) -> str:
    return reverse("wagtailadmin_pages:edit", args=[check.page_id])


class ContentReportView(ReportView):
    model = PageCheck
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    page_title = _("Check of content")
    header_icon = "glasses"
    index_url_name = "content_report"
    index_results_url_name = "content_report_results"
    filterset_class = ContentFilterSet
    default_ordering = "-light"
    columns = [
        TitleColumn("page", label=_("Page"), get_url=_editor_of),
        Column("get_light_display", label=_("Content"), sort_key="light"),
        Column("number", label=_("Findings"), sort_key="number"),
        Column("lix", label="LIX", sort_key="lix"),
        DateColumn("checked_at", label=_("Looked at"), sort_key="checked_at"),
    ]
    list_export = ["page", "get_light_display", "number", "lix", "checked_at"]
    export_headings = {"get_light_display": _("Content")}

    def get_base_queryset(self) -> Any:
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        checks: Any = PageCheck.objects.exclude(checked_at=None).filter(page__in=mine.values("pk"))
        return checks.select_related("page").order_by("-light", "-number", "pk")
