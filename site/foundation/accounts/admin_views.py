"""The log of accounts in the admin: for administrators to read, and for nobody to write in."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter, ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent


def accounts() -> "QuerySet[Any]":
    return get_user_model().objects.order_by("username")


class AccountEventFilterSet(WagtailFilterSet):
    kind = MultipleChoiceFilter(label=_("What"), choices=EventKind.choices, widget=forms.CheckboxSelectMultiple)
    user = ModelChoiceFilter(label=_("Whose account"), queryset=lambda _request: accounts())
    actor = ModelChoiceFilter(label=_("By whom"), queryset=lambda _request: accounts())
    at = DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AccountEvent
        fields: list[str] = []


class AccountLogView(ReportView):
    model = AccountEvent
    permission_policy = ModelPermissionPolicy(AccountEvent)
    permission_required = "view"
    page_title = _("Log of accounts")
    header_icon = "history"
    index_url_name = "account_log"
    index_results_url_name = "account_log_results"
    filterset_class = AccountEventFilterSet
    columns = [
        Column("at", label=_("When")),
        Column("get_kind_display", label=_("What")),
        Column("user_name", label=_("Whose account")),
        Column("actor_name", label=_("By whom")),
        Column("detail", label=_("More")),
        Column("network", label=_("Network")),
    ]
    list_export = ["at", "get_kind_display", "user_name", "actor_name", "detail", "network"]
    export_headings = {
        "get_kind_display": _("What"),
        "user_name": _("Whose account"),
        "actor_name": _("By whom"),
    }

    def get_base_queryset(self) -> Any:
        return AccountEvent.objects.select_related("user", "actor")
