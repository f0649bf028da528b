"""Exporting and erasing, each with its line in the log of accounts. The line names no person."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.accounts.enums import EventKind
from core.accounts.log import note
from website.persons.erasing import erase
from website.persons.finding import Person
from website.persons.handing_over import packed


def export_and_note(person: Person) -> bytes:
    data = packed(person)
    note(EventKind.EXPORTED, detail=_told(person))
    return data


def erase_and_note(person: Person, request: HttpRequest | None = None) -> None:
    """Raises: KeptError."""
    told = _told(person)
    erase(person, by=request.user if request else None)
    note(EventKind.ERASED, request=request, detail=told)


def _told(person: Person) -> str:
    what = _("one person: %(kind)s, %(number)s rows")
    return what % {"kind": person.kind.value, "number": len(person.everything)}
