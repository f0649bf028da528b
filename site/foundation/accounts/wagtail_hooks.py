from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import ChangePasswordPanel

from foundation.accounts.admin_views import AccountLogView
from foundation.accounts.passwords import CountedPasswordChangeForm
from foundation.accounts.views import signed_in


class PasswordPanel(ChangePasswordPanel):
    """Wagtail's panel with our form, which needs the request."""

    def is_active(self) -> bool:
        return bool(self.user.has_usable_password())

    def form_class(self, *args: Any, **kwargs: Any) -> CountedPasswordChangeForm:
        return CountedPasswordChangeForm(self.request, *args, **kwargs)


@hooks.register("register_account_settings_panel")
def password_panel(request: HttpRequest, user: Any, profile: Any) -> PasswordPanel:
    return PasswordPanel(request, user, profile)


class AccountLogItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.view_accountevent")


@hooks.register("register_permissions")
def reading_the_log() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="accounts", codename="view_accountevent")


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    return [
        path("logget-ind/", signed_in, name="signed_in"),
        path("kontolog/", AccountLogView.as_view(), name="account_log"),
        path("kontolog/results/", AccountLogView.as_view(results_only=True), name="account_log_results"),
    ]


@hooks.register("register_reports_menu_item")
def log_item() -> MenuItem:
    return AccountLogItem(
        _("Log of accounts"), reverse_lazy("account_log"), name="account-log", icon_name="history", order=1_200
    )
