"""Autosave: the server's side of forms saved while they are written; the browser's is `core/js/form-autosave.js`.

The script sends a form as it stands, asks for JSON, and is answered so:

- 200 `kept`: with the revision the form goes on from;
- 401 `signed_out`: the text waits in the browser until she has signed in again;
- 403, 409: the page's token or revision is no longer the last; it reads the page again, unites both, and sends again;
- 429, 5xx and silence: it is tried again, and the text waits in the browser;
- any other: what was sent is not kept, and the sentence says why.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page's script asks, while its writer goes on."""
    return request.headers.get("Accept") == "application/json"


def saved(revision: object = "", **more: Any) -> JsonResponse:
    return JsonResponse({"revision": revision, **more})


def moved_on_to(address: str) -> JsonResponse:
    """A form that is only sent was taken; the script goes on to the address."""
    return JsonResponse({"address": address})


def not_saved(sentence: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"sentence": sentence, **more}, status=status)


def signed_out(login: str) -> JsonResponse:
    """For a session that has ended; `login` is the address of the door."""
    sentence = _("You are no longer logged in. What you wrote stands here still.")
    return not_saved(sentence, HTTPStatus.UNAUTHORIZED, login=login, link=_("Log in again"))


def name_of(*parts: object) -> str:
    """What the browser calls a form's text: the same each time, for this very thing and person alone, and no key."""
    return salted_hmac("foundation.keeping", "|".join(str(part) for part in parts), algorithm="sha256").hexdigest()[:20]


def revision_of(values: Mapping[str, Any]) -> str:
    """Stands for what is kept, where the thing has no number of its own that changes with it."""
    return sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:20]
