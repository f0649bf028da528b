"""Video metadata: what is known of an uploaded file before it is transcoded, read in a sandboxed process."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from media.enums import VideoProblem

MAX_SECONDS = 600
MAX_LONG_SIDE, MAX_SHORT_SIDE = 4096, 2304  # pixels
MAX_STREAMS = 8
HEAD_BYTES = 12
PICTURE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
PROBE_SECONDS, PROBE_MEGABYTES = 30, 1500


class UnusableVideo(Exception):
    """A film that no further try will make usable; `problem` says why."""

    def __init__(self, problem: VideoProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class VideoMetadata:
    """Shape: `width` x `height` in square pixels as shown, after turning; `duration_seconds` None when not stated;
    `last_picture_seconds` is when the last picture of the file begins.
    """

    demuxer: str
    duration_seconds: float | None
    width: int
    height: int
    streams: int
    is_hdr: bool
    last_picture_seconds: float


def read_video_metadata(path: Path) -> VideoMetadata:
    """Ask the file, in a process of its own.

    Raises: UnusableVideo when it is none of our formats, damaged, cut off, or larger than we take.
    """
    demuxer = demuxer_of(path)
    command = sandboxed(
        PROBE_SECONDS, PROBE_MEGABYTES, sys.executable, "-m", "media.video_metadata_process", str(path), demuxer
    )
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise UnusableVideo(VideoProblem.DAMAGED) from error
    answer = json.loads(done.stdout) if done.returncode == 0 else {}
    if not answer:
        raise UnusableVideo(VideoProblem.DAMAGED)
    if answer.pop("is_cut_off"):
        raise UnusableVideo(VideoProblem.CUT_OFF)
    found = VideoMetadata(demuxer=demuxer, **answer)
    _check_limits(found)
    return found


def demuxer_of(path: Path) -> str:
    """The one reader the file may be given to, by its first bytes; playlists and scripts have none.

    Raises: UnusableVideo for everything that is neither MP4/MOV nor WebM/MKV.
    """
    with path.open("rb") as file:
        demuxer = demuxer_by(file.read(HEAD_BYTES))
    if demuxer is None:
        raise UnusableVideo(VideoProblem.NO_FILM)
    return demuxer


def demuxer_by(head: bytes) -> str | None:
    """The reader for a file that begins like this, None when it is no film; HEIC and AVIF pictures begin like MP4."""
    if head[4:8] == b"ftyp" and head[8:12] in PICTURE_BRANDS:
        return None
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free"}:
        return "mov"
    return "matroska" if head[:4] == b"\x1a\x45\xdf\xa3" else None


def sandboxed(seconds: int, megabytes: int, program: str, *arguments: str) -> list[str]:
    """The command that runs a program within limits (sandbox.py)."""
    return [sys.executable, "-m", "media.sandbox", str(seconds), str(megabytes), program, *arguments]


def _check_limits(found: VideoMetadata) -> None:
    if found.duration_seconds is not None and found.duration_seconds > MAX_SECONDS:
        raise UnusableVideo(VideoProblem.TOO_LONG)
    longer, shorter = max(found.width, found.height), min(found.width, found.height)
    if longer > MAX_LONG_SIDE or shorter > MAX_SHORT_SIDE:
        raise UnusableVideo(VideoProblem.TOO_MANY_PIXELS)
    if found.streams > MAX_STREAMS:
        raise UnusableVideo(VideoProblem.TOO_MANY_STREAMS)
