import math
from http import HTTPStatus
from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
    PasswordResetConfirmView,
)

from foundation.accounts import devices
from foundation.accounts.password_attempts import WAIT, account_of


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


@never_cache
def signed_in(request: HttpRequest) -> HttpResponse:
    """For an open page of the admin: who is logged in, and the token that forms of this session are sent with.

    For a person, who logged in again in another tab: the way back to that page.
    """
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    return render(request, "accounts/signed_in.html")


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
    """Wagtail's page of one's own account, without the picture of oneself, which nobody is ever shown."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [
            OwnNamePanel(panel.request, panel.user, panel.profile) if type(panel) is NameEmailSettingsPanel else panel
            for panel in super().get_panels()
            if not isinstance(panel, AvatarSettingsPanel)
        ]
