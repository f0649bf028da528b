from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from showcase.reporting.enums import CLOSED_STATES, ReportState
from showcase.reporting.validators import folded_address

CONTACTS_KEPT = timedelta(days=365)  # after closing
REMOVALS_SHOWN = timedelta(days=30)
REMOVALS_KEPT = timedelta(days=400)  # as long as a window may still hold a page that is gone
DRAFTS_KEPT = timedelta(days=90)  # after somebody last wrote in one or asked for its link
Row = TypeVar("Row", bound=models.Model)


class ReportQuerySet(models.QuerySet[Row]):
    def sent(self) -> "ReportQuerySet[Row]":
        """What staff may read: no draft, and nothing its reporter has erased."""
        return self.exclude(state=ReportState.DRAFT).filter(erased_at=None)

    def waiting(self) -> "ReportQuerySet[Row]":
        """Those an editor has to do something about: not those the agency has (a case is theirs until it is signed)."""
        open_ones = self.filter(state__in=[ReportState.RECEIVED, ReportState.ASSESSING])
        return open_ones.exclude(case__opened_at__isnull=False, case__signed_at__isnull=True)

    def most_pressing_first(self, user: Any) -> "ReportQuerySet[Row]":
        """What was answered (`is_answered`: the last message is its reporter's), what this editor holds, what nobody
        does; the oldest of each.
        """
        messages: Any = self.model._meta.get_field("messages").related_model
        last = messages.objects.filter(report=OuterRef("pk")).order_by("-sent_at", "-pk")
        is_answered = Case(When(is_last_from_staff=False, then=Value(True)), default=Value(False))
        turn = Case(When(assignee=user, then=0), When(assignee=None, then=1), default=2)
        told = self.annotate(is_last_from_staff=Subquery(last.values("is_from_staff")[:1]), is_answered=is_answered)
        ordered = told.order_by("-is_answered", turn, "sent_at", "pk")
        return cast("ReportQuerySet[Row]", ordered)  # the plugin forgets which rows

    def stopped(self) -> "ReportQuerySet[Row]":
        """Those of which nothing may become public any more (`Report.is_stopped`)."""
        is_asked = Q(erased_at__isnull=False) | Q(take_down_asked_at__isnull=False)
        return self.filter(is_asked | Q(state=ReportState.WITHDRAWN))

    def written_by(self, email: str) -> "ReportQuerySet[Row]":
        """Those whose e-mail this is today, the latest first; an address that was replaced is nobody's any more."""
        return self.filter(email__iexact=email).order_by("-created_at", "-pk")

    def holding(self, email: str) -> "ReportQuerySet[Row]":
        """Those in which this address stands as their reporter's, in any spelling: given, confirmed, or only typed."""
        columns = ("email", "confirmed_email", "answers__email")
        wanted = folded_address(email)
        rows = self.values_list("pk", *columns).iterator()
        return self.filter(
            pk__in=[pk for pk, *held in rows if wanted in {folded_address(str(one or "")) for one in held}]
        )

    def with_outdated_contacts(self, answers: Iterable[str]) -> "ReportQuerySet[Row]":
        """Closed so long ago that nobody needs to be reached any more. `answers` are those that say who wrote."""
        closed = self.filter(state__in=CLOSED_STATES, closed_at__lt=timezone.now() - CONTACTS_KEPT)
        nothing_left = Q(email="", confirmed_email="", contact_name="", mailed_to=[], messages=None)
        return closed.filter(~nothing_left | Q(answers__has_any_keys=[*answers])).distinct()

    def forgotten_drafts(self) -> "ReportQuerySet[Row]":
        return self.filter(state=ReportState.DRAFT, updated_at__lt=timezone.now() - DRAFTS_KEPT)

    def being_taken_back(self) -> "ReportQuerySet[Row]":
        """Erased, withdrawn or to be taken down, with something made of them left, or with nothing left but the row."""
        waits = Q(erased_at__isnull=False) | Q(take_down_asked_at__isnull=False) & ~Q(state=ReportState.WITHDRAWN)
        return self.filter(waits | Q(state=ReportState.WITHDRAWN, copies__isnull=False)).distinct().order_by("pk")

    def to_be_taken_down(self) -> "ReportQuerySet[Row]":
        """Those whose library waits for editors to take something down, the oldest first."""
        asked = self.filter(take_down_asked_at__isnull=False, copies__isnull=False)
        return asked.distinct().order_by("take_down_asked_at", "pk")


class RemovalQuerySet(models.QuerySet[Row]):
    def recent(self) -> "RemovalQuerySet[Row]":
        return self.filter(at__gt=timezone.now() - REMOVALS_SHOWN)

    def outdated(self) -> "RemovalQuerySet[Row]":
        return self.filter(at__lt=timezone.now() - REMOVALS_KEPT)


class ReportFileQuerySet(models.QuerySet[Row]):
    def bytes(self) -> int:
        return int(self.aggregate(sum=Sum("size_bytes"))["sum"] or 0)

    def waiting_of(self, email: str) -> "ReportFileQuerySet[Row]":
        """Of all reports confirmed with this e-mail, except those the staff are done with."""
        settled = (ReportState.PUBLISHED, ReportState.DECLINED)
        return self.filter(report__confirmed_email__iexact=email).exclude(report__state__in=settled)

    def unconfirmed_of(self, network: str) -> "ReportFileQuerySet[Row]":
        """Sent from this network to reports whose e-mail of today nobody has confirmed."""
        is_confirmed = Q(report__confirmed_email=F("report__email")) & ~Q(report__email="")
        return self.filter(network=network).exclude(is_confirmed)


class ErasedKeyQuerySet(models.QuerySet[Row]):
    """Of a key only a keyed hash is known: enough to refuse it, too little to find or open anything with."""

    def remember(self, key: UUID) -> Row:
        """From now on no report can be begun with this key. May be said twice."""
        return self.get_or_create(key_hash=next(_hashes_of(key)))[0]

    def knows(self, key: UUID) -> bool:
        return self.filter(key_hash__in=_hashes_of(key)).exists()


def _hashes_of(key: UUID) -> Iterator[str]:
    """By the secret of today, then by those of before, so that a new secret revives nothing."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("showcase.reporting.erased", key.hex, secret=secret, algorithm="sha256").hexdigest()
