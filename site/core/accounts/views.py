import math
from http import HTTPStatus
from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
    PasswordResetConfirmView,
)

from core.accounts import devices
from core.accounts.guessing import WAIT, account_of


@never_cache
def say_locked(
    request: HttpRequest, response: HttpResponseBase | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """429 with a sentence, instead of whatever answered: asked for by django-axes' middleware, at every door alike."""
    wait = request.META.get(WAIT) or 1
    minutes = math.ceil(wait / 60)
    context = {"minutes": minutes, "hours": math.ceil(minutes / 60) if minutes > 90 else 0}
    is_admin = request.path.startswith(reverse("wagtailadmin_home"))
    template = "accounts/locked_in_admin.html" if is_admin else "accounts/locked.html"
    answer = render(request, template, context, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(wait)
    return answer


class NewPasswordView(PasswordResetConfirmView):
    """Where a new password is chosen. Whoever reads the account's mail is no stranger: her browser is known to it."""

    def form_valid(self, form: "SetPasswordForm[Any]") -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        devices.remember(self.request, account_of(self.user.get_username()))
        return response


class OwnNameForm(NameEmailForm):
    """Wagtail demands both names: whoever was made without could not even change her password on this page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False


class OwnNamePanel(NameEmailSettingsPanel):
    form_class = OwnNameForm


@method_decorator([never_cache, require_admin_access], name="dispatch")
class OwnAccountView(AccountView):
    """Wagtail's page of one's own account."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [
            OwnNamePanel(panel.request, panel.user, panel.profile) if type(panel) is NameEmailSettingsPanel else panel
            for panel in super().get_panels()
        ]
