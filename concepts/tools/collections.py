"""Concepts that somebody has put together: a name and their ids, in the address and nowhere else with us."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from concepts.tools.choices import concepts_named, ids_in
from core.components import hours_text
from core.models import FACETS
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from foundation.numbers.formatting import plain_number
from foundation.text import one_line

MOST_CONCEPTS = 24
MOST_COMPARED = 4
MOST_SIGNS = 60  # of a name


@dataclass(frozen=True)
class Collection:
    """Shape: `asked` are the ids of the address, also of what is no more; `gone` are sentences about what went."""

    name: str
    concepts: tuple[Record, ...]
    compared: tuple[Record, ...]
    asked: tuple[int, ...]
    gone: tuple[str, ...]

    @property
    def query(self) -> str:
        return self._query([concept.pk for concept in self.concepts])

    def query_without(self, concept: Record) -> str:
        return self._query([one.pk for one in self.concepts if one.pk != concept.pk])

    def _query(self, ids: list[int]) -> str:
        return urlencode([*([("navn", self.name)] if self.name else []), *(("koncept", pk) for pk in ids)])


@dataclass(frozen=True)
class ComparedConcept:
    """Shape: `told` are labels with what the concept says, empty where it does not."""

    concept: Record
    told: list[tuple[str | Promise, str]]


def read_collection(query: QueryDict, concepts: RecordQuerySet) -> Collection:
    """Nothing in an address is an error. Cost: 1 query, none without concepts."""
    gone: list[str] = []
    name = one_line(query.get("navn", "")).strip()
    if len(name) > MOST_SIGNS:
        told = {"length": len(name), "most": MOST_SIGNS}
        gone.append(_("The name is too long: %(length)d characters, and there is room for %(most)d.") % told)
    asked = query.getlist("koncept")
    room = _("A collection has room for %(most)d concepts: the first are kept.")
    found = concepts_named(asked, concepts, gone, most=MOST_CONCEPTS, room=room)
    wanted = set(ids_in(query.getlist("sammenlign")))
    compared = [concept for concept in found if concept.pk in wanted] or found
    return Collection(
        name if len(name) <= MOST_SIGNS else "",
        found,
        tuple(compared[:MOST_COMPARED]),
        tuple(ids_in(asked)[:MOST_CONCEPTS]),
        tuple(gone),
    )


def compared_concept(concept: Record) -> ComparedConcept:
    details = concept.details
    told: list[tuple[str | Promise, str]] = [
        (_("Effort"), hours_text(concept.hours) if concept.hours else ""),
        (_("Cost"), "" if details.cost_kr is None else f"{plain_number(details.cost_kr)} kr."),
        (_("Skills"), details.skills),
    ]
    words = ((facet.heading, concept.words(facet.parameter)) for facet in FACETS)
    return ComparedConcept(concept, told + [(label, ", ".join(word.name for word in some)) for label, some in words])
