"""Signing in at either door, the second step, and proving oneself again."""

import json
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import LoginView as WagtailLoginView

from foundation.accounts.enums import EventKind
from foundation.accounts.lockout_log import note_locked
from foundation.accounts.log import note
from foundation.compat.second_factors import begin_authentication
from foundation.factors import factor_verification, services, sign_in_steps
from foundation.factors.adapter import passkey_host, passkey_is_possible_at
from foundation.factors.enums import FactorNeed
from foundation.throttling.rate_limits import RateLimitedError

LOGIN = "wagtailadmin_login"
SECOND_STEP = gettext_lazy("second step")
TOO_MANY_TRIES = gettext_lazy("Too many tries. Wait a quarter of an hour, then try again.")
RECOVERY_DIGITS = 8
WRONG = gettext_lazy("User name and password do not go together. Try again.")


class SignInView(LoginView):
    """A login page: a right password leads to the second step where there is one. `heading` and `lead` tell whose.

    `forgotten` names the address where a new password is asked for.
    """

    template_name = "factors/sign_in.html"
    heading: Any = ""
    lead: Any = ""
    forgotten = "wagtailadmin_password_reset"

    def get_form(self, form_class: Any = None) -> Any:
        """Django's form and Wagtail's say it each in their own words."""
        form = super().get_form(form_class)
        form.error_messages = {**form.error_messages, "invalid_login": WRONG}
        return form

    def form_valid(self, form: forms.Form) -> HttpResponseRedirect:
        lasts = None
        if "remember" in form.fields:
            lasts = settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0
        user = form.get_user()  # type: ignore[attr-defined]
        return redirect(sign_in_steps.begin(self.request, user, target=self.get_success_url(), lasts=lasts))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {"heading": self.heading, "lead": self.lead, "address": self.request.path, "forgotten": self.forgotten}
        return super().get_context_data(**kwargs) | names


class AdminSignInView(SignInView, WagtailLoginView):
    """Wagtail's, with our look and the second step."""

    template_name = "factors/sign_in.html"
    heading = gettext_lazy("Log in")
    lead = gettext_lazy("For those who write and look after the catalogue.")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """A code or a passkey of whoever waits in this session."""
    found = sign_in_steps.waiting(request)
    if found is None:
        return redirect("own_factors" if request.user.is_authenticated else LOGIN)
    if services.need_of(found.user) is not FactorNeed.PROOF:
        return redirect("own_factors")
    if request.method != "POST":
        return _second_step_page(request, found)
    try:
        is_proven = _proves(request, found.user)
    except RateLimitedError:
        note_locked(request, found.user, step="second", detail=SECOND_STEP)
        sentence = str(TOO_MANY_TRIES)
        if services.warn_of_guesses(found.user):
            sentence = _("Too many tries today. Wait until tomorrow, or ask an administrator.")
        return _second_step_page(request, found, sentence, HTTPStatus.TOO_MANY_REQUESTS)
    if is_proven:
        return redirect(sign_in_steps.finish(request, found))
    note(EventKind.REFUSED, request=request, user=found.user, detail=SECOND_STEP)
    return _second_step_page(request, found, _why_refused(request, found.user), HTTPStatus.BAD_REQUEST)


def _why_refused(request: HttpRequest, user: Any) -> str:
    """What to do instead, by what was shown: a passkey, a recovery code or a code of the app."""
    if "credential" in request.POST:
        return _("That was not it. Try your passkey again, or write a recovery code.")
    digits = sum(letter.isdigit() for letter in request.POST.get("code", "")[:40])
    if digits == RECOVERY_DIGITS or not services.has_app(user):
        return _("That was not it. A recovery code works once: take one that you have not used.")
    return _("That was not it. A code works once and only for half a minute: take the one the app shows now.")


def _proves(request: HttpRequest, user: Any) -> bool:
    if "credential" in request.POST:
        return factor_verification.proves_by_passkey(user, read_answer(request))
    return factor_verification.proves_by_code(user, request.POST.get("code", "")[:40])


def read_answer(request: HttpRequest) -> Any:
    """What the browser's passkey answered; None when it is no JSON."""
    try:
        return json.loads(request.POST.get("credential", ""))
    except (ValueError, RecursionError):
        return None


def _second_step_page(
    request: HttpRequest, found: sign_in_steps.Waiting, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    types = {factor.type for factor in services.factors_of(found.user)}
    context = {
        "who": found.user,
        "problem": problem,
        "is_code_wrong": bool(problem) and "credential" not in request.POST,
        "has_app": factor_verification.Type.TOTP in types,
    }
    if factor_verification.Type.WEBAUTHN in types:
        context |= passkey_context(request) | {"options": begin_authentication(found.user), "has_passkey": True}
    return render(request, "factors/second_step.html", context, status=status)


def passkey_context(request: HttpRequest) -> dict[str, Any]:
    """Whether this address is the one passkeys belong to, and where that is."""
    possible = passkey_is_possible_at(request.get_host())
    port = request.get_port()
    address = f"{request.scheme}://{passkey_host()}{'' if port in {'80', '443'} else f':{port}'}{request.path}"
    return {"is_possible": possible, "passkey_address": address}


@sensitive_post_parameters()
@never_cache
@login_required(login_url=LOGIN)
@require_http_methods(["GET", "HEAD", "POST"])
def prove_again(request: HttpRequest) -> HttpResponse:
    """The password once more, before anything about the account is shown or changed."""
    target = request.POST.get("next", request.GET.get("next", ""))
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = ""
    problem = ""
    if request.method == "POST":
        typed = request.POST.get("password", "")
        if authenticate(request, username=request.user.get_username(), password=typed) == request.user:
            sign_in_steps.mark_fresh(request)
            return redirect(target or "own_factors")
        problem = _("That is not your password.")
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    context = {"who": request.user, "target": target, "problem": problem}
    return render(request, "factors/prove_again.html", context, status=status)
