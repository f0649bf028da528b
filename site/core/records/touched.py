"""From what has changed to the pages whose records it may touch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, Q
from wagtail.models import Page

from core.records.kinds import models_that_tell_of_parents
from core.records.models import Record, RecordPicture
from foundation.querysets import HAS_PAGES_BELOW, remember_hidden_paths, visible_pages
from foundation.usage.usage_index import columns_to
from media.models import CatalogueImage, MediaUsage

AT_ONCE = 100  # pages that one query asks what lies below


@dataclass(frozen=True)
class Touched:
    """A row that has changed, come or gone: a page, or something pages show. Without a model: everything."""

    model: type[Model] | None = None
    pk: int = 0


def pages_touched_by(touched: Iterable[Touched]) -> set[int]:
    """Cost: none for pages, 2 queries for each picture, 1 for each word or library."""
    found: set[int] = set()
    for one in touched:
        if one.model is None:
            found |= all_pages()
        elif issubclass(one.model, Page):
            found.add(one.pk)
        elif one.model is CatalogueImage:
            found.update(MediaUsage.objects.filter(image=one.pk).values_list("page", flat=True))
            found.update(RecordPicture.objects.filter(image_id=one.pk).values_list("record", flat=True))
        else:
            found.update(_pages_that_name(one.model, one.pk))
    return found


def all_pages() -> set[int]:
    """Every page the public may see, and every page that has a record. Cost: 2 queries and that of `hidden_paths`."""
    return visible_ids() | set(Record.objects.values_list("pk", flat=True))


def visible_ids() -> set[int]:
    """Asked for anew, whatever the request remembers."""
    with remember_hidden_paths():
        return set(visible_pages().order_by().values_list("pk", flat=True))


def pages_below(ids: Iterable[int], *, models: Iterable[type[Page]] | None = None) -> Iterator[int]:
    """What lies below pages and below their mirrors, and the mirrors; or only such page types below the pages.

    Cost: 2 or 3 queries for every AT_ONCE pages.
    """
    for some in batches(ids, AT_ONCE):
        mirrors = list(Page.objects.filter(alias_of__in=some).values_list("pk", flat=True)) if models is None else []
        yield from mirrors
        above = Page.objects.filter(HAS_PAGES_BELOW, pk__in=[*some, *mirrors])
        if paths := list(above.values_list("path", flat=True)):
            below = Page.objects.filter(_within("path", paths)).exclude(path__in=paths).order_by()
            yield from (below.type(*models) if models else below).values_list("pk", flat=True)


def recorded_below_drafts(ids: Iterable[int]) -> Iterator[int]:
    """Pages with a record that lie below one of these that is not published. Cost: 1 query for every AT_ONCE pages."""
    for some in batches(ids, AT_ONCE):
        drafts = Page.objects.filter(HAS_PAGES_BELOW, pk__in=some, live=False)
        if paths := list(drafts.values_list("path", flat=True)):
            yield from Record.objects.filter(_within("tree_path", paths)).values_list("pk", flat=True)


def followers_of(ids: Iterable[int]) -> Iterator[int]:
    """Pages whose records tell of the page above them. Cost: that of `pages_below`, none without such a page type."""
    models = models_that_tell_of_parents()
    return pages_below(ids, models=models) if models else iter(())


def batches(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def _within(column: str, paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{column}__startswith": path})
    return condition


def _pages_that_name(model: type[Model], pk: int) -> Iterator[int]:
    columns = [column for column in columns_to(model) if issubclass(column.holder, Page)]
    parts = [
        column.rows._base_manager.filter(**{column.used: pk}).order_by().values_list(column.user, flat=True)
        for column in columns
    ]
    if parts:
        yield from parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
