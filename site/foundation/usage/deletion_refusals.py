"""Refuse a deletion in the admin: why, where the thing is used, and the way on."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from foundation.usage.deletion_guards import protected_among
from foundation.usage.usage_report import places_of

MOST_THINGS = 10  # told of at once, with their places
MOST_PLACES = 20


def refuse_deletion(request: HttpRequest, things: Iterable[Model]) -> HttpResponse | None:
    """The refusal, None when all may go. Cost: that of `protected_among`, and of `places_of` for each that stays."""
    kept = protected_among(things)
    if not kept:
        return None
    urls = AdminURLFinder(request.user)
    told = []
    for one in kept[:MOST_THINGS]:
        places = places_of(one.thing, request.user)
        told.append(
            {
                "sentence": one.sentence,
                "places": places[:MOST_PLACES],
                "more": len(places) - MOST_PLACES,
                "url": urls.get_edit_url(one.thing),
                "merge_url": _merge_url(one.thing),
            }
        )
    context: dict[str, Any] = {
        "told": told,
        "more": len(kept) - MOST_THINGS,
        "page_title": _("This cannot be deleted"),
        "header_icon": "bin",
    }
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "use/admin/refused.html", context, status=status)


def _merge_url(thing: Model) -> str:
    """Where a word is merged into another, empty for what is no word."""
    viewset = getattr(type(thing), "snippet_viewset", None)
    try:
        return reverse(viewset.get_url_name("merge"), args=[thing.pk]) if viewset else ""
    except NoReverseMatch:
        return ""
