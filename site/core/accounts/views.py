import math
from http import HTTPStatus
from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import PasswordResetConfirmView

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
