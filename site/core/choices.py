"""What somebody chooses by an address: words as they are called today, or were called before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.http import QueryDict

from core.facet_types import Facet, TermFacet
from core.facets import FacetSelection, Known, read_choice
from foundation.usage.former_slugs import slugs_now


def choice_of(query: QueryDict, facets: Iterable[Facet], known: Known) -> FacetSelection:
    """The choice in a query, words by what they are called today or were before.

    Cost: none while all is known, else 2 queries for each facet with unknown values.
    """
    choice = read_choice(query, facets, known)
    for facet in choice.facets if choice.unknown else ():
        asked = [value for name, value in choice.unknown if name == facet.parameter]
        if asked and isinstance(facet, TermFacet):
            choice = _renamed(choice, facet.parameter, slugs_now(facet.vocabulary, asked))
    return choice


def _renamed(choice: FacetSelection, parameter: str, today: Mapping[str, str]) -> FacetSelection:
    """The choice with former values of a facet put as those of today; an empty one is gone."""
    found = dict.fromkeys((*choice.values.get(parameter, ()), *filter(None, today.values())))
    values = choice.values | ({parameter: tuple(found)} if found else {})
    left = tuple(pair for pair in choice.unknown if pair[0] != parameter or not today.get(pair[1]))
    gone = tuple(pair for pair in left if pair[0] == parameter and pair[1] in today)
    return replace(choice, values=values, unknown=left, gone=(*choice.gone, *gone))
