"""Parse and format dates with times, as people write them: `31/12-2029 kl. 18`, `31. dec. 2029 18.00`."""

import re
from datetime import date, datetime, time

from foundation.dates import NotADayError, read_day
from foundation.text import in_plain_digits

_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?"
_JOINED = r"(?P<hours>\d{2})(?P<minutes>\d{2})"  # 1800
_TIME = rf"(?:kl(?:\.|okken)?\s*)?(?:{_JOINED}|{_CLOCK})"
_ALONE = re.compile(_TIME, re.IGNORECASE)
_MOMENT = re.compile(rf"(?P<day>.+?)(?:[\s,]+|(?<=\d)T){_TIME}", re.IGNORECASE)


class NotATimeError(ValueError):
    """Says what was read instead."""


class NoTimeError(ValueError):
    """A day alone."""


def read_moment(text: str, *, today: date) -> datetime:
    """The day and the time that are written, in nobody's time zone.

    Raises: NotADayError; NotATimeError; NoTimeError for a day without a time.
    """
    plain = _plain(text)
    found = _MOMENT.fullmatch(plain)
    if found and (day := _day(found["day"], today)):
        return datetime.combine(day, _time(found, text))
    read_day(plain, today=today)
    raise NoTimeError(text)


def read_time(text: str) -> time:
    """Raises: NotATimeError."""
    found = _ALONE.fullmatch(_plain(text))
    if found is None:
        raise NotATimeError(text)
    return _time(found, text)


def _plain(text: str) -> str:
    return " ".join(in_plain_digits(text).split())


def _day(text: str, today: date) -> date | None:
    try:
        return read_day(text, today=today)
    except NotADayError:
        return None


def _time(found: re.Match[str], text: str) -> time:
    hour, minute = int(found["hour"] or found["hours"]), int(found["minute"] or found["minutes"] or 0)
    if half := (found["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0) if 1 <= hour <= 12 else -1
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError as error:
        raise NotATimeError(text) from error
