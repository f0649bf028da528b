"""Moving files in and out of storage so that a killed process leaves nothing half done."""

import shutil
from functools import partial
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from core.media.models import GoneFile


def put(storage: Storage, key: str, path: Path) -> None:
    """Store the file under exactly this key; what an earlier, interrupted try left there is replaced.

    Raises: OSError when the storage chose another key or holds another size than was sent.
    """
    storage.delete(key)
    with path.open("rb") as file:
        stored_key = storage.save(key, File(file))
    if stored_key != key or storage.size(key) != path.stat().st_size:
        storage.delete(stored_key)
        raise OSError(f"The storage did not keep {key} as it was sent.")


def fetch(file: FieldFile, path: Path) -> None:
    """Copy a stored file to a local one; programs are never given an address."""
    with file.storage.open(str(file.name), "rb") as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)


def take_down(file: FieldFile) -> None:
    """Delete a public file and remember that it was there: our own address answers 410 from now on."""
    GoneFile.objects.get_or_create(key=str(file.name))
    file.storage.delete(str(file.name))


def take_down_on_commit(file: FieldFile) -> None:
    """Take a public file down once the row that named it is surely gone."""
    if file:
        transaction.on_commit(partial(take_down, file))


def delete_on_commit(file: FieldFile) -> None:
    """Delete a file once the row that named it is surely gone or changed."""
    if file:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
