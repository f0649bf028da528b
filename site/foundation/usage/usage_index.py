"""Usage index: where a row is used. Asked before it may go, and whenever somebody wants to know.

It is read from the database as it stands: keys and facets from their own columns, blocks and links from Wagtail's
index of references, drafts and kept versions from what they mention. What lies elsewhere, its own app adds
(`register_source`). What hangs on another row, as a number on its page, counts as that one; what only repeats what
pages say (`wagtail_reference_index_ignore`) does not count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, PROTECT, BigIntegerField, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

from foundation.retiring import Retirable
from foundation.usage.models import Mention
from foundation.usage.querysets import base_of, type_of

OWN = frozenset({"core", "concepts", "showcase", "home", "website"})  # the packages whose columns are read
Place = tuple[int, int]  # the type and the id of what uses something


class UseLevel(IntEnum):
    """How openly something is used; of several, the first counts."""

    ROW = 0
    DRAFT = 1
    KEPT = 2


@dataclass(frozen=True)
class ReferenceColumn:
    """One way to be used.

    Shape: `rows` is the table asked, `used` and `user` its columns with the ids of what is used and of what uses it,
    `holder` the model of the latter.
    """

    rows: type[Model]
    used: str
    user: str
    holder: type[Model]
    field: Any

    @property
    def is_link(self) -> bool:
        """Whether the rows are those of a many-to-many field."""
        return bool(self.field.many_to_many)

    def of(self, ids: Iterable[Any]) -> QuerySet[Any, Any]:
        """Rows of (id of what is used, type, id of what uses it)."""
        found = self.rows._base_manager.filter(**{f"{self.used}__in": list(ids)}).order_by()
        return _as_places(found, F(self.used), Value(type_of(self.holder).pk), F(self.user))

    @property
    def protects(self) -> bool:
        return self._on_delete is PROTECT

    @property
    def goes_along(self) -> bool:
        return self._on_delete is CASCADE

    @property
    def _on_delete(self) -> Any:
        return getattr(self.field.remote_field, "on_delete", None)


@dataclass(frozen=True)
class FoundUse:
    place: Place
    level: UseLevel
    label: Any
    protects: bool


Source = Callable[[type[Model], list[int]], Iterable[tuple[int, type[Model], int, Any]]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """Also ask here: given a model and ids, it tells (id used, model, id of what uses it, in which field)."""
    _sources.append(source)
    return source


def is_guarded(model: type[Model]) -> bool:
    """Whether no use of such rows may be lost, however it is stored: words and libraries."""
    return issubclass(model, Retirable)


@cache
def columns_to(model: type[Model], *, derived: bool = False) -> tuple[ReferenceColumn, ...]:
    """Every column of ours that can point at rows of a model; with `derived`, also of what only repeats others."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    back = [one for one in relations if one.auto_created and not one.concrete]
    columns = (_column(relation) for relation in back if derived or not _is_derived(relation.related_model))
    return tuple(column for column in columns if column)


def _is_derived(model: type[Model]) -> bool:
    return bool(getattr(model, "wagtail_reference_index_ignore", False))


def _column(relation: Any) -> ReferenceColumn | None:
    holder, field = relation.related_model, relation.field
    if not _is_ours(holder) or holder._meta.auto_created:
        return None
    if relation.many_to_many:
        through = relation.through
        return ReferenceColumn(
            through, f"{field.m2m_reverse_field_name()}_id", f"{field.m2m_field_name()}_id", holder, field
        )
    if isinstance(field, ParentalKey) or field.remote_field.parent_link:
        return None
    parent = next((one for one in holder._meta.get_fields() if isinstance(one, ParentalKey)), None)
    if parent:
        return ReferenceColumn(holder, field.attname, parent.attname, parent.related_model, field)
    return ReferenceColumn(holder, field.attname, "pk", holder, field)


def counts(model: type[Model], ids: Iterable[Any]) -> dict[int, int]:
    """In how many places each is used, itself not counted. Cost: 1 query, and that of the sources."""
    wanted = [int(pk) for pk in ids]
    places: defaultdict[int, set[Place]] = defaultdict(set)
    first, *others = _parts(model, wanted)
    for used, kind, pk in first.union(*others) if others else first:
        places[used].add((kind, pk))
    for used, holder, pk, _label in _elsewhere(model, wanted):
        places[used].add((type_of(holder).pk, pk))
    itself = type_of(model).pk
    return {pk: len(places[pk] - {(itself, pk)}) for pk in wanted}


@dataclass(frozen=True)
class Usage:
    """What Wagtail's pages ask of a picture or a document, which has a `get_usage`."""

    thing: Model

    def count(self) -> int:
        return counts(type(self.thing), [self.thing.pk])[self.thing.pk]


def found_of(thing: Model) -> dict[Place, list[FoundUse]]:
    """Every use of a row, by the place. Cost: 1 query for each column, 2 more, and that of the sources."""
    found: defaultdict[Place, list[FoundUse]] = defaultdict(list)
    for one in _all_of(type(thing), int(thing.pk)):
        found[one.place].append(one)
    found.pop((type_of(type(thing)).pk, int(thing.pk)), None)  # a page that links to itself
    return dict(found)


def instances_at(places: Iterable[Place]) -> Iterator[Model]:
    """What uses something, pages as Wagtail's plain ones; what is gone meanwhile is left out."""
    ids: defaultdict[int, list[int]] = defaultdict(list)
    for kind, pk in places:
        ids[kind].append(pk)
    for kind, some in ids.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        yield from model._base_manager.filter(pk__in=some).order_by("pk")


def _all_of(model: type[Model], pk: int) -> Iterator[FoundUse]:
    guarded = is_guarded(model)
    for column in columns_to(model):
        for _used, kind, place in column.of([pk]):
            yield FoundUse((kind, place), UseLevel.ROW, column.field.verbose_name, guarded or column.protects)
    for reference in _references(model, [pk]):
        place = (reference.base_content_type_id, int(reference.object_id))
        yield FoundUse(place, UseLevel.ROW, reference.describe_source_field(), guarded)
    for _used, holder, place, label in _elsewhere(model, [pk]):
        yield FoundUse((type_of(holder).pk, place), UseLevel.ROW, label, guarded)
    for place, level in _versions(model, pk):
        yield FoundUse(place, level, "", guarded)


def _parts(model: type[Model], ids: list[int]) -> list[QuerySet[Any, Any]]:
    number, kind = BigIntegerField(), F("base_content_type_id")
    references = _references(model, ids).order_by()
    mentions = Mention.objects.of(model, ids).order_by()
    return [
        *(column.of(ids) for column in columns_to(model)),
        _as_places(references, Cast("to_object_id", number), kind, Cast("object_id", number)),
        _as_places(mentions, F("object_id"), F("revision__base_content_type_id"), Cast("revision__object_id", number)),
    ]


def _as_places(rows: Any, used: Any, kind: Any, place: Any) -> QuerySet[Any, Any]:
    return rows.annotate(used_id=used, place_type=kind, place_id=place).values_list("used_id", "place_type", "place_id")


def _references(model: type[Model], ids: list[int]) -> Any:
    """What Wagtail's index knows: blocks and links as well as columns, of what is listed once."""
    keys = [str(pk) for pk in ids]
    ours = [kind.pk for kind in _types_of_ours()]
    found: Any = ReferenceIndex.objects.filter(to_content_type=type_of(model), to_object_id__in=keys)
    return found.filter(base_content_type__in=ours)


def _types_of_ours() -> list[ContentType]:
    models = {base_of(model) for model in ReferenceIndex.indexed_models if _is_ours(model)}
    return [type_of(model) for model in models]


def _is_ours(model: type[Model]) -> bool:
    return model._meta.app_config.name.partition(".")[0] in OWN


def _versions(model: type[Model], pk: int) -> Iterator[tuple[Place, UseLevel]]:
    number, kind = Cast("revision__object_id", BigIntegerField()), "revision__base_content_type_id"
    rows = list(Mention.objects.of(model, [pk]).values_list("revision_id", kind, number))
    newest = Page._base_manager.filter(latest_revision__in=[row[0] for row in rows])
    drafts = set(newest.values_list("latest_revision", flat=True))
    for revision, type_id, place in rows:
        yield (type_id, place), UseLevel.DRAFT if revision in drafts else UseLevel.KEPT


def _elsewhere(model: type[Model], ids: list[int]) -> Iterator[tuple[int, type[Model], int, Any]]:
    for source in _sources:
        yield from source(model, ids)
