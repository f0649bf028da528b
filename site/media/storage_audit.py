"""Audit the storages: files that no row names, and rows whose files are missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db.models import FileField
from django.utils import timezone

ALIASES = ("default", "public")


@dataclass(frozen=True)
class StorageAudit:
    """Shape: keys by the alias of their storage. `missing`: rows without files; `orphans`: files without rows."""

    missing: dict[str, list[str]]
    orphans: dict[str, list[str]]


def audit_storages(*, older_than: timedelta) -> StorageAudit:
    """Compare all rows with all files. A file younger than that may still be waiting for its row.

    Cost: one query per file field, and one listing per folder.
    """
    named = {alias: set(_named_in(storages[alias])) for alias in ALIASES}
    stored = {alias: set(keys_of(storages[alias])) for alias in ALIASES}
    before = timezone.now() - older_than
    return StorageAudit(
        missing={alias: sorted(named[alias] - stored[alias]) for alias in ALIASES},
        orphans={
            alias: [key for key in sorted(stored[alias] - named[alias]) if _made_at(storages[alias], key) < before]
            for alias in ALIASES
        },
    )


def keys_of(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every key in a storage."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files if name)
    for name in folders:
        yield from keys_of(storage, f"{folder}{name}/")


def _named_in(storage: Storage) -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField) and field.storage == storage:
                rows = model._base_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
                yield from (str(key) for key in rows.values_list(field.name, flat=True).iterator())


def _made_at(storage: Storage, key: str) -> datetime:
    try:
        return storage.get_modified_time(key)
    except FileNotFoundError:  # gone while we looked
        return timezone.now()
