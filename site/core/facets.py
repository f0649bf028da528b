"""Facets: the same parameters, values and counts on index pages and in the APIs.

Values are slugs; within a facet they widen (or), across facets they narrow (and). A facet's own choice does not
count against its other options, so an option with a number behind it never leads to an empty list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, IntegerField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

MAX_VALUES = 50  # per facet; more is no human choice


@dataclass(frozen=True)
class TermFacet:
    """Sorts by a vocabulary: `relation` is the many-to-many field of the page type."""

    parameter: str
    label: str | Promise
    relation: str

    def condition(self, values: Sequence[str]) -> Q:
        return Q(**{f"{self.relation}__slug__in": values})

    def terms(self, model: type[Model]) -> QuerySet[Any]:
        """The vocabulary the facet sorts by."""
        relation: Any = model._meta.get_field(self.relation)
        return relation.related_model.objects.all()

    def counts(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of (parameter, order, order of names, slug, name, count) over every term of the vocabulary."""
        relation: Any = pages.model._meta.get_field(self.relation)
        has_page = Q(**{f"{relation.related_query_name()}__in": pages.values("pk")})
        number = Count(relation.related_query_name(), filter=has_page, distinct=True)
        return _as_rows(self.terms(pages.model), self.parameter, number)


@dataclass(frozen=True)
class EffortFacet:
    """Sorts by working hours, in three steps."""

    parameter: str = "tid"
    label: str | Promise = _("Effort")
    steps: Mapping[str, tuple[str | Promise, Decimal | None, Decimal | None]] = field(
        default_factory=lambda: {
            "hoejst-1-time": (_("At most 1 hour"), None, Decimal(1)),
            "1-4-timer": (_("1 to 4 hours"), Decimal(1), Decimal(4)),
            "over-4-timer": (_("More than 4 hours"), Decimal(4), None),
        }
    )

    def condition(self, values: Sequence[str]) -> Q:
        condition = Q(pk__in=[])
        for value in values:
            condition |= self._step(value)
        return condition

    def _step(self, value: str) -> Q:
        _label, above, at_most = self.steps[value]
        condition = Q(effort_hours__isnull=False)
        if above is not None:
            condition &= Q(effort_hours__gt=above)
        return condition if at_most is None else condition & Q(effort_hours__lte=at_most)


Facet = TermFacet | EffortFacet


def terms_in_search(*relations: str) -> list[index.RelatedFields]:
    """Search fields that let a page be found by the words it is sorted by."""
    return [index.RelatedFields(relation, [index.SearchField("name")]) for relation in relations]


def _as_rows(terms: QuerySet[Model], parameter: str, number: Any) -> QuerySet[Any]:
    return (
        terms.order_by()
        .annotate(
            parameter=Value(parameter, output_field=CharField()),
            position=Cast("sort_order", IntegerField()),
            pages=number,
        )
        .values_list("parameter", "position", "name_order", "slug", "name", "pages")
    )


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool
    toggle_query: str  # the address's query with this option switched


@dataclass(frozen=True)
class Group:
    parameter: str
    label: str | Promise
    options: list[Option]

    @property
    def is_chosen(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Choice:
    """What a visitor has chosen. `unknown` are (parameter, value) pairs that no facet has."""

    facets: tuple[Facet, ...]
    values: dict[str, tuple[str, ...]]
    unknown: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...] = ()  # pairs of the address that are no filter, for example the order

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every (parameter, value) chosen."""
        return [(parameter, value) for parameter, values in self.values.items() for value in values]

    def keeping(self, kept: tuple[tuple[str, str], ...]) -> "Choice":
        return replace(self, kept=kept)

    def query(self, *, without: tuple[str, str] | None = None, also: tuple[str, str] | None = None) -> str:
        """The address's query for this choice, one value less or more."""
        pairs = [*self.pairs, *([also] if also else []), *self.kept]
        return urlencode([pair for pair in pairs if pair != without])

    @property
    def query_of_none(self) -> str:
        """The address's query with every filter taken away."""
        return urlencode(self.kept)

    def apply(self, pages: Any, *, ignoring: str | None = None) -> Any:
        """The pages that match the choice, each once whatever it matches by."""
        for facet in self.facets:
            values = self.values.get(facet.parameter)
            if values and facet.parameter != ignoring:
                matching = pages.model._base_manager.filter(facet.condition(values)).values("pk")
                pages = pages.filter(pk__in=matching)
        return pages


def read_choice(query: QueryDict, facets: Iterable[Facet], known: Mapping[str, Mapping[str, Any]]) -> Choice:
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
    return Choice(facets, values, tuple(unknown))


def known_values(model: type[Model], facets: Iterable[Facet]) -> dict[str, dict[str, Any]]:
    """Every value each facet can take, with its label, in order. Cost: 1 query."""
    known: dict[str, dict[str, Any]] = {}
    rows = None
    for facet in facets:
        known[facet.parameter] = {}
        if isinstance(facet, EffortFacet):
            known[facet.parameter] = {slug: label for slug, (label, _above, _at_most) in facet.steps.items()}
            continue
        terms = facet.terms(model)
        query = _as_rows(terms, facet.parameter, Value(0, output_field=IntegerField()))
        rows = query if rows is None else rows.union(query, all=True)
    for parameter, _position, _order, slug, name, _pages in sorted(rows) if rows is not None else []:
        known[parameter][slug] = name
    return known


def groups(pages: QuerySet[Any], choice: Choice, known: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    """The facets with counts; options nobody would find anything behind are left out. Cost: 2 queries."""
    counts = _counts(pages, choice)
    return [
        Group(facet.parameter, facet.label, options)
        for facet in choice.facets
        if (options := _options(facet.parameter, choice, known[facet.parameter], counts))
    ]


def _options(
    parameter: str, choice: Choice, labels: Mapping[str, Any], counts: Mapping[tuple[str, str], int]
) -> list[Option]:
    chosen = choice.values.get(parameter, ())
    options = []
    for value, label in labels.items():
        pair = (parameter, value)
        count = counts.get(pair, 0)
        is_chosen = value in chosen
        if count or is_chosen:
            query = choice.query(without=pair) if is_chosen else choice.query(also=pair)
            options.append(Option(value, label, count, is_chosen, query))
    return options


def _counts(pages: QuerySet[Any], choice: Choice) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    rows = None
    for facet in choice.facets:
        others = choice.apply(pages.order_by(), ignoring=facet.parameter)
        if isinstance(facet, EffortFacet):
            steps = {slug: Count("pk", filter=facet.condition([slug])) for slug in facet.steps}
            named = {f"step_{position}": number for position, number in enumerate(steps.values())}
            totals = others.aggregate(**named)
            counts |= {(facet.parameter, slug): totals[f"step_{position}"] for position, slug in enumerate(steps)}
        else:
            query = facet.counts(others)
            rows = query if rows is None else rows.union(query, all=True)
    for parameter, _position, _order, slug, _name, number in rows if rows is not None else []:
        counts[parameter, slug] = number
    return counts
