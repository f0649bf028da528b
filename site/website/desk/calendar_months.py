"""Layout of a calendar month: in weeks, or as a list of days."""

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from foundation.ids import read_id
from website.desk.calendar_entries import CalendarEntry, EntryKind

FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True)
class Day:
    """Shape: `is_outside` is a day of the month before or after."""

    day: date
    entries: tuple[CalendarEntry, ...]
    is_today: bool = False
    is_outside: bool = False


@dataclass(frozen=True)
class Week:
    """Shape: `bands` are the occasions that touch it, `days` its seven days from Monday."""

    number: int
    bands: tuple[CalendarEntry, ...]
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Month:
    first: date

    @classmethod
    def read(cls, text: str) -> "Month":
        """«2026-11»; whatever else is asked for is this month."""
        year, _dash, month = text.partition("-")
        numbers = read_id(year) or 0, read_id(month) or 0
        if FIRST_YEAR <= numbers[0] <= LAST_YEAR and 1 <= numbers[1] <= 12:
            return cls(date(*numbers, 1))
        return cls(timezone.localdate().replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> str:
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def following(self) -> "Month":
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def previous(self) -> "Month":
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def dates(self) -> list[list[date]]:
        """Its weeks, whole ones."""
        return Calendar().monthdatescalendar(self.first.year, self.first.month)

    def weeks(self, entries: Iterable[CalendarEntry]) -> list[Week]:
        entries, today = list(entries), timezone.localdate()
        found = []
        for days in self.dates:
            bands = [one for one in entries if one.kind is EntryKind.OCCASION and _touches(one, days[0], days[-1])]
            cells = tuple(
                Day(
                    day,
                    tuple(one for one in entries if one.kind is not EntryKind.OCCASION and one.first == day),
                    is_today=day == today,
                    is_outside=day.month != self.first.month,
                )
                for day in days
            )
            found.append(Week(days[0].isocalendar().week, tuple(bands), cells))
        return found

    def listed(self, entries: Iterable[CalendarEntry]) -> Iterator[CalendarEntry]:
        """Those that touch the month itself."""
        last = self.following.first - timedelta(days=1)
        return (one for one in entries if _touches(one, self.first, last))


def _touches(entry: CalendarEntry, first: date, last: date) -> bool:
    return entry.first <= last and entry.last >= first
