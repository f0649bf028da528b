from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.accounts.sessions import keep_own_session
from foundation.factors import admin_views
from foundation.factors.policies import OwnLoginPanel, PolicyPanel
from foundation.factors.user_views import BULK_ACTIONS


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    return [
        path("konti/", admin_views.AccountsView.as_view(), name="accounts"),
        path("konti/<int:user_id>/nulstil/", admin_views.reset_factor, name="reset_factor"),
        path("konti/<int:user_id>/log-ud/", admin_views.end_sessions, name="end_sessions"),
    ]


class AccountsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return admin_views.may_look_after(request.user)


@hooks.register("register_settings_menu_item")
def accounts_item() -> MenuItem:
    return AccountsMenuItem(_("Logins"), reverse_lazy("accounts"), name="accounts", icon_name="key", order=602)


@hooks.register("register_account_settings_panel")
def own_login_panel(request: HttpRequest, user: Any, profile: Any) -> OwnLoginPanel:
    return OwnLoginPanel(request, user, profile)


@hooks.register("register_group_permission_panel")
def policy_panel() -> type[PolicyPanel]:
    return PolicyPanel


@hooks.register("register_permissions")
def permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="factors", codename="look_after_accounts")


@hooks.register("after_edit_user")
def stay_signed_in(request: HttpRequest, user: Any) -> None:
    """Whoever changed her own name, password or groups goes on where she is; her other sessions have ended."""
    keep_own_session(request, user)


for action in BULK_ACTIONS:  # after Wagtail's own, whose places they take
    hooks.register("register_bulk_action", action, order=1)
