"""What we know of a sent film before any of it is turned into something else."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from core.media.enums import FilmProblem

MAX_SECONDS = 600
MAX_LONG_SIDE, MAX_SHORT_SIDE = 4096, 2304  # pixels
MAX_STREAMS = 8
HEAD_BYTES = 12
PICTURE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
PROBE_SECONDS, PROBE_MEGABYTES = 30, 1500


class UnusableFilm(Exception):
    """A film that no further try will make usable; `problem` says why."""

    def __init__(self, problem: FilmProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Probe:
    """Shape: `width` x `height` in square pixels as shown, after turning; `duration_seconds` None when not stated;
    `last_picture_seconds` is when the last picture of the file begins.
    """

    demuxer: str
    duration_seconds: float | None
    width: int
    height: int
    frames_per_second: float
    streams: int
    has_sound: bool
    is_hdr: bool
    last_picture_seconds: float


def probe(path: Path) -> Probe:
    """Ask the file, in a process of its own.

    Raises: UnusableFilm when it is none of our formats, damaged, cut off, or larger than we take.
    """
    demuxer = demuxer_of(path)
    command = confined(PROBE_SECONDS, PROBE_MEGABYTES, sys.executable, "-m", "core.media.probe", str(path), demuxer)
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise UnusableFilm(FilmProblem.DAMAGED) from error
    answer = json.loads(done.stdout) if done.returncode == 0 else {}
    if not answer:
        raise UnusableFilm(FilmProblem.DAMAGED)
    if answer.pop("is_cut_off"):
        raise UnusableFilm(FilmProblem.CUT_OFF)
    found = Probe(demuxer=demuxer, **answer)
    _check_limits(found)
    return found


def demuxer_of(path: Path) -> str:
    """The one reader the file may be given to, by its first bytes; playlists and scripts have none.

    Raises: UnusableFilm for everything that is neither MP4/MOV nor WebM/MKV.
    """
    with path.open("rb") as file:
        demuxer = demuxer_by(file.read(HEAD_BYTES))
    if demuxer is None:
        raise UnusableFilm(FilmProblem.NO_FILM)
    return demuxer


def demuxer_by(head: bytes) -> str | None:
    """The reader for a file that begins like this, None when it is no film; HEIC and AVIF pictures begin like MP4."""
    if head[4:8] == b"ftyp" and head[8:12] in PICTURE_BRANDS:
        return None
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free"}:
        return "mov"
    return "matroska" if head[:4] == b"\x1a\x45\xdf\xa3" else None


def confined(seconds: int, megabytes: int, program: str, *arguments: str) -> list[str]:
    """The command that runs a program within limits (confined.py)."""
    return [sys.executable, "-m", "core.media.confined", str(seconds), str(megabytes), program, *arguments]


def _check_limits(found: Probe) -> None:
    if found.duration_seconds is not None and found.duration_seconds > MAX_SECONDS:
        raise UnusableFilm(FilmProblem.TOO_LONG)
    longer, shorter = max(found.width, found.height), min(found.width, found.height)
    if longer > MAX_LONG_SIDE or shorter > MAX_SHORT_SIDE:
        raise UnusableFilm(FilmProblem.TOO_MANY_PIXELS)
    if found.streams > MAX_STREAMS:
        raise UnusableFilm(FilmProblem.TOO_MANY_STREAMS)
