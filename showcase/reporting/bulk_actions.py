"""Bulk actions on reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction

from core.models import User
from showcase.reporting.models import Report
from showcase.reporting.triage import assign


class AssigneeForm(forms.Form):
    assignee = forms.ModelChoiceField(
        label=_("Who takes them on?"), queryset=User.objects.none(), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = colleagues()  # type: ignore[attr-defined]


class AssignReports(BulkAction):
    """«Fordel»: give the chosen reports to a colleague."""

    display_name = _("Give to a colleague")
    action_type = "assign"
    aria_label = _("Give the selected reports to a colleague")
    template_name = "reporting/admin/assign.html"
    models = [Report]
    form_class = AssigneeForm

    @classmethod
    def get_queryset(cls, _model: Any, object_ids: list[Any]) -> Any:
        return Report.objects.sent().filter(pk__in=object_ids)

    def check_perm(self, report: Report) -> bool:
        """Whoever may; what is closed is nobody's work any more."""
        return report.is_open and bool(self.request.user.has_perm("reporting.change_report"))

    def get_execution_context(self) -> dict[str, Any]:
        return {"assignee": self.cleaned_form.cleaned_data["assignee"]}

    @classmethod
    def execute_action(cls, objects: list[Report], assignee: User | None = None, **_kwargs: Any) -> tuple[int, int]:
        return assign(objects, assignee), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext("%(number)s report was given.", "%(number)s reports were given.", num_parent_objects)
        return sentence % {"number": num_parent_objects}


def colleagues() -> Any:
    """Those who may work on reports, by name."""
    found = User.objects.with_perm("reporting.change_report", include_superusers=True)
    return found.order_by("first_name", "username")
