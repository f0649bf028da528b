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
from wagtail.models import Page

from core.freshness import FOR_EVER
from core.querysets import is_visible
from website.embeds.look import Layout, Look, colour_style, read_colour, read_list, read_look
from website.feeds.caching import conditional
from website.feeds.parameters import BadParameterError
from website.feeds.schemas import Item
from website.feeds.selections import SELECTIONS, Selection, choose

LISTS = {"koncepter": "concepts", "vindere": "winners", "eksempler": "initiatives", "galleri": "galleries"}

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
    """The newest of a selection. Raises: Http404 for a list there is not."""
    if name not in LISTS:
        raise Http404
    selection = SELECTIONS[LISTS[name]]
    wanted = read_list(selection, request.GET)
    chosen = choose(selection, wanted.asked())
    items = [item for item in chosen.items if item.image or name != "galleri"]  # a picture may still be in the making
    query = wanted.choice.query()
    context = {
        "items": items,
        "look": wanted.look,
        "title": _("%(selection)s from SoMe-kataloget") % {"selection": selection.title},
        "more_url": f"{selection.address}{'?' if query else ''}{query}",
        "is_gallery": name == "galleri",
        "is_strip": wanted.look.layout == Layout.STRIP,
        "credits": _credits(items),
    }
    return conditional(request, render(request, "website/embed_list.html", context), chosen.changed_at)


@framed_by_anyone
def embedded_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """One concept, guide, initiative or winner as a card. Raises: Http404 for anything else, and what is hidden."""
    look = read_look(request.GET)
    page = Page.objects.filter(pk=page_id).select_related("locale", "content_type").first()
    if page is None or not is_visible(page):
        raise Http404
    with translation.override(page.locale.language_code):
        item = item_of_page(page)
        if item is None:
            raise Http404
        context = {"item": item, "look": look, "title": item.title, "credits": _credits([item])}
        return conditional(request, render(request, "website/embed_page.html", context), item.updated_at)


@require_safe
def colour(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of a host's colour. Raises: Http404 when it is none."""
    if read_colour(colour) != colour:
        raise Http404
    return HttpResponse(colour_style(colour), content_type="text/css", headers={"Cache-Control": FOR_EVER})


def selection_of_page(page: Any) -> Selection | None:
    """The selection a page is an item of, None for pages that are none."""
    return next((selection for selection in SELECTIONS.values() if selection.model is page.specific_class), None)


def item_of_page(page: Page) -> Item | None:
    """The item of a page in the language of the request, None for pages that are none. Cost: 1 query."""
    selection = selection_of_page(page)
    row = selection.one(page.pk) if selection else None
    return selection.item_of(row) if selection and row else None


def _credits(items: list[Item]) -> str:
    """Who made the pictures, each once."""
    pictures = [item.image for item in items if item.image]
    named = (f"{one.credit} ({one.licence})" if one.licence else one.credit for one in pictures if one.credit)
    return ", ".join(dict.fromkeys(named))
