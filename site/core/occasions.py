"""The year by its occasions: when each is, and what the catalogue has for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from core.models import Occasion
from core.records.models import Record, RecordTerm
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from core.records.terms import term_counts
from foundation.recurrence import Period

OCCASION = "anledning"  # the facet's parameter
IN_CALENDARS = timedelta(days=2 * 365)  # how far ahead


@dataclass(frozen=True)
class OccasionDays:
    """Shape: `periods` are those that overlap the days asked about, none for an occasion without days.

    `concepts` are the newest of the `count` records that there are for it.
    """

    occasion: Occasion
    periods: tuple[Period, ...]
    concepts: tuple[Record, ...]
    count: int


def occasions_between(first: date, last: date, records: RecordQuerySet, most: int) -> list[OccasionDays]:
    """All occasions in use: by their next day, those without any last; each with its `most` newest records.

    Cost: 4 queries.
    """
    counts = {slug: number for _facet, slug, number in term_counts(records, [OCCASION])}
    newest = _newest(records, most)
    found = [
        OccasionDays(
            occasion,
            tuple(occasion.periods(first, last)),
            tuple(newest[occasion.slug]),
            counts.get(occasion.slug, 0),
        )
        for occasion in Occasion.objects.filter(is_retired=False)
    ]
    return sorted(found, key=lambda one: (not one.periods, one.periods[:1], one.occasion.sort_order))


def _newest(records: RecordQuerySet, most: int) -> dict[str, list[Record]]:
    """The newest of these records for each occasion. Cost: 2 queries."""
    place = Window(RowNumber(), partition_by=F("slug"), order_by=[F("record__published_at").desc(), F("record").desc()])
    terms: Any = RecordTerm.objects.filter(parameter=OCCASION, record__in=records.values("pk")).order_by()
    chosen = list(terms.annotate(place=place).filter(place__lte=most).order_by("place").values_list("slug", "record"))
    shown = {record.pk: record for record in read(Record.objects.filter(pk__in={pk for _slug, pk in chosen}))}
    newest = defaultdict[str, list[Record]](list)
    for slug, pk in chosen:
        if pk in shown:  # else it went between the two
            newest[slug].append(shown[pk])
    return newest
