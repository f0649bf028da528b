from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.permissions import page_permission_policy

from core.checking import admin_views
from core.checking.reports import ContentReportView


class MainCheckerItem(ContentCheckerItem):
    """Wagtail's checker, of what the editor writes: header and footer are not hers to mend."""

    axe_include = ["main"]


@hooks.register("construct_wagtail_userbar")
def check_main_only(_request: HttpRequest, items: list[Any], _page: Any) -> None:
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = MainCheckerItem(in_editor=item.in_editor)


@hooks.register("register_admin_urls")
def checking_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/findings/", admin_views.findings, name="page_findings"),
        path("reports/indhold/", ContentReportView.as_view(), name="content_report"),
        path("reports/indhold/results/", ContentReportView.as_view(results_only=True), name="content_report_results"),
    ]


class ContentReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ContentReportItem(_("Check of content"), reverse_lazy("content_report"), icon_name="glasses", order=100)


@hooks.register("insert_global_admin_css")
def look_of_checks() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("checking/css/checking.css"))


@hooks.register("insert_editor_js")
def fetch_findings() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("checking/js/findings.js"))
