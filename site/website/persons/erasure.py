"""Erasure of one person: what she sent, her account, or the pictures she is seen in."""

from typing import Any

from core.erasing import erase_file, erase_words, quieten_model_log
from core.models import User
from foundation.before_commit import atomic
from showcase.reporting.withdrawal import forget
from website.persons.enums import PersonKind
from website.persons.jobs import forget_jobs
from website.persons.personal_data import TRIES, Person
from website.persons.refusals import refuse_above, refuse_self_and_last


def erase(person: Person, *, by: Any = None) -> None:
    """Erase everything that is found of a person. Raises: KeptError."""
    {
        PersonKind.REPORTER: lambda: _erase_reporter(person),
        PersonKind.STAFF: lambda: _erase_staff(person, by),
        PersonKind.CONSENT: lambda: _erase_seen(person),
    }[person.kind]()


@atomic()
def _erase_reporter(person: Person) -> None:
    for report in person.roots:
        forget(report)


@atomic()
def _erase_staff(person: Person, by: Any) -> None:
    """The account goes, with what was never handed in; what was stays, and nobody's name stands at it."""
    refuse_above(person, by)
    for user in person.roots:
        refuse_self_and_last(user, by)
        user.assessments.filter(delivered_at=None).delete()
        for model in TRIES:
            model._base_manager.filter(username__iexact=user.username).delete()
        forget_jobs(user)
        user_id = user.pk
        user.delete()
        quieten_model_log(User(), user_id)


@atomic()
def _erase_seen(person: Person) -> None:
    """What shows somebody goes as a whole: without her consent it may not be shown, and with it she is in it."""
    for item in person.rows:
        erase_file(item)
    erase_words()
