"""Detect truncated video files by the lengths that they state of their parts."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

MOST_PARTS = 1_000_000
SHORT_SECONDS, SHORT_SHARE = 1.0, 0.05  # what tracks of one film may differ by
# MP4 and MOV: boxes. What stands behind the last one and is none of these is a stranger's, and no loss.
BOXES = frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"free", b"skip", b"wide", b"uuid"})
INDEX, CONTENT = b"moov", {b"mdat", b"moof"}
# WebM and MKV: elements. Those of live recordings do not know their own length.
SEGMENT, CLUSTER = 0x18538067, 0x1F43B675


def is_truncated(path: Path, demuxer: str) -> bool:
    """Whether a part says it is longer than the file, or a part is missing without which there is no film."""
    ends_early: Callable[[BinaryIO, int], bool] = _boxes_end_early if demuxer == "mov" else _elements_end_early
    with path.open("rb") as file:
        return ends_early(file, path.stat().st_size)


def falls_short(seconds: float, promised: float) -> bool:
    """Whether a film that should last so long does not."""
    return seconds + max(SHORT_SECONDS, promised * SHORT_SHARE) < promised


def _boxes_end_early(file: BinaryIO, size: int) -> bool:
    at = 0
    seen = set()
    for _part in range(MOST_PARTS):
        if at + 8 > size:
            break
        file.seek(at)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4]), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:])
        if kind not in BOXES or (length < 8 and length):
            break
        seen.add(kind)
        if not length:  # to the end of the file, wherever that is
            break
        at += length
        if at > size:
            return True
    return INDEX not in seen or not CONTENT & seen


def _elements_end_early(file: BinaryIO, size: int) -> bool:
    at = 0
    for _part in range(MOST_PARTS):
        if at == size:
            return False
        file.seek(at)
        name, of_name = _number(file, keeps_marker=True)
        length, of_length = _number(file, keeps_marker=False)
        if not of_name or not of_length:
            return at < size
        at += of_name + of_length
        is_unknown = length == 2 ** (7 * of_length) - 1
        if name == SEGMENT and not is_unknown:
            return at + length > size
        if name == SEGMENT or (name == CLUSTER and is_unknown):
            continue  # what is in it follows
        at += length
        if is_unknown or at > size:
            return True
    return False


def _number(file: BinaryIO, *, keeps_marker: bool) -> tuple[int, int]:
    """A number that says by its first bits how many bytes it has, and these; 0 bytes where there is none."""
    first = file.read(1)
    if not first or not first[0]:
        return 0, 0
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        return 0, 0
    number = int.from_bytes(first + rest)
    return (number if keeps_marker else number - (1 << (7 * length))), length
