"""Search for all personal data of one person: what points at her, and what hangs on what she sent."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, PageLogEntry

from core.models import User
from foundation.accounts.models import AccountEvent
from media.models import Consent, Video
from showcase.assessment.models import Assessment
from showcase.reporting.models import Message, Report
from website.persons.enums import PersonKind
from website.persons.jobs import jobs_of

TRIES = (AccessAttempt, AccessFailureLog, AccessLog)  # they name the account, and have no key to it


# Of what staff did this is about them; pages, pictures and versions they worked on are only counted.
OWN_WORK = (Assessment, Message, AccountEvent, PageLogEntry, ModelLogEntry)


@dataclass(frozen=True)
class Person:
    """Shape: `roots` are what she is found by, `rows` what else is hers, `touched` what she worked on; each once.

    `mentions` are others' reports in which, or in whose messages, her address stands: told, and not erased.
    """

    kind: PersonKind
    name: str
    roots: list[Any] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    touched: list[Any] = field(default_factory=list)
    mentions: list[Report] = field(default_factory=list)

    @property
    def everything(self) -> list[Any]:
        return [*self.roots, *self.rows]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many of what, as the admin names it."""
        return sorted(Counter(str(row._meta.verbose_name) for row in (*self.everything, *self.touched)).items())


def find(kind: PersonKind, name: str) -> Person:
    """What is kept of the person; without roots when there is nothing."""
    name = name.strip()
    if not name:
        return Person(kind, name)
    roots = list(FINDERS[kind](name))
    if kind is PersonKind.STAFF:
        pointing = [found for user in roots for found in _pointing_at(user)]
        about = [row for row, is_hers in pointing if is_hers]
        rows = _each_once([*about, *(row for user in roots for row in _without_key(user))], without=roots)
        touched = _each_once([row for row, _is_hers in pointing], without=[*roots, *rows])
        return Person(kind, name, roots, rows, touched)
    if kind is PersonKind.CONSENT:
        return Person(kind, name, roots, _each_once(_showing(roots), without=roots))
    rows = _each_once(_hanging_on(roots), without=roots)
    return Person(kind, name, roots, rows, mentions=_each_once(_mentioning(name), without=roots))


def _consents_of(name: str) -> list[Consent]:
    """Whole words, so that Ida does not find Frida."""
    is_named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    consents: Any = Consent.objects.prefetch_related("images", "videos")
    return [consent for consent in consents if is_named.search(consent.who)]


def _showing(consents: Iterable[Consent]) -> list[Any]:
    """Pictures and films with somebody in them, and the stills taken from such films."""
    items: list[Any] = [item for consent in consents for item in consent.items]
    return [*items, *(still for item in items if isinstance(item, Video) for still in item.stills.all())]


FINDERS: dict[PersonKind, Any] = {
    PersonKind.REPORTER: lambda name: Report.objects.holding(name).order_by("-created_at", "-pk"),
    PersonKind.STAFF: lambda name: User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)),
    PersonKind.CONSENT: _consents_of,
}


def _hanging_on(roots: list[Any]) -> list[Any]:
    """What would be deleted with them, and the copies that must go first with what they lead to."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(roots)
    rows = [row for model, rows in collector.data.items() if not model._meta.auto_created for row in rows]
    copies = [copy for report in roots for copy in report.copies.select_related("page", "image", "video")]
    made = [copy.page or copy.image or copy.video for copy in copies]
    pages = [page.specific if hasattr(page, "specific") else page for page in made]
    return [*rows, *pages]


def _mentioning(address: str) -> QuerySet[Report]:
    """The reports in whose answers or messages this address stands."""
    reports = Report.objects.annotate(words=Cast("answers", models.TextField()))
    is_mentioned = Q(words__icontains=address) | Q(messages__text__icontains=address)
    return reports.filter(is_mentioned).order_by("pk")


def _pointing_at(user: User) -> Iterator[tuple[Any, bool]]:
    """Every row of every table that names her account, and whether it is about her."""
    relations: list[Any] = [one for one in User._meta.get_fields(include_hidden=True) if one.auto_created]
    for relation in relations:
        if relation.concrete or relation.many_to_many or relation.related_model._meta.auto_created:
            continue
        goes_along = getattr(relation, "on_delete", None) is models.CASCADE
        for row in relation.related_model._base_manager.filter(**{relation.field.name: user}):
            yield row, goes_along or isinstance(row, OWN_WORK)


def _without_key(user: User) -> Iterator[Any]:
    """What names her and points at nobody."""
    yield from jobs_of(user)
    for model in TRIES:
        yield from model._base_manager.filter(username__iexact=user.username)


def _each_once(rows: Iterable[Any], *, without: list[Any]) -> list[Any]:
    seen = {(row._meta.label, row.pk) for row in without}
    kept = []
    for row in rows:
        if (row._meta.label, row.pk) not in seen:
            seen.add((row._meta.label, row.pk))
            kept.append(row)
    return kept
