"""Random storage keys: nobody can guess a file's address, and no file can overwrite another's."""

from pathlib import PurePosixPath
from uuid import uuid4


def random_key(folder: str, filename: str) -> str:
    """`folder/<uuid>.<extension>`; of the sent name only a short plain extension survives."""
    extension = PurePosixPath(filename).suffix.lower().lstrip(".")
    suffix = f".{extension}" if extension.isascii() and extension.isalnum() and len(extension) <= 5 else ""
    return f"{folder}/{uuid4().hex}{suffix}"


def video_file_key(_video: object, filename: str) -> str:
    return random_key("videos", filename)


def captions_file_key(_video: object, _filename: str) -> str:
    return random_key("captions", "captions.vtt")
