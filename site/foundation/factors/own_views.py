"""Views of one's own second factor and sessions: signed in, or on the way there by a role that asks for one."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail import hooks

from foundation.accounts.sessions import keep_own_session, sign_out_everywhere
from foundation.compat.second_factors import begin_registration, clear_totp_secret, get_totp_secret
from foundation.factors import services, sign_in_steps
from foundation.factors.adapter import FactorAdapter, passkey_is_possible_at
from foundation.factors.enums import FactorNeed
from foundation.factors.views import LOGIN, TOO_MANY_TRIES, passkey_context, read_answer
from foundation.throttling.rate_limits import RateLimitedError

TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
NEXT = "after_codes"
WAY_BACK = "way_back_from_login"  # a hook of ours: of a user the address and its name, or None
Answer = Callable[..., HttpResponse]


def for_oneself(view: Answer, who_waits: Callable[[HttpRequest], Any] = lambda _request: None) -> Answer:
    """Give the view whose account it is. Whoever signed in a while ago gives her password again; strangers sign in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user if request.user.is_authenticated else who_waits(request)
        if user is None:
            return redirect_to_login(request.path, LOGIN)
        if request.user.is_authenticated and not sign_in_steps.is_fresh(request):
            return sign_in_steps.redirect_to_proof(_page_of(request))
        response = view(request, user, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return sensitive_post_parameters()(never_cache(answer))


def _who_must(request: HttpRequest) -> Any:
    """Whoever waits in this session for a second factor that her role asks for."""
    found = sign_in_steps.waiting(request)
    return found.user if found and services.need_of(found.user) is FactorNeed.FACTOR else None


def also_before(view: Answer) -> Answer:
    """The same, and open to those whose role will not let them in before they have a second factor."""
    return for_oneself(view, _who_must)


def _page_of(request: HttpRequest) -> str:
    return request.path if request.method in {"GET", "HEAD"} else reverse("own_factors")


def way_back(user: Any) -> tuple[str, Any] | None:
    """Where somebody works, and what it is called: the admin, or what an app has told of in its hooks."""
    if user.has_perm("wagtailadmin.access_admin"):
        return reverse("wagtailadmin_account"), _("Back to the admin")
    return next((way for hook in hooks.get_hooks(WAY_BACK) if (way := hook(user))), None)


@also_before
@require_safe
def own_factors(request: HttpRequest, user: Any) -> HttpResponse:
    factors = services.factors_of(user)
    context = {
        "who": user,
        "must_begin": not request.user.is_authenticated,
        "is_asked": services.is_asked_of(user),
        "factors": factors,
        "has_app": any(factor.type == Authenticator.Type.TOTP for factor in factors),
        "codes_left": len(services.unused_codes_of(user)),
        "way_back": way_back(request.user),
    }
    return render(request, "factors/own_factors.html", context)


@also_before
@require_http_methods(["GET", "HEAD", "POST"])
def add_app(request: HttpRequest, user: Any) -> HttpResponse:
    """The secret as a picture and as letters, and a code to show that the app has it."""
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return redirect("own_factors")
    secret, problem, status = get_totp_secret(), "", HTTPStatus.OK
    if request.method == "POST":
        try:
            if services.add_app(request, user, secret=secret, code=request.POST.get("code", "")[:40]):
                clear_totp_secret(request)
                return _go_on(request, user)
            problem, status = _("That is not the code the app shows now."), HTTPStatus.BAD_REQUEST
        except RateLimitedError:
            problem, status = str(TOO_MANY_TRIES), TOO_MANY
    adapter = FactorAdapter()
    address = adapter.build_totp_url(user, secret)
    drawing = adapter.build_totp_svg(address)
    context = {
        "who": user,
        "secret": [secret[place : place + 4] for place in range(0, len(secret), 4)],
        "address": address,
        "drawing": drawing[drawing.index("<svg") :],
        "problem": problem,
    }
    return render(request, "factors/add_app.html", context, status=status)


@also_before
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: HttpRequest, user: Any) -> HttpResponse:
    problem, status = "", HTTPStatus.OK
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            if services.add_passkey(request, user, answer=read_answer(request), name=name):
                return _go_on(request, user)
            problem, status = _("The passkey could not be added. Try again."), HTTPStatus.BAD_REQUEST
        except RateLimitedError:
            problem, status = str(TOO_MANY_TRIES), TOO_MANY
    context = {"who": user, "problem": problem, **passkey_context(request)}
    if passkey_is_possible_at(request.get_host()):
        context["options"] = begin_registration(user, passwordless=False)
    return render(request, "factors/add_passkey.html", context, status=status)


def _go_on(request: HttpRequest, user: Any) -> HttpResponse:
    """Whoever added a factor has just used it: this session is whole, and her role's demand is met."""
    found = None if request.user.is_authenticated else sign_in_steps.waiting(request)
    target = sign_in_steps.finish(request, found) if found else reverse("own_factors")
    sign_in_steps.mark_proven(request, user)
    request.session[NEXT] = target
    return redirect("recovery_codes")


@for_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest, user: Any) -> HttpResponse:
    """Shown once, when they are new; a press of the button makes ten others."""
    if not services.factors_of(user):
        return redirect("own_factors")
    if request.method == "POST":
        services.renew_codes(request, user)
        return redirect("recovery_codes")
    codes = services.show_codes(user)
    target = request.session.pop(NEXT, reverse("own_factors"))
    return render(request, "factors/recovery_codes.html", {"codes": codes, "target": target, "who": user})


@for_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def remove_factor(request: HttpRequest, user: Any, factor_id: int) -> HttpResponse:
    factor = get_object_or_404(Authenticator, pk=factor_id, user=user, type__in=services.FACTORS)
    if request.method != "POST":
        is_needed = services.is_needed(user, factor)
        return render(request, "factors/remove.html", {"who": user, "factor": factor, "is_needed": is_needed})
    try:
        services.remove(request, user, factor)
    except services.StillRequiredError:
        context = {"who": user, "factor": factor, "is_needed": True}
        return render(request, "factors/remove.html", context, status=HTTPStatus.CONFLICT)
    keep_own_session(request, user)
    if not services.factors_of(user):
        sign_in_steps.forget_proof(request)
    messages.success(request, _("It is removed, and you are logged out everywhere else."))
    return redirect("own_factors")


@for_oneself
@require_POST
def end_other_sessions(request: HttpRequest, user: Any) -> HttpResponse:
    """Signed out everywhere but here."""
    sign_out_everywhere(user, request=request)
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("own_factors")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out, also of whoever waits for the second step; to where she works, which asks her to log in."""
    found = sign_in_steps.waiting(request)
    way = way_back(found.user if found else request.user)
    logout(request)
    return redirect(way[0] if way else LOGIN)
