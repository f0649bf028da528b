"""The `<some-katalog>` web component: one address that is never frozen, and one for each version ever published."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.freshness import FOR_EVER
from website.feeds.caching import conditional

FOLDER = Path(__file__).parent / "component"
CURRENT = FOLDER / "some-katalog.js"
CONTENT_TYPE = "text/javascript; charset=utf-8"


@cache
def current() -> bytes:
    return CURRENT.read_bytes()


def version() -> str:
    """Part of the address of what is published now."""
    return hashlib.sha384(current()).hexdigest()[:16]


def integrity() -> str:
    """For the script element of a host that wants to know what it runs (SRI)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(current()).digest()).decode()}"


@require_safe
def component(request: HttpRequest) -> HttpResponse:
    """Whatever is published now."""
    return conditional(request, HttpResponse(current(), content_type=CONTENT_TYPE))


@require_safe
def kept_component(request: HttpRequest, version: str) -> HttpResponse:
    """One version for ever. Raises: Http404 for one there never was."""
    path = FOLDER / "kept" / f"some-katalog.{version}.js"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type=CONTENT_TYPE, headers={"Cache-Control": FOR_EVER})
