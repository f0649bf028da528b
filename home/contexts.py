"""What the front page and standard pages show."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict

from concepts.components import Finder, GuideBars, Shelf
from concepts.contexts import comparison_rows, concept_card, spine_of
from concepts.models import ConceptIndexPage, ConceptPage
from core.components import PageTools
from core.contexts import context_of
from core.facet_types import EFFORT
from core.facets import groups, known_values, read_choice
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from home.models import HomePage, StandardPage
from showcase.contexts import initiative_card

NEWEST = 4
ON_THE_SHELF = 20


@context_of.register
def home_context(page: HomePage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    concepts, initiatives, guides = (
        Record.objects.of_kind(kind).in_language_of(page).below(page) for kind in ("concept", "initiative", "guide")
    )
    shown = read(concepts.newest_first()[:ON_THE_SHELF])
    index = ConceptIndexPage.record_in_language_of(page)
    return {
        "finder": finder(concepts, index),
        "shelf": Shelf(tuple(spine_of(concept) for concept in sorted(shown, key=_by_number))),
        "cards": [concept_card(concept) for concept in shown[:NEWEST]],
        "initiatives": [initiative_card(one) for one in read(initiatives.newest_first()[:NEWEST])],
        "bars": GuideBars.of(comparison_rows(read(guides.in_own_order()), index)),
    }


@context_of.register
def standard_context(page: StandardPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    return {"tools": PageTools.of(page, shared["contact_email"])}


def finder(concepts: RecordQuerySet, index: Record | None) -> Finder | None:
    """The search as a sentence, None without an index to send it to. Cost: 2 queries.

    Whoever says how many hours she has, has no use for what takes more.
    """
    if index is None:
        return None
    known = known_values(ConceptPage.facets)
    found = groups(concepts, read_choice(QueryDict(), ConceptPage.facets, known))
    by_parameter = {group.parameter: group for group in found}
    if hours := by_parameter.get(EFFORT.parameter):
        ceilings = [option for option in hours.options if EFFORT.is_ceiling(option.value)]
        by_parameter[EFFORT.parameter] = replace(hours, options=ceilings)
    return Finder(index.path, by_parameter)


def _by_number(concept: Record) -> tuple[bool, int]:
    return concept.own_number is None, concept.own_number or concept.pk
