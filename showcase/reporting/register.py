"""The register of reports: a list to count and to take out as a spreadsheet, without names and e-mails."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from core.exports import RegisterIndexView
from core.libraries.searching import SearchOfRowsWithLibrary
from showcase.reporting.models import Report


class ReadOnly(PermissionHelper):
    """Those who work on reports may read the register; nobody writes in it."""

    def user_can_list(self, user: Any) -> bool:
        return bool(user.has_perm("reporting.change_report"))

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return False


class ReportAdmin(ModelAdmin):
    model = Report
    base_url_path = "indberetningsregister"
    menu_label = _("Register of reports")
    menu_icon = "list-ul"
    menu_order = 410
    permission_helper_class = ReadOnly
    index_view_class = RegisterIndexView
    list_display = ["title", "library", "municipality_group", "kind", "state", "sent_at", "closed_at"]
    list_filter = ["state", "kind", "library__municipality_group"]
    list_export = ["receipt", *list_display]
    search_fields = ["title", "receipt"]
    search_handler_class = SearchOfRowsWithLibrary
    ordering = ["-sent_at", "-pk"]
    list_per_page = 50
    export_filename = "indberetninger"

    def get_queryset(self, request: HttpRequest) -> Any:
        return Report.objects.sent().select_related("library")

    @display(description=_("municipality group"), ordering="library__municipality_group")
    def municipality_group(self, report: Report) -> str:
        return str(report.library.get_municipality_group_display()) if report.library else ""
