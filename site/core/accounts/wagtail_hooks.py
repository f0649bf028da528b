from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.views.account import ChangePasswordPanel

from core.accounts.passwords import CountedPasswordChangeForm


class PasswordPanel(ChangePasswordPanel):
    """Wagtail's panel with our form, which needs the request."""

    def is_active(self) -> bool:
        return bool(self.user.has_usable_password())

    def form_class(self, *args: Any, **kwargs: Any) -> CountedPasswordChangeForm:
        return CountedPasswordChangeForm(self.request, *args, **kwargs)


@hooks.register("register_account_settings_panel")
def password_panel(request: HttpRequest, user: Any, profile: Any) -> PasswordPanel:
    return PasswordPanel(request, user, profile)
