"""Records as cards and lists show them: many at once, each with its words and pictures."""

from functools import cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from core.records.enums import Place
from core.records.models import Record, RecordPicture, RecordTerm
from foundation.json_rows import json_rows


def complete(rows: QuerySet[Any], *, places: tuple[Place, ...] = (Place.COVER,)) -> QuerySet[Any]:
    """Records that have `Record.words` and the pictures of these places; or pages, for `told_with`.

    Cost: none of its own.
    """
    return rows.annotate(told_terms=_words_of("pk"), told_pictures=_pictures_of("pk", places))


def with_words(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What hangs on records, with the `told_terms` of its record. Cost: none of its own."""
    return rows.annotate(told_terms=_words_of("record_id"))


@cache  # to say it costs more than to read the answer
def _words_of(record: str) -> Subquery:
    terms = RecordTerm.objects.filter(record=OuterRef(record))
    return json_rows(terms, "record_id", **{name: name for name in RecordTerm.TOLD})


@cache
def _pictures_of(record: str, places: tuple[Place, ...]) -> Subquery:
    pictures = RecordPicture.objects.filter(record=OuterRef(record), place__in=places)
    return json_rows(pictures, "record_id", **{name: name for name in RecordPicture.TOLD})


def read(records: QuerySet[Record]) -> list[Record]:
    """These records in their order, complete. Cost: 1 query; what a slice leaves out is not completed."""
    chosen = Record.objects.filter(pk__in=records.values("pk"))
    return list(complete(chosen).order_by(*records.query.order_by))


def told_with(page: Any) -> Record | None:
    """Words and pictures of a page that was fetched `complete` itself, as its record has them; None of another page."""
    if "told_terms" not in vars(page):
        return None
    record = Record(pk=page.pk)
    vars(record).update(told_terms=page.told_terms, told_pictures=page.told_pictures)
    return record


class Listing:
    """Records for a paginator, complete page by page. Cost: 1 query to count them, 1 for each page."""

    ordered = True  # nobody needs to be warned

    def __init__(self, records: QuerySet[Record]) -> None:
        self.records = records

    def count(self) -> int:
        return self.records.order_by().count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Record]:
        return read(self.records[wanted])
