"""The `<some-katalog>` web component: one address that is never frozen, and one for each version ever published.

Which lists there are and what they are filtered by is put into its source here, so that nobody need say it twice.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from foundation.cache_control import FOR_EVER
from syndication.feeds.caching import conditional
from syndication.feeds.sources import FRAMED

FOLDER = Path(__file__).parent / "component"
SOURCE = FOLDER / "some-katalog.js"
CONTENT_TYPE = "text/javascript; charset=utf-8"


@cache
def current() -> bytes:
    """The component as it is published."""
    facets = (facet for source in FRAMED.values() for facet in source.facets)
    filters = list(dict.fromkeys(facet.parameter for facet in facets))
    marks = {
        '["FILTERS"]': json.dumps(filters),
        "filters FILTERS": f"filters {', '.join(filters)}",
        "(LISTS)": f"({', '.join(FRAMED)})",
        'LISTS: ""': _pairs({name: source.name for name, source in FRAMED.items()}),
        'LISTS: "da"': _pairs(_titles("da")),
        'LISTS: "en"': _pairs(_titles("en")),
    }
    source = SOURCE.read_text("utf-8")
    for mark, text in marks.items():
        source = source.replace(mark, text)
    return source.encode()


def _titles(language: str) -> dict[str, str]:
    with override(language):
        return {name: str(source.called or source.title) for name, source in FRAMED.items()}


def _pairs(values: dict[str, str]) -> str:
    """As they stand in an object of JavaScript."""
    return ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())


def kept() -> Path:
    """Where what is published now lies for ever."""
    return FOLDER / "kept" / f"some-katalog.{version()}.js"


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
