"""Form fields for dates and times that read them as Danes write them, in every form.

`to_python` is where Django reads what was typed, so the reader stands there, on the three fields that all others
build on: those of models and of filters, Wagtail's own and blocks'. What cannot be read is refused in a sentence, and
stays in its field; nothing is guessed. tests/contracts/test_dates.py finds what goes round.
Source: docs/decisions/0041-entry.md.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from foundation.compat.replaced import replace
from foundation.dates import Lean, NotADayError, read_day
from foundation.datetimes import NotATimeError, NoTimeError, read_moment, read_time

Day = TypeVar("Day", date, datetime)
FIRST_YEAR, LAST_YEAR = 1900, 2199  # what lies outside is a slip of the finger: 0029, 20229


def read_days_everywhere() -> None:
    """From now on."""
    for kind, read in READERS.items():
        replace(kind, "to_python", _reading(read))
    for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
        register(WidgetAdapter(), widget)  # in blocks too the widget is what its template says


def _reading(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    def reading(to_python: Any) -> Any:
        def python_of(field: forms.Field, value: Any) -> Any:
            typed = isinstance(value, str) and value.strip()
            return to_python(field, read(value) if typed else value)

        return python_of

    return reading


def _day(text: str) -> date:
    today = timezone.localdate()
    try:
        day = read_day(text, today=today)
    except NotADayError as error:
        raise _refusal(_no_day(text, today)) from error
    if _is_moment(text, today):
        raise _refusal(_("There is room for a day alone, like 31-12-2029."))
    return _in_our_time(day)


def _moment(text: str) -> datetime:
    today = timezone.localdate()
    try:
        moment = read_moment(text, today=today)
    except NoTimeError as error:
        raise _refusal(_("Write the time too, like 31-12-2029 18:00.")) from error
    except NotATimeError as error:
        raise _refusal(_no_time(text)) from error
    except NotADayError as error:
        if moment_with_zone := _iso(text):
            return moment_with_zone
        raise _refusal(_no_day(text, today)) from error
    return _in_our_time(moment)


def _time(text: str) -> time:
    try:
        return read_time(text)
    except NotATimeError as error:
        raise _refusal(_no_time(text)) from error


READERS: dict[Any, Callable[[str], Any]] = {
    forms.DateField: _day,
    forms.DateTimeField: _moment,
    forms.TimeField: _time,
}


def _is_moment(text: str, today: date) -> bool:
    try:
        read_moment(text, today=today)
    except NoTimeError:
        return False
    except ValueError:
        return True
    return True


def _iso(text: str) -> datetime | None:
    """What programs write, with a zone."""
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        return None
    return _in_our_time(moment) if moment else None


def _in_our_time(day: Day) -> Day:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        numbers = {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise _refusal(_("The year %(year)s cannot be meant. Write one between %(first)s and %(last)s.") % numbers)
    return day


def _no_day(text: str, today: date) -> str:
    try:
        read_day(text, today=today, lean=Lean.AHEAD)
    except NotADayError:
        return _("This is no day: %(text)s. Write it like 31-12-2029.") % {"text": text.strip()}
    return _("Write the year too, like 31-12-2029.")


def _no_time(text: str) -> str:
    return _("This is no time of the day: %(text)s. Write it like 18:00.") % {"text": text.strip()}


def _refusal(sentence: str) -> ValidationError:
    return ValidationError(sentence, code="invalid")
