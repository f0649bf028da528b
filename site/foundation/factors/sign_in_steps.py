"""Steps of signing in, from a right password to a session. Between the two nobody is signed in."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from foundation.factors.enums import FactorNeed
from foundation.factors.services import need_of

WAITING = "sign_in"
PROVEN_FOR = "second_step_of"
PROVEN_AT = "proven_at"


@dataclass(frozen=True)
class Waiting:
    """Somebody whose password was right. `lasts`: seconds of the session to come, 0 until the browser closes."""

    user: Any
    target: str
    lasts: int | None


def begin(request: HttpRequest, user: Any, *, target: str, lasts: int | None = None) -> str:
    """Sign somebody in whose password was right, or ask for the next step. Returns: the address to go on at."""
    need = need_of(user)
    if need is FactorNeed.NOTHING:
        return _let_in(request, Waiting(user, target, lasts))
    request.session.flush()  # whoever was signed in here is not any more
    request.session[WAITING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "backend": user.backend,
        "at": time.time(),
        "target": target,
        "lasts": lasts,
    }
    return reverse("second_step" if need is FactorNeed.PROOF else "own_factors")


def waiting(request: HttpRequest) -> Waiting | None:
    """Who waits in this session; nobody after a while, or once password, rights or sessions were ended meanwhile."""
    kept = request.session.get(WAITING)
    if not kept or time.time() - kept["at"] > settings.SECOND_STEP_SECONDS:
        return None
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    user.backend = kept["backend"]
    return Waiting(user, kept["target"], kept["lasts"])


def finish(request: HttpRequest, found: Waiting) -> str:
    """The second step is done. Returns: the address to go on at."""
    del request.session[WAITING]
    address = _let_in(request, found)
    mark_proven(request, found.user)
    return address


def mark_proven(request: HttpRequest, user: Any) -> None:
    request.session[PROVEN_FOR] = str(user.pk)


def forget_proof(request: HttpRequest) -> None:
    """There is nothing left that could have been proven; a factor added elsewhere is asked for here too."""
    request.session.pop(PROVEN_FOR, None)


def is_whole(request: HttpRequest, user: Any) -> bool:
    """Whether this session may be taken for the user's: the password alone is not enough where more is asked."""
    return request.session.get(PROVEN_FOR) == str(user.pk) or need_of(user) is FactorNeed.NOTHING


def is_fresh(request: HttpRequest) -> bool:
    """Whether who sits here has proven who she is a short while ago."""
    return bool(time.time() - request.session.get(PROVEN_AT, 0) < settings.FRESH_SECONDS)


def redirect_to_proof(target: str) -> HttpResponseRedirect:
    """To the password once more, and from there to `target`."""
    return HttpResponseRedirect(f"{reverse('prove_again')}?{urlencode({'next': target})}")


def mark_fresh(request: HttpRequest) -> None:
    request.session[PROVEN_AT] = time.time()


def _let_in(request: HttpRequest, found: Waiting) -> str:
    login(request, found.user)
    mark_fresh(request)
    if found.lasts is not None:
        request.session.set_expiry(found.lasts)
    return found.target
