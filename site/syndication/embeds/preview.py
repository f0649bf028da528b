"""A draft as it will stand in a frame on a library's own site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.records.kinds import kind_of
from core.records.making import record_of
from foundation.previews import Preview
from syndication.embeds.options import Look
from syndication.feeds.sources import OF_PAGES


def framed(request: HttpRequest, page: Any) -> HttpResponse:
    """The card of a page that may never have been saved."""
    kind = kind_of(type(page))
    source = OF_PAGES.get(kind.name) if kind else None
    item = source.item(record_of(kind, page).record) if kind and source else None
    if item is None:
        message = _("The card can be shown when library, platform and category are chosen.")
        return render(request, "website/embed_message.html", {"look": Look(), "message": message})
    return render(
        request, "website/embed_page.html", {"item": item, "look": Look(), "title": page.title, "credits": ""}
    )


def _has_a_card(page: Page) -> bool:
    kind = kind_of(page.specific_class)
    return kind is not None and kind.name in OF_PAGES


FRAME = Preview("ramme", gettext_lazy("In a frame"), _has_a_card, framed)
