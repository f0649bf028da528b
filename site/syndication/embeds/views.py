"""Pages to frame on other sites: no script needed, no cookie, nobody else asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from foundation.cache_control import FOR_EVER
from syndication.embeds.options import Layout, Look, colour_style, read_colour, read_list, read_look
from syndication.feeds.caching import conditional
from syndication.feeds.fetching import fetch
from syndication.feeds.parameters import BadParameterError
from syndication.feeds.schemas import Item
from syndication.feeds.sources import FRAMED, find_item

View = Callable[..., HttpResponseBase]


def framed_by_anyone(view: View) -> View:
    """Only what is meant to be embedded; a bad parameter is said in the frame."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except BadParameterError as error:
            return render(request, "website/embed_message.html", {"look": Look(), "message": str(error)}, status=400)

    replaced = csp_replace({"frame-ancestors": ["*"]})(answer)
    return xframe_options_exempt(require_safe(replaced))


@framed_by_anyone
def embedded_list(request: HttpRequest, name: str) -> HttpResponse:
    """The newest of a source. Raises: Http404 for a list there is not."""
    source = FRAMED.get(name)
    if source is None:
        raise Http404
    wanted = read_list(source, request.GET)
    chosen = fetch(source, wanted.asked())
    # A picture may still be in the making.
    items = [item for item in chosen.items if item.image or not source.is_gallery]
    context = {
        "items": items,
        "look": wanted.look,
        "title": _("%(selection)s from SoMe-kataloget") % {"selection": source.title},
        "more_url": chosen.address_of_all(wanted.choice),
        "is_gallery": source.is_gallery,
        "is_strip": wanted.look.layout == Layout.STRIP,
        "credits": _credits(items),
        "notes": wanted.choice.notes,
    }
    shown = render(request, "website/embed_list.html", context)
    return conditional(request, shown, chosen.changed_at, wanted.choice)


@framed_by_anyone
def embedded_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """One concept, guide, initiative or winner as a card. Raises: Http404 for anything else, and what is hidden."""
    look = read_look(request.GET)
    found = find_item(pk=page_id)
    if found is None:
        raise Http404
    item = found.item
    with translation.override(found.page.language):
        context = {"item": item, "look": look, "title": item.title, "credits": _credits([item])}
        return conditional(request, render(request, "website/embed_page.html", context), item.updated_at)


@require_safe
def colour(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of a host's colour. Raises: Http404 when it is none."""
    if read_colour(colour) != colour:
        raise Http404
    return HttpResponse(colour_style(colour), content_type="text/css", headers={"Cache-Control": FOR_EVER})


def _credits(items: list[Item]) -> str:
    """Who made the pictures, each once."""
    pictures = [item.image for item in items if item.image]
    named = (f"{one.credit} ({one.licence})" if one.licence else one.credit for one in pictures if one.credit)
    return ", ".join(dict.fromkeys(named))
