"""Pending deletions of stored files that no row names any more, or not yet, and tombstones of public ones."""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now

from foundation.before_commit import atomic
from media.storage_keys import is_public_key, storage_of
from media.transactional_storage import delete_now

logger = logging.getLogger(__name__)
RESERVED_FOR = timedelta(hours=2)  # longer than any copy takes


class FileTombstone(models.Model):
    """The key of a public file that was taken down; our own address answers 410 for it, for ever."""

    key = models.CharField(max_length=255, unique=True)
    gone_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class PendingDeletionManager(models.Manager["PendingDeletion"]):
    def note(self, key: str) -> None:
        """The file goes once this transaction is surely kept; of a public one a note stays. Cost: 2 queries at most."""
        if not key:
            return
        if is_public_key(key):
            FileTombstone.objects.bulk_create([FileTombstone(key=key)], ignore_conflicts=True)
        row = PendingDeletion(key=key)
        self.bulk_create([row], update_conflicts=True, unique_fields=["key"], update_fields=["due_at"])
        transaction.on_commit(partial(self._try_to_remove, key))

    def reserve(self, key: str) -> None:
        """A file will be stored here: it goes by itself unless it is claimed in time, whatever becomes of its maker."""
        due_at: Any = Now() + RESERVED_FOR
        self.create(key=key, due_at=due_at)

    def claim(self, key: str) -> None:
        """A row names the reserved file from this transaction on. Raises: OSError when it was given up meanwhile."""
        if not self.filter(key=key).delete()[0]:
            raise OSError(f"{key} was not claimed in time.")

    def due(self) -> models.QuerySet["PendingDeletion"]:
        return self.filter(due_at__lte=Now())

    def _try_to_remove(self, key: str) -> None:
        try:
            for row in self.filter(key=key):
                row.remove()
        except Exception:  # what was done is done; the clock tries again
            logger.exception("%s could not be deleted yet", key)


class PendingDeletion(models.Model):
    """The key of a file that is to be deleted when it is due, unless a row claims it first.

    It is written, and taken back, with everything else in its transaction: the bytes go exactly when what named them
    has gone, and what a storage refuses to delete is still known of.
    Source: docs/decisions/0033-files-wait-for-the-commit.md.
    """

    key = models.CharField(max_length=255, unique=True)
    due_at = models.DateTimeField(db_default=Now())

    objects = PendingDeletionManager()

    def __str__(self) -> str:
        return self.key

    @atomic()
    def remove(self) -> None:
        """Delete the bytes, then forget them. Whoever claims them at this moment is too late, or first."""
        if PendingDeletion.objects.filter(pk=self.pk).delete()[0]:
            delete_now(storage_of(self.key), self.key)
