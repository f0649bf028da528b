"""Calendars that people's own programs read (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from foundation.text import normalise

PRODUCT = "-//SoMe-kataloget//SoMe-kataloget//DA"
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarEvent:
    """Shape: `key` is its own for good; `begins` a day or a moment; `last` the last of several days, no moment."""

    key: str
    begins: date
    changed_at: datetime
    title: str
    text: str = ""
    url: str = ""
    place: str = ""
    last: date | None = None


def calendar_of(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """The events in one calendar, in their order."""
    written = Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("name", name)
    written.add("x-wr-calname", name)
    for event in events:
        written.add_component(_written(event))
    content: bytes = written.to_ical()
    return content


def _written(event: CalendarEvent) -> Event:
    written = Event()
    written.add("uid", f"{event.key}@{urlsplit(settings.BASE_URL).hostname}")
    written.add("dtstamp", event.changed_at)
    written.add("dtstart", event.begins)
    if event.last:
        written.add("dtend", event.last + timedelta(days=1))  # the first day that it is no more
    for name, text in (("summary", event.title), ("description", event.text), ("location", event.place)):
        if text:
            written.add(name, normalise(text))
    if event.url:
        written.add("url", event.url)
    return written
