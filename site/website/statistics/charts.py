"""Bar charts of counts, in weeks or months; each has a table beside it with the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

WIDTH, HEIGHT, GAP = 600, 120, 4
WEEKS_UP_TO = 100  # days; more of them are told by months


@dataclass(frozen=True)
class ChartBar:
    """Shape: what it stands for, and its place in a picture of WIDTH x HEIGHT."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    bars: tuple[ChartBar, ...]
    sum: int
    width: int = WIDTH
    height: int = HEIGHT

    @classmethod
    def of(cls, numbers: Mapping[date, int], first: date, last: date) -> "Chart":
        """The numbers of some days; a day without any counts as none."""
        sums = _in_buckets(numbers, first, last)
        most, each = max([*sums.values(), 1]), WIDTH / len(sums)
        bars = [
            ChartBar(
                _name(start, first, last),
                number,
                x=round(each * place + GAP / 2, 1),
                y=round(HEIGHT - HEIGHT * number / most, 1),
                width=round(each - GAP, 1),
                height=round(HEIGHT * number / most, 1),
            )
            for place, (start, number) in enumerate(sums.items())
        ]
        return cls(tuple(bars), sum(sums.values()))


def _is_by_weeks(first: date, last: date) -> bool:
    return (last - first).days <= WEEKS_UP_TO


def _start(day: date, *, by_weeks: bool) -> date:
    return day - timedelta(days=day.weekday()) if by_weeks else day.replace(day=1)


def _in_buckets(numbers: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    by_weeks = _is_by_weeks(first, last)
    days = (first + timedelta(days=one) for one in range((last - first).days + 1))
    sums: dict[date, int] = {}
    for day in days:
        start = _start(day, by_weeks=by_weeks)
        sums[start] = sums.get(start, 0) + numbers.get(day, 0)
    return sums


def _name(start: date, first: date, last: date) -> str:
    if _is_by_weeks(first, last):
        told: dict[str, Any] = {"number": start.isocalendar().week, "day": date_format(start, "j. b")}
        return _("week %(number)d, from %(day)s") % told
    return date_format(start, "YEAR_MONTH_FORMAT")
