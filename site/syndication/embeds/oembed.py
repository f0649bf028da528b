"""oEmbed: what a site shows when somebody pastes the address of a page (https://oembed.com, version 1.0)."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.records.models import Record
from foundation.cache_control import KEPT_SECONDS
from syndication.embeds.embed_codes import ONE, Embed, frame
from syndication.embeds.resolve import page_at
from syndication.feeds.caching import conditional
from syndication.feeds.parameters import BadParameterError, number_up_to, read_value
from syndication.feeds.schemas import Item
from syndication.feeds.sources import FoundItem

WIDTH, LARGEST = 640, 10_000
KINDS = {"json": "application/json", "xml": "text/xml"}


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The card of one page, by its address. Other parameters than oEmbed's own are left alone: consumers add theirs.

    Raises: Http404 for every address that is no visible concept, guide, initiative or winner of ours. Nothing is
    ever fetched.
    """
    kind = request.GET.get("format", "json")
    if kind not in KINDS:
        return HttpResponse(_("Only json and xml are given."), status=501, content_type="text/plain; charset=utf-8")
    try:
        most = [read_value(request.GET, name, number_up_to(LARGEST)) or LARGEST for name in ("maxwidth", "maxheight")]
        page, item = _page_asked_for(request)
    except BadParameterError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    with translation.override(page.language):
        answer = _answer(page, item, *most)
    body = json.dumps(answer, ensure_ascii=False).encode() if kind == "json" else _as_xml(answer)
    return conditional(request, HttpResponse(body, content_type=f"{KINDS[kind]}; charset=utf-8"), item.updated_at)


def discovery_url(page: Page, kind: str) -> str:
    """Where consumers learn about the card of a page."""
    return f"{settings.BASE_URL}/oembed/?{urlencode({'url': page.full_url, 'format': kind})}"


def _page_asked_for(request: HttpRequest) -> FoundItem:
    addresses = request.GET.getlist("url")
    if len(addresses) != 1 or not addresses[0]:
        raise BadParameterError(_("Give one address in url."))
    found = page_at(addresses[0]) if "://" in addresses[0] else None
    if found is None:
        raise Http404
    return found


def _answer(page: Record, item: Item, most_width: int, most_height: int) -> dict[str, Any]:
    width, height = min(WIDTH, most_width), min(ONE, most_height)
    embed = Embed(None, item.title, f"{settings.BASE_URL}/embed/v1/side/{page.pk}/", item.url, height)
    library = getattr(item, "library", None)
    picture = item.image.small if item.image else None
    return {
        "version": "1.0",
        "type": "rich",
        "title": item.title,
        "provider_name": "SoMe-kataloget",
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": KEPT_SECONDS,
        "html": frame(embed, str(width)),
        "width": width,
        "height": height,
        **({"author_name": library.name} if library else {}),
        **(
            {"thumbnail_url": picture.url, "thumbnail_width": picture.width, "thumbnail_height": picture.height}
            if picture and picture.width <= most_width and picture.height <= most_height
            else {}
        ),
    }


def _as_xml(answer: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
