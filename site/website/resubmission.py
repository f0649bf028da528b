"""Resubmission of a form whose answer failed: what was typed, to be read and to be sent once more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.http import url_has_allowed_host_and_scheme

SECRETS = ("password", "code", "credential", "token", "secret")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # a field's name
SHORTEST = 20  # characters of what is worth copying


@dataclass(frozen=True)
class Resubmission:
    """What a request brought.

    Shape: `texts` to read; `fields` to send again, none where secrets were among them; `page` is where the form stood.
    """

    texts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    had_files: bool
    page: str
    address: str
    token: str


def resubmission_of(request: HttpRequest) -> Resubmission:
    """Of a page of ours. Nothing that another site sent: it would speak with our voice, and be sent with our token."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    sent = request.POST if is_ours else QueryDict()
    return Resubmission(
        texts=tuple(text for text in dict.fromkeys(_texts(sent)) if len(text) >= SHORTEST and " " in text),
        fields=tuple(_again(sent)),
        had_files=is_ours and bool(request.FILES),
        page=page_of(request),
        address=request.get_full_path(),
        token=get_token(request),
    )


def page_of(request: HttpRequest) -> str:
    """The page the form stood on."""
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else request.path


def _again(sent: QueryDict) -> Iterator[tuple[str, str]]:
    if any(_is_secret(name) for name in sent):
        return
    for name, values in sent.lists():
        if name != TOKEN:
            yield from ((name, str(value)) for value in values)


def _is_secret(name: str) -> bool:
    return name != TOKEN and any(word in name.lower() for word in SECRETS)


def _texts(sent: QueryDict) -> Iterator[str]:
    for name, values in sent.lists():
        if name != TOKEN and not _is_secret(name):
            yield from (_readable(str(value)).strip() for value in values)


def _readable(value: str) -> str:
    """The words of rich text, which the admin's editor sends as data."""
    try:
        return "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return value
