"""Concepts like another one: what they share with it, and which come first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from core.models import FACETS
from core.records.models import RecordTerm
from core.records.querysets import RecordQuerySet
from core.records.terms import having

# What makes two concepts alike, and how much; the first that is shared is the reason given.
WEIGHTS = {"target_groups": 3, "objectives": 3, "formats": 1, "platforms": 1}
DECISIVE = ("target_groups", "objectives")  # without one of these in common two are not alike
CANDIDATES = 60  # the newest that share a decisive word

PARAMETERS = {facet.relation: facet.parameter for facet in FACETS}


@dataclass(frozen=True)
class RelatedConcept:
    """A concept like another one. Shape: `shared` maps a relation to the names of the terms both have."""

    pk: int
    hours: Decimal | None
    shared: Mapping[str, list[str]]
    is_lighter: bool = False

    @property
    def likeness(self) -> int:
        return sum(WEIGHTS[relation] * len(names) for relation, names in self.shared.items())


def related_concepts(concept: Any, others: RecordQuerySet, limit: int) -> list[RelatedConcept]:
    """Those of the others like this one, most alike first; the last takes less work, where there is such a one.

    Cost: 2 queries.
    """
    own = {relation: _names(getattr(concept, relation).all()) for relation in WEIGHTS}
    alike = Q(pk__in=[])
    for relation in DECISIVE:
        alike |= having(PARAMETERS[relation], own[relation])
    near = others.filter(alike).exclude(pk=concept.pk).newest_first().values_list("pk", "hours")
    candidates = dict(near[:CANDIDATES])
    shared = _shared_with(candidates, own)
    found = [RelatedConcept(pk, hours, shared[pk]) for pk, hours in candidates.items()]
    return _closest(sorted(found, key=lambda one: -one.likeness), concept.effort_hours, limit)


def _names(terms: Iterable[Any]) -> dict[str, str]:
    """The oldest word first."""
    return {term.slug: str(term) for term in sorted(terms, key=lambda term: int(term.pk))}


def _shared_with(records: Iterable[int], own: Mapping[str, Mapping[str, str]]) -> dict[int, dict[str, list[str]]]:
    """By record and relation the names of words in `own` that it has too. Cost: 1 query."""
    words = Q(pk__in=[])
    for relation, names in own.items():
        words |= Q(parameter=PARAMETERS[relation], slug__in=names)
    rows = RecordTerm.objects.filter(words, record__in=list(records)).order_by()
    held = set(rows.values_list("record", "parameter", "slug"))
    return {
        pk: {
            relation: shared
            for relation, names in own.items()
            if (shared := [name for slug, name in names.items() if (pk, PARAMETERS[relation], slug) in held])
        }
        for pk in records
    }


def _closest(found: list[RelatedConcept], hours: Decimal | None, limit: int) -> list[RelatedConcept]:
    """The first of them, and last the first that takes fewer hours."""
    lighter = next((one for one in found if one.hours and hours and one.hours < hours), None)
    if lighter is None:
        return found[:limit]
    return [*[one for one in found if one != lighter][: limit - 1], replace(lighter, is_lighter=True)]
