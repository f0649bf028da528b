from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from website.statistics.pages import PagesView
from website.statistics.views import PERMISSION, NumbersView


class NumbersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


class PagesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


@hooks.register("register_permissions")
def reading_numbers() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="counting", codename="view_dailycount")


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("tal/", NumbersView.as_view(), name="numbers_of_use"),
        path("reports/sider/", PagesView.as_view(), name="pages_report"),
        path("reports/sider/results/", PagesView.as_view(results_only=True), name="pages_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def numbers_item() -> MenuItem:
    return NumbersItem(
        _("Numbers of use"), reverse_lazy("numbers_of_use"), name="numbers-of-use", icon_name="order", order=50
    )


@hooks.register("register_reports_menu_item")
def pages_item() -> MenuItem:
    return PagesItem(
        _("Pages with status and subjects"),
        reverse_lazy("pages_report"),
        name="pages-report",
        icon_name="folder-open-inverse",
        order=60,
    )
