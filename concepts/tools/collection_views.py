"""*Samlinger*: concepts put together by somebody, to share, print and compare. The browser remembers them."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concepts.being_made import private
from concepts.contexts.concepts import concept_card
from concepts.printed import SheetTold
from concepts.tools.answering import concepts_offered
from concepts.tools.choices import MOST_CONCEPTS as MOST_PLANNED
from concepts.tools.collections import (
    MOST_COMPARED,
    MOST_SIGNS,
    Collection,
    compared_concept,
    read_collection,
)
from concepts.tools.sheets import sheet_on_paper
from core.components import hours_text


@require_safe
def collection(request: HttpRequest) -> HttpResponse:
    found = read_collection(request.GET, concepts_offered())
    planned = urlencode([("koncept", concept.pk) for concept in found.concepts[:MOST_PLANNED]])
    context = {
        "collection": found,
        "typed_name": request.GET.get("navn", ""),
        "url": request.build_absolute_uri(_address(found)),
        "rows": [
            {
                "card": concept_card(concept, level=2),
                "concept": concept,
                "is_compared": concept in found.compared,
                "url_without": f"{reverse('collection_tool')}?{found.query_without(concept)}",
            }
            for concept in found.concepts
        ],
        "compared": [compared_concept(concept) for concept in found.compared],
        "most_compared": MOST_COMPARED,
        "most_signs": MOST_SIGNS,
        "plan_url": f"{reverse('start_tool')}?{planned}",
    }
    return private(render(request, "tools/collection.html", context))


@require_safe
def collection_on_paper(request: HttpRequest) -> HttpResponseBase:
    found = read_collection(request.GET, concepts_offered())
    told: SheetTold = {
        "title": found.name or _("Collection"),
        "lead": "",
        "language": str(get_language()),
        "url": request.build_absolute_uri(_address(found)),
        "parts": [
            (one.title, list(filter(None, (one.lead, hours_text(one.hours) if one.hours else "", one.full_url))))
            for one in found.concepts
        ],
    }
    return sheet_on_paper(request, told)


def _address(found: Collection) -> str:
    return f"{reverse('collection_tool')}?{found.query}"
