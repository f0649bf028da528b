"""Facets: the same parameters, values and counts on index pages and in the APIs.

Values are slugs; within a facet they widen (or), across facets they narrow (and), and so does a part of a word beside
that word. A facet's own choice does not count against its other options, so an option with a number behind it never
leads to an empty list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext

from core.facet_types import EffortFacet, Facet, TermFacet
from core.records.terms import on_records, records_of_rows, term_counts

MAX_VALUES = 50  # per facet; more is no human choice


@dataclass(frozen=True)
class FacetWord:
    """A value a facet can take. Shape: `part_of` is the slug of the word it is part of, empty for most."""

    label: str | Promise
    part_of: str = ""


Known = Mapping[str, Mapping[str, FacetWord]]  # by parameter and slug; parts follow what they are part of


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool
    toggle_query: str  # the address's query with this option switched
    is_part: bool = False  # of the option above it


@dataclass(frozen=True)
class Group:
    parameter: str
    label: str | Promise
    options: list[Option]

    @property
    def is_chosen(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class FacetSelection:
    """What a visitor has chosen. `unknown` are (parameter, value) pairs that no facet has; they choose nothing."""

    facets: tuple[Facet, ...]
    values: dict[str, tuple[str, ...]]
    unknown: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...] = ()  # pairs of the address that are no filter, for example the order
    gone: tuple[tuple[str, str], ...] = ()  # those of the unknown that there once were
    known: Known = field(default_factory=dict, compare=False, repr=False)

    @property
    def never_known(self) -> list[tuple[str, str]]:
        """What no facet ever had: written wrongly, not out of date."""
        return [pair for pair in self.unknown if pair not in self.gone]

    @property
    def notes(self) -> list[str]:
        """What an answer says of values that are gone."""
        sentence = gettext("“%(value)s” is no longer in the catalogue; %(name)s=%(value)s was left out of account.")
        return [sentence % {"name": name, "value": value} for name, value in self.gone]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every (parameter, value) chosen."""
        return [(parameter, value) for parameter, values in self.values.items() for value in values]

    def asked(self, parameter: str) -> tuple[str, ...]:
        """What is chosen of a facet, without words of which parts are chosen: those narrow them."""
        chosen = self.values.get(parameter, ())
        narrowed = {self.known[parameter][value].part_of for value in chosen if value in self.known.get(parameter, ())}
        return tuple(value for value in chosen if value not in narrowed)

    def keeping(self, kept: tuple[tuple[str, str], ...]) -> "FacetSelection":
        return replace(self, kept=kept)

    def query(self, *, without: tuple[str, str] | None = None, also: tuple[str, str] | None = None) -> str:
        """The address's query for this choice, one value less or more."""
        pairs = [*self.pairs, *([also] if also else []), *self.kept]
        return urlencode([pair for pair in pairs if pair != without])

    @property
    def query_of_none(self) -> str:
        """The address's query with every filter taken away."""
        return urlencode(self.kept)

    def apply(self, rows: Any, *, ignoring: str | None = None) -> Any:
        """Those of the rows that match the choice: records, pages, or what hangs on either."""
        chosen = (facet for facet in self.facets if facet.parameter != ignoring and facet.parameter in self.values)
        return on_records(rows, *(facet.condition(self.asked(facet.parameter)) for facet in chosen))


def read_choice(query: QueryDict, facets: Iterable[Facet], known: Known) -> FacetSelection:
    """The choice in a query; `known` maps each parameter to its possible values.

    Repeated values count once, values beyond MAX_VALUES of a facet are dropped.
    """
    values: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, str]] = []
    facets = tuple(facets)
    for facet in facets:
        asked = list(dict.fromkeys(value for value in query.getlist(facet.parameter) if value))[:MAX_VALUES]
        chosen = tuple(value for value in asked if value in known[facet.parameter])
        unknown += [(facet.parameter, value) for value in asked if value not in chosen]
        if chosen:
            values[facet.parameter] = chosen
    return FacetSelection(facets, values, tuple(unknown), known=known)


def known_values(facets: Iterable[Facet]) -> dict[str, dict[str, FacetWord]]:
    """Every value each facet can take, in order. Cost: 1 query."""
    known: dict[str, dict[str, FacetWord]] = {}
    rows = None
    for facet in facets:
        known[facet.parameter] = {}
        if isinstance(facet, EffortFacet):
            known[facet.parameter] = {slug: FacetWord(label) for slug, (label, *_bounds) in facet.steps.items()}
            continue
        query = _words_of(facet)
        rows = query if rows is None else rows.union(query, all=True)
    for parameter, _position, _order, slug, name, part_of in sorted(rows) if rows is not None else []:
        known[parameter][slug] = FacetWord(name, part_of)
    return {parameter: _parts_after_wholes(words) for parameter, words in known.items()}


def _words_of(facet: TermFacet) -> QuerySet[Any]:
    """Shape: parameter, position, order, slug, name, and the slug of what the word is part of."""
    whole = F("part_of__slug") if hasattr(facet.vocabulary, "part_of") else Value("")
    words = facet.vocabulary._default_manager.order_by().annotate(
        parameter=Value(facet.parameter, output_field=CharField()),
        position=Cast("sort_order", IntegerField()),
        whole=Coalesce(whole, Value(""), output_field=CharField()),
    )
    return words.values_list("parameter", "position", "name_order", "slug", "name", "whole")


def _parts_after_wholes(words: dict[str, FacetWord]) -> dict[str, FacetWord]:
    parts = defaultdict[str, dict[str, FacetWord]](dict)
    for slug, word in words.items():
        parts[word.part_of][slug] = word
    return {slug: word for whole in parts[""] for slug, word in ({whole: words[whole]} | parts[whole]).items()}


def groups(rows: QuerySet[Any], choice: FacetSelection) -> list[Group]:
    """The facets with counts of the rows: records, pages, or what hangs on either.

    Options nobody would find anything behind are left out, and parts of what is not chosen. Cost: 1 query.
    """
    counts = _counts(rows, choice)
    return [
        Group(facet.parameter, facet.label, options)
        for facet in choice.facets
        if (options := _options(facet.parameter, choice, counts))
    ]


def _options(parameter: str, choice: FacetSelection, counts: Mapping[tuple[str, str], int]) -> list[Option]:
    chosen, words = choice.values.get(parameter, ()), choice.known[parameter]
    opened = {words[value].part_of or value for value in chosen}
    options = []
    for value, word in words.items():
        pair = (parameter, value)
        count = counts.get(pair, 0)
        is_chosen = value in chosen
        if is_chosen or (count and (not word.part_of or word.part_of in opened)):
            query = choice.query(without=pair) if is_chosen else choice.query(also=pair)
            options.append(Option(value, word.label, count, is_chosen, query, bool(word.part_of)))
    return options


def _counts(rows: QuerySet[Any], choice: FacetSelection) -> dict[tuple[str, str], int]:
    """How many rows each value would leave, by parameter and value."""
    parts: list[QuerySet[Any]] = []
    for ignored, facets in _sharing_rows(choice):
        others = choice.apply(rows.order_by(), ignoring=ignored)
        parameters = [facet.parameter for facet in facets if isinstance(facet, TermFacet)]
        parts += [term_counts(others, parameters)] if parameters else []
        parts += [
            part for facet in facets if isinstance(facet, EffortFacet) for part in _hour_counts(others, facet, choice)
        ]
    found = parts[0].union(*parts[1:], all=True) if parts else ()
    return {(parameter, value): number for parameter, value, number in found}


def _sharing_rows(choice: FacetSelection) -> list[tuple[str | None, list[Facet]]]:
    """The facets whose values are counted over the same rows; a chosen one ignores its own choice."""
    free = [facet for facet in choice.facets if facet.parameter not in choice.values]
    own: list[tuple[str | None, list[Facet]]] = [
        (facet.parameter, [facet]) for facet in choice.facets if facet.parameter in choice.values
    ]
    return [(None, free), *own]


def _hour_counts(rows: QuerySet[Any], facet: EffortFacet, choice: FacetSelection) -> list[QuerySet[Any]]:
    """How many of the rows lie in each step that is offered or chosen. Shape: each parameter, value, number."""
    chosen = choice.values.get(facet.parameter, ())
    names = {"facet": Value(facet.parameter, CharField())}
    return [
        records_of_rows(rows)
        .filter(facet.condition([step]))
        .annotate(**names, step=Value(step, CharField()))
        .values_list("facet", "step")
        .annotate(number=Count("pk"))
        for step in facet.steps
        if step in chosen or step not in facet.former
    ]
