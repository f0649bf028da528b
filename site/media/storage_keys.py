"""Storage keys: random, so that nobody can guess an address and no file can overwrite another's.

What the public may fetch lies in the storage "public"; everything else is private (docs/settings.md).
"""

import re
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.storage import Storage, storages

from foundation.text import one_line

NAME_LENGTH = 120
STORED_KEY = re.compile(r"([a-z_]+)/[0-9a-z_-]+(\.[0-9a-z]{1,5})?", re.ASCII)
PUBLIC_FOLDERS = ("images", "prints", "sets", "videos")


def public_storage() -> Storage:
    return storages["public"]


def is_public_key(key: str) -> bool:
    return key.partition("/")[0] in PUBLIC_FOLDERS


def storage_of(key: str) -> Storage:
    """Where the file with this key lies, or will lie."""
    return storages["public" if is_public_key(key) else "default"]


def random_key(folder: str, filename: str) -> str:
    """`folder/<uuid>.<extension>`; of the sent name only a short plain extension survives."""
    extension = PurePosixPath(filename).suffix.lower().lstrip(".")
    suffix = f".{extension}" if extension.isascii() and extension.isalnum() and len(extension) <= 5 else ""
    return f"{folder}/{uuid4().hex}{suffix}"


def folder_of(key: str) -> str:
    """The folder of a key exactly as we write them, empty for every other: `a/../b`, `A/b`, `a//b`, a backslash, a dot.

    A door judges by this, so no spelling of an address is judged as one thing and opened as another.
    """
    found = STORED_KEY.fullmatch(key)
    return found.group(1) if found else ""


def video_file_key(_video: object, filename: str) -> str:
    return random_key("videos", filename)


def uploaded_video_key(_video: object, filename: str) -> str:
    return random_key("sent_films", filename)


def download_package_key(_set: object, _filename: str) -> str:
    return random_key("sets", "pictures.zip")


def printed_page_key(_set: object, _filename: str) -> str:
    return random_key("prints", "page.pdf")


def document_key(_document: object, filename: str) -> str:
    return random_key("documents", filename)


def proof_key(_consent: object, filename: str) -> str:
    return random_key("proofs", filename)


def display_name(text: str) -> str:
    """What a thing may be called where the name came with a file: one line, as any text may be kept."""
    return " ".join(one_line(text).split())[:NAME_LENGTH]
