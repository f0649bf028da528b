"""What somebody has chosen on the way to a plan: it stands in the address, and nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concepts.tools.criteria import SuccessCriterion, metrics_in_use, series_named
from core.choices import choice_of
from core.facets import known_values
from core.models import FACETS, Objective, Platform, TargetGroup
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from foundation.dates import Lean, NotADayError, read_day
from foundation.numbers.formatting import unmistakable

ASKED_FACETS = tuple(facet for facet in FACETS if facet.parameter in {"maalgruppe", "formaal", "platform"})
MOST_CONCEPTS = 3
PLANNED_AHEAD = timedelta(days=3 * 365)
MOST_VALUES = 50  # of one name in an address; more is no choice of anybody's
BAR = re.compile(r"\d{1,13}(?:,\d{1,20})?", re.ASCII)
ID = re.compile(r"\d{1,9}", re.ASCII)


class PostingRhythm(TextChoices):
    WEEKLY = "uge", gettext_lazy("Every week")
    FORTNIGHTLY = "14-dage", gettext_lazy("Every other week")
    MONTHLY = "maaned", gettext_lazy("Every four weeks")

    @property
    def days(self) -> int:
        return {PostingRhythm.WEEKLY: 7, PostingRhythm.FORTNIGHTLY: 14, PostingRhythm.MONTHLY: 28}[self]


HOURS: dict[str, str | Promise] = {
    "2": gettext_lazy("2 hours a month"),
    "4": gettext_lazy("4 hours a month"),
    "8": gettext_lazy("8 hours a month"),
    "16": gettext_lazy("16 hours a month"),
}


@dataclass(frozen=True)
class PlanChoices:
    """Shape: None and empty for what is not chosen; `hours` a month; `gone` are sentences about what went since."""

    target_group: TargetGroup | None
    objective: Objective | None
    concepts: tuple[Record, ...]
    platforms: tuple[Platform, ...]
    hours: int | None
    rhythm: PostingRhythm
    begins_on: date | None
    criterion: SuccessCriterion
    gone: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices as an address has them."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.target_group:
            yield "maalgruppe", self.target_group.slug
        if self.objective:
            yield "formaal", self.objective.slug
        yield from (("koncept", str(concept.pk)) for concept in self.concepts)
        yield from (("platform", platform.slug) for platform in self.platforms)
        if self.hours:
            yield "timer", str(self.hours)
        yield "rytme", self.rhythm.value
        if self.begins_on:
            yield "fra", self.begins_on.isoformat()
        if self.criterion.metric:
            yield "metrik", self.criterion.metric.slug
        yield "maal", self.criterion.series.value
        if self.criterion.bar is not None:
            yield "slaa", unmistakable(self.criterion.bar)


def read_choices(query: QueryDict, concepts: RecordQuerySet) -> PlanChoices:
    """Nothing in an address is an error: what exists no more is told, what never was is passed over.

    Shape: `concepts` are those of the language. Cost: about 6 queries, and that of `choice_of`.
    """
    words = choice_of(query, ASKED_FACETS, known_values(ASKED_FACETS))
    group, objective = (words.values.get(name, ())[:1] for name in ("maalgruppe", "formaal"))
    gone = [_("A word you had chosen is no longer used: %(word)s.") % {"word": word} for _facet, word in words.gone]
    hours = str(query.get("timer", ""))
    room = _("A plan has room for %(most)d concepts: the first are kept.")
    return PlanChoices(
        target_group=TargetGroup.objects.filter(slug__in=group).first(),
        objective=Objective.objects.filter(slug__in=objective).first(),
        concepts=concepts_named(query.getlist("koncept"), concepts, gone, most=MOST_CONCEPTS, room=room),
        platforms=tuple(Platform.objects.filter(slug__in=words.values.get("platform", ()))),
        hours=int(hours) if hours in HOURS else None,
        rhythm=next((one for one in PostingRhythm if one.value == query.get("rytme")), PostingRhythm.FORTNIGHTLY),
        begins_on=_day(query.get("fra", ""), gone),
        criterion=read_criterion(query, gone),
        gone=tuple(dict.fromkeys(gone)),
    )


def read_criterion(query: QueryDict, gone: list[str] | None = None) -> SuccessCriterion:
    """The success criterion of an address. Cost: 1 query."""
    asked, bar = query.get("metrik", ""), query.get("slaa", "")
    metric = next((metric for metric in metrics_in_use() if metric.slug == asked), None)
    if asked and metric is None and gone is not None:
        gone.append(_("The number you measured by is no longer in use."))
    number = Decimal(bar.replace(",", ".")) if BAR.fullmatch(bar) else None
    return SuccessCriterion(metric, series_named(query.get("maal", "")), number)


def ids_in(asked: list[str]) -> list[int]:
    """Those that are ids, each once."""
    return list(dict.fromkeys(int(one) for one in asked[:MOST_VALUES] if ID.fullmatch(one)))


def concepts_named(
    asked: list[str], concepts: RecordQuerySet, gone: list[str], *, most: int, room: str
) -> tuple[Record, ...]:
    """In the order in which they were chosen; `room` is what is said where there are more. Cost: 1 query."""
    ids = ids_in(asked)
    found = {record.pk: record for record in read(concepts.filter(pk__in=ids))} if ids else {}
    if len(found) < len(ids):
        gone.append(_("A concept you had chosen is no longer in the catalogue."))
    if len(found) > most:
        gone.append(room % {"most": most})
    return tuple(found[pk] for pk in ids if pk in found)[:most]


def _day(text: str, gone: list[str]) -> date | None:
    if not text.strip():
        return None
    today = timezone.localdate()
    try:
        day = read_day(text, today=today, lean=Lean.AHEAD)
        if abs(day - today) < PLANNED_AHEAD:
            return day
    except NotADayError:
        pass
    gone.append(_("The day could not be read: %(text)s") % {"text": text[:40]})
    return None
