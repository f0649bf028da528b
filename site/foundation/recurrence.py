"""Recurring days that move from year to year, as people write them: `uge 45`, `sidste fredag i november`, `påske`."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.easter import easter

from foundation.dates import MONTHS

Period = tuple[date, date]
Recurrence = Callable[[int], Iterator[Period]]  # a year -> the first and last day of each time that begins in it

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
ORDINALS = {"første": 0, "1.": 0, "anden": 1, "2.": 1, "tredje": 2, "3.": 2, "fjerde": 3, "4.": 3, "sidste": -1}
EVERY_MONTH = ("måneden", "hver måned", "måned")
FROM_EASTER = {  # days from Easter Sunday: first and last
    "fastelavn": (-49, -49),
    "palmesøndag": (-7, -7),
    "påske": (-7, 1),
    "skærtorsdag": (-3, -3),
    "langfredag": (-2, -2),
    "kristi himmelfart": (39, 39),
    "kristi himmelfartsdag": (39, 39),
    "pinse": (49, 50),
}
LAST_WEEK = 53
YEARS = range(1583, 4100)  # those whose Easter is known: before, there was another calendar

_WEEKDAY = "|".join(WEEKDAYS)
_WEEK = re.compile(rf"(?:(?P<weekday>{_WEEKDAY}) i )?uge (?P<first>\d{{1,2}})(?: ?(?:-|–|til) ?(?P<last>\d{{1,2}}))?")
_NTH = re.compile(
    rf"(?P<nth>{'|'.join(map(re.escape, ORDINALS))}) (?P<weekday>{_WEEKDAY}) i (?P<month>[a-zæøå]+(?: måned)?)"
)


class NotARecurrenceError(ValueError):
    """What is written is none of the shapes that are read."""


def read_recurrence(text: str) -> Recurrence:
    """Raises: NotARecurrenceError."""
    written = " ".join(text.casefold().split())
    if days := FROM_EASTER.get(written):
        return _from_easter(*days)
    if found := _WEEK.fullmatch(written):
        return _in_weeks(found["weekday"], int(found["first"]), int(found["last"] or found["first"]))
    if (found := _NTH.fullmatch(written)) and (months := _months(found["month"])):
        return _nth_weekday(ORDINALS[found["nth"]], WEEKDAYS.index(found["weekday"]), months)
    raise NotARecurrenceError(text)


def years_around(first: date, last: date) -> range:
    """The years in which what overlaps these days may begin."""
    return range(max(first.year - 1, YEARS.start), min(last.year + 2, YEARS.stop))


def _months(name: str) -> range:
    if name in EVERY_MONTH:
        return range(1, 13)
    month = MONTHS.get(name, 0)
    return range(month, month + 1) if month else range(0)


def _from_easter(first: int, last: int) -> Recurrence:
    def periods(year: int) -> Iterator[Period]:
        sunday = easter(year)
        yield sunday + timedelta(days=first), sunday + timedelta(days=last)

    return periods


def _in_weeks(weekday: str | None, first: int, last: int) -> Recurrence:
    """Weeks as Danish calendars number them (ISO 8601). A year without a week 53 has none of that."""
    if not 1 <= first <= last <= LAST_WEEK or (weekday and last != first):
        raise NotARecurrenceError

    def periods(year: int) -> Iterator[Period]:
        begins, ends = (WEEKDAYS.index(weekday) + 1,) * 2 if weekday else (1, len(WEEKDAYS))
        try:
            yield date.fromisocalendar(year, first, begins), date.fromisocalendar(year, last, ends)
        except ValueError:
            return

    return periods


def _nth_weekday(nth: int, weekday: int, months: range) -> Recurrence:
    def periods(year: int) -> Iterator[Period]:
        for month in months:
            day = _last(year, month, weekday) if nth < 0 else _first(year, month, weekday) + timedelta(weeks=nth)
            yield day, day

    return periods


def _first(year: int, month: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
