"""Export and erasure of a person, each with its line in the log of accounts, which names no person."""

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import EventKind
from foundation.accounts.log import note
from website.persons.erasure import erase
from website.persons.export import packed
from website.persons.personal_data import Person
from website.persons.refusals import refuse_above


def export_and_note(person: Person, *, by: Any = None) -> bytes:
    """The ZIP; `by` is nobody at the command line, where everything may be done. Raises: KeptError."""
    refuse_above(person, by)
    data = packed(person)
    note(EventKind.EXPORTED, detail=_told(person))
    return data


def erase_and_note(person: Person, *, by: Any = None) -> None:
    """Raises: KeptError."""
    told = _told(person)
    erase(person, by=by)
    note(EventKind.ERASED, detail=told)


def _told(person: Person) -> Promise:
    what = _("one person: {kind}, {number} rows")
    return format_lazy(what, kind=person.kind.value, number=len(person.everything))
