"""Storages that delete a file only after the commit, so that a rolled-back transaction loses none."""

from typing import Any, cast

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction


class DeleteAfterCommitMixin:
    """What is deleted within a transaction goes once that is surely kept; whoever deletes it, Wagtail's forms too.

    Source: docs/decisions/0033-files-wait-for-the-commit.md.
    """

    def delete(self, name: str) -> None:
        if transaction.get_connection().in_atomic_block:
            # models load after the storages
            deletions: Any = apps.get_model("media", "PendingDeletion")._default_manager
            deletions.note(name)
        else:
            self.delete_now(name)

    def delete_now(self, name: str) -> None:
        super().delete(name)  # type: ignore[misc]  # mixed into a storage


def delete_now(storage: Storage, name: str) -> None:
    """Within a transaction too: for what no row names or ever named."""
    cast(DeleteAfterCommitMixin, storage).delete_now(name)


class NamedFile(ContentFile[bytes]):
    """A file that has a name where it is saved, though its key tells nothing: for hosts that hand it out themselves."""

    def __init__(self, data: bytes, saved_as: str) -> None:
        super().__init__(data)
        self.saved_as = saved_as


class LocalStorage(DeleteAfterCommitMixin, FileSystemStorage):
    """A folder of this machine."""
