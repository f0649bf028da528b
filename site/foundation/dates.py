"""Parse and format dates, as people write them: `1/11-2026`, `1. nov.`, `1. november 2026`, `2026-11-01`, `1.11.26`."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from django.utils import formats

from foundation.text import in_plain_digits

_NAMES = (
    *(("jan", "januar", "january"), ("feb", "febr", "februar", "february"), ("mar", "marts", "march")),
    *(("apr", "april"), ("maj", "may"), ("jun", "juni", "june"), ("jul", "juli", "july")),
    *(("aug", "august"), ("sep", "sept", "september"), ("okt", "oct", "oktober", "october")),
    *(("nov", "november"), ("dec", "december")),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?"
_ZONE = r"(?:\s*(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT|CES?T|P[SD]T))?"
_TIME = rf"(?:[T, ]*(?:kl\.?\s*)?{_CLOCK}{_ZONE})?"
_BEFORE = rf"(?:{_WEEKDAY}[.,]?\s+)?(?:d\.|den)?\s*"
_SHAPES = (
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}",
    rf"{_BEFORE}(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*(?P<name>{_MONTH})\.?(?:[\s,-]+(?P<year>\d{{4}}|\d{{2}}))?{_TIME}",
    rf"{_BEFORE}(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?{_TIME}",
    rf"{_BEFORE}(?P<first>\d{{1,2}})\s*(?P<mark>[./-])\s*(?P<second>\d{{1,2}})"
    rf"(?:\s*[./ -]\s*(?P<year>\d{{4}}|\d{{2}}))?\.?{_TIME}",
)
_DAY = [re.compile(shape, re.IGNORECASE) for shape in _SHAPES]
_LEADING = [re.compile(rf"{shape}(?=[\s,;:|]|$)[\s,;:|–-]*", re.IGNORECASE) for shape in _SHAPES]


class Order(Enum):
    """Which comes first where a day is all figures. ISO days and months by name need no order."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


class Lean(Enum):
    """Where a day without a year lies: the last such day, or the next one."""

    BACK = -1
    AHEAD = 1


class NotADayError(ValueError):
    """Says what was read instead."""


def read_day(text: str, *, today: date, lean: Lean | None = None, order: Order = Order.DAY_FIRST) -> date:
    """The day that is written. Without a year it is the nearest such day the way `lean` points.

    Raises: NotADayError, also for a day that is written without a year where none can be supplied.
    """
    found = _matched(_plain(text), _DAY)
    if found is None:
        raise NotADayError(text)
    day, month = _day_and_month(found, order)
    try:
        if found["year"]:
            return date(_full_year(found["year"]), month, day)
        if lean is None:
            raise NotADayError(text)
        return _nearest(day, month, today, lean)
    except ValueError as error:
        raise NotADayError(text) from error


def with_year(text: str, *, today: date, lean: Lean) -> str:
    """What is kept of a day: a day without a year gets the one it has today, so that it means the same next year."""
    found = _matched(_plain(text), _DAY)
    if found is None or found["year"]:
        return text
    try:
        return read_day(text, today=today, lean=lean).isoformat()
    except NotADayError:
        return text


def in_words(day: date) -> str:
    """In the language of the page: «1. november 2026»."""
    return formats.date_format(day)


def span_in_words(first: date, last: date) -> str:
    """The same of several days; one of a single day."""
    return in_words(first) if first == last else f"{in_words(first)} – {in_words(last)}"


def after_day(line: str) -> str | None:
    """What stands in a line behind the day it begins with; None when it begins with none."""
    found = next((match for shape in _LEADING if (match := shape.match(_plain(line)))), None)
    return _plain(line)[found.end() :].strip() if found else None


def order_of(texts: Sequence[str]) -> Order | None:
    """The order in which a column of days is written, decided by all of it; None when none fits, or two that differ."""
    fitting = _fitting(texts)
    return next(iter(fitting), None) if len(fitting) < len(Order) or not _differing(texts) else None


def two_readings(texts: Sequence[str]) -> dict[Order, date]:
    """What the first day of a column means that tells which order it is in, where two fit; empty where one does."""
    place = _differing(texts)
    return {order: days[place[0]] for order, days in _fitting(texts).items()} if place else {}


def _fitting(texts: Sequence[str]) -> dict[Order, list[date]]:
    return {order: days for order in Order if (days := _days(texts, order))}


def _differing(texts: Sequence[str]) -> list[int]:
    """The places at which two orders fit the column and differ."""
    fitting = list(_fitting(texts).values())
    if len(fitting) < len(Order):
        return []
    return [place for place, days in enumerate(zip(*fitting, strict=True)) if len(set(days)) > 1]


def is_day(text: str) -> bool:
    return any(_days([text], order) for order in Order)


def _days(texts: Sequence[str], order: Order) -> list[date] | None:
    try:
        return [read_day(text, today=date.max, order=order) for text in texts]
    except NotADayError:
        return None


def _plain(text: str) -> str:
    return " ".join(in_plain_digits(text).replace("–", "-").replace("‑", "-").strip("\"' \u200e\u200f\ufeff").split())


def _matched(text: str, shapes: "Sequence[re.Pattern[str]]") -> "dict[str, str | None] | None":
    for shape in shapes:
        if found := shape.fullmatch(text):
            return {"year": None, **found.groupdict()}
    return None


def _day_and_month(found: "dict[str, str | None]", order: Order) -> tuple[int, int]:
    if name := found.get("name"):
        return int(found["day"] or 0), MONTHS[name.lower()]
    if found.get("month"):
        return int(found["day"] or 0), int(found["month"] or 0)
    first, second = int(found["first"] or 0), int(found["second"] or 0)
    is_day_first = order is Order.DAY_FIRST or found["mark"] == "."  # nobody who has the month first divides by points
    return (first, second) if is_day_first else (second, first)


def _full_year(text: str) -> int:
    return int(text) if len(text) == len("2026") else 2000 + int(text)


def _nearest(day: int, month: int, today: date, lean: Lean) -> date:
    """Raises: ValueError when there is no such day within eight years (29 February)."""
    for years in range(9):
        try:
            found = date(today.year + lean.value * years, month, day)
        except ValueError:
            continue
        if (found - today) * lean.value >= timedelta(0):
            return found
    raise ValueError
