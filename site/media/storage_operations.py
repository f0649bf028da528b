"""Store, fetch, move and delete files so that neither a killed process nor a rolled-back transaction loses any.

Source: docs/decisions/0033-files-wait-for-the-commit.md.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.fields.files import FieldFile

from foundation.before_commit import atomic
from foundation.fault_isolation import do_each
from media.models import PendingDeletion
from media.storage_keys import random_key, storage_of
from media.transactional_storage import delete_now

logger = logging.getLogger(__name__)


def put(storage: Storage, key: str, path: Path) -> None:
    """Store the file under exactly this key; what an earlier, interrupted try left there is replaced.

    Raises: OSError when the storage chose another key or holds another size than was sent.
    """
    delete_now(storage, key)
    with path.open("rb") as file:
        stored_key = storage.save(key, File(file))
    if stored_key != key or storage.size(key) != path.stat().st_size:
        delete_now(storage, stored_key)
        raise OSError(f"The storage did not keep {key} as it was sent.")


def fetch(file: FieldFile, path: Path) -> None:
    """Copy a stored file to a local one; programs are never given an address."""
    with file.storage.open(str(file.name), "rb") as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)


def move_file(file: FieldFile, folder: str, rename: Callable[[str], int]) -> bool:
    """Copy a stored file to a new key in a folder and, with one commit, have a row name that and let the old one go.

    It may take minutes. `rename` is told the new key and changes the row unless that names another file by now; it
    returns how many rows it changed. Returns: False when that was none; then the copy goes. A process that is killed
    leaves a copy that goes later. A file that is lost already is moved in name only.
    """
    new_key = random_key(folder, str(file.name))
    PendingDeletion.objects.reserve(new_key)
    with TemporaryDirectory(prefix="move-") as temporary:
        local = Path(temporary, PurePosixPath(new_key).name)
        try:
            fetch(file, local)
        except FileNotFoundError:
            logger.warning("%s is not in its storage", file.name)
        else:
            put(storage_of(new_key), new_key, local)
    with atomic():
        is_renamed = bool(rename(new_key))
        if is_renamed:
            PendingDeletion.objects.claim(new_key)
        PendingDeletion.objects.note(str(file.name) if is_renamed else new_key)
    return is_renamed


def let_files_go(row: Model) -> None:
    """Every file the row names goes once this transaction is surely kept."""
    for field in row._meta.concrete_fields:
        if isinstance(field, FileField):
            PendingDeletion.objects.note(str(field.value_from_object(row) or ""))


def run_pending_deletions() -> None:
    """A scheduled job: delete what could not be deleted at once, and copies that were never finished.

    Raises: RuntimeError within a transaction, which may be taken back.
    """
    with transaction.atomic(durable=True):  # noqa: TID251 - it writes nothing that anybody sees
        due = list(PendingDeletion.objects.due())
    do_each(due, PendingDeletion.remove)
