from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from showcase.reporting.enums import CLOSED_STATES, ReportState

if TYPE_CHECKING:
    from showcase.reporting.models import ErasedKey, Report

CONTACTS_KEPT = timedelta(days=365)  # after closing
DRAFTS_KEPT = timedelta(days=90)  # after they were begun


class ReportQuerySet(models.QuerySet["Report"]):
    def sent(self) -> "ReportQuerySet":
        return self.exclude(state=ReportState.DRAFT)

    def waiting(self) -> "ReportQuerySet":
        """Those an editor has to do something about."""
        return self.filter(state__in=[ReportState.RECEIVED, ReportState.ASSESSING])

    def like(self, report: "Report") -> "ReportQuerySet":
        """Others of the same library with the same title, or about the same post."""
        same = Q(title__iexact=report.title)
        if post_url := report.answer("post_url"):
            same |= Q(answers__post_url=post_url)
        return self.filter(same, library=report.library_id).exclude(pk=report.pk)

    def written_by(self, email: str) -> "ReportQuerySet":
        """Those whose e-mail this is today, the latest first; an address that was replaced is nobody's any more."""
        return self.filter(email__iexact=email).order_by("-created_at", "-pk")

    def with_outdated_contacts(self) -> "ReportQuerySet":
        """Closed so long ago that nobody needs to be reached any more."""
        closed = self.filter(state__in=CLOSED_STATES, closed_at__lt=timezone.now() - CONTACTS_KEPT)
        return closed.exclude(email="", contact_name="")

    def forgotten_drafts(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.DRAFT, created_at__lt=timezone.now() - DRAFTS_KEPT)


class ReportFileQuerySet(models.QuerySet[Any]):
    def bytes(self) -> int:
        return int(self.aggregate(sum=Sum("size_bytes"))["sum"] or 0)

    def waiting_of(self, email: str) -> "ReportFileQuerySet":
        """Of all reports confirmed with this e-mail, except those the staff are done with."""
        settled = (ReportState.PUBLISHED, ReportState.DECLINED)
        return self.filter(report__confirmed_email__iexact=email).exclude(report__state__in=settled)

    def unconfirmed_of(self, network: str) -> "ReportFileQuerySet":
        """Sent from this network to reports whose e-mail of today nobody has confirmed."""
        is_confirmed = Q(report__confirmed_email=F("report__email")) & ~Q(report__email="")
        return self.filter(network=network).exclude(is_confirmed)


class ErasedKeyQuerySet(models.QuerySet["ErasedKey"]):
    """Of a key only a keyed hash is known: enough to refuse it, too little to find or open anything with."""

    def remember(self, key: UUID) -> "ErasedKey":
        """From now on no report can be begun with this key. May be said twice."""
        return self.get_or_create(key_hash=next(_hashes_of(key)))[0]

    def knows(self, key: UUID) -> bool:
        return self.filter(key_hash__in=_hashes_of(key)).exists()


def _hashes_of(key: UUID) -> Iterator[str]:
    """By the secret of today, then by those of before, so that a new secret revives nothing."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("showcase.reporting.erased", key.hex, secret=secret, algorithm="sha256").hexdigest()
