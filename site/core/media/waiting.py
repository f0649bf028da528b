"""Storages whose files outlive a transaction that is taken back."""

from typing import Any, cast

from django.apps import apps
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction


class WaitingForCommit:
    """What is deleted within a transaction goes once that is surely kept; whoever deletes it, Wagtail's forms too.

    Source: docs/decisions/0033-files-wait-for-the-commit.md.
    """

    def delete(self, name: str) -> None:
        if transaction.get_connection().in_atomic_block:
            loose_files: Any = apps.get_model("media", "LooseFile")._default_manager  # models load after the storages
            loose_files.note(name)
        else:
            self.delete_now(name)

    def delete_now(self, name: str) -> None:
        super().delete(name)  # type: ignore[misc]  # mixed into a storage


def delete_now(storage: Storage, name: str) -> None:
    """Within a transaction too: for what no row names or ever named."""
    cast(WaitingForCommit, storage).delete_now(name)


class LocalStorage(WaitingForCommit, FileSystemStorage):
    """A folder of this machine."""
