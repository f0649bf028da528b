"""The order of a list, chosen in the address like the facets."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

PARAMETER = "sortering"


@dataclass(frozen=True)
class SortOption:
    value: str
    label: str | Promise
    is_chosen: bool
    query: str  # the address's query in this order; the first page of it


@dataclass(frozen=True)
class Sorting:
    """The orders there are. The first is the default and never stands in the address."""

    chosen: str
    options: tuple[SortOption, ...]

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What every link of the list must carry along."""
        return () if self.chosen == self.options[0].value else ((PARAMETER, self.chosen),)


def sorting_of(query: QueryDict, labels: Mapping[str, str | Promise], filters: list[tuple[str, str]]) -> Sorting:
    """The sorting a query asks for; an unknown one is the default. `filters` are the pairs chosen beside it."""
    default = next(iter(labels))
    asked = query.get(PARAMETER, "")
    chosen = asked if asked in labels else default
    options = tuple(
        SortOption(
            value,
            label,
            value == chosen,
            urlencode(filters if value == default else [*filters, (PARAMETER, value)]),
        )
        for value, label in labels.items()
    )
    return Sorting(chosen, options)
