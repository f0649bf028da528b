"""Transcode any video to one that plays everywhere: H.264 and AAC in an MP4 that starts before it is loaded."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import cast

import imageio_ffmpeg
from django.conf import settings

from media.enums import VideoProblem
from media.video_metadata import MAX_SECONDS, UnusableVideo, VideoMetadata, sandboxed

LONG_SIDE, SHORT_SIDE = 1920, 1080  # pixels, at most
FRAMES_PER_SECOND = 60
TRANSCODE_SECONDS, TRANSCODE_MEGABYTES = 3600, 2500
LOCAL_ONLY = ["-protocol_whitelist", "file", "-format_whitelist", "mov,matroska"]
# High dynamic range to what every screen shows.
TONE_MAP = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,"


def ffmpeg_path() -> str | None:
    """The program: the one set, else the system's, else the one of our packages; None when there is none."""
    if settings.FFMPEG:
        return shutil.which(settings.FFMPEG)
    try:
        return shutil.which("ffmpeg") or str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None


def transcode(source: Path, target: Path, found: VideoMetadata, report: Callable[[int], None]) -> None:
    """Write the film anew; `report` is told the progress in percent.

    Raises: UnusableVideo when ffmpeg cannot read it, it proves too long, or it takes too long.
    """
    filters = f"{TONE_MAP if found.is_hdr else ''}scale={_size(found)},setsar=1,format=yuv420p"
    arguments = [
        *("-f", found.demuxer, "-i", f"file:{source}", "-t", str(MAX_SECONDS + 1)),
        *("-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-vf", filters, "-fpsmax", str(FRAMES_PER_SECOND)),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high", "-threads", "2"),
        *("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"),
        *("-movflags", "+faststart", "-fflags", "+bitexact", "-progress", "pipe:1", "-f", "mp4", f"file:{target}"),
    ]
    _run(arguments, lambda microseconds: report(_percent(microseconds, found)))


def take_still(source: Path, target: Path, at_seconds: float) -> None:
    """One frame of our own film as a PNG."""
    arguments = ["-ss", f"{at_seconds:.2f}", "-f", "mov", "-i", f"file:{source}", "-frames:v", "1", f"file:{target}"]
    _run(arguments, lambda _microseconds: None)


def _size(found: VideoMetadata) -> str:
    """Even, square pixels, within LONG_SIDE x SHORT_SIDE, never enlarged."""
    longer, shorter = max(found.width, found.height), min(found.width, found.height)
    scale = min(1.0, LONG_SIDE / longer, SHORT_SIDE / shorter)
    return ":".join(str(max(2, 2 * round(side * scale / 2))) for side in (found.width, found.height))


def _percent(microseconds: int, found: VideoMetadata) -> int:
    whole = found.duration_seconds or MAX_SECONDS
    return max(0, min(99, round(microseconds / 10_000 / whole)))


def _run(arguments: list[str], report: Callable[[int], None]) -> None:
    program = ffmpeg_path()
    if program is None:
        raise UnusableVideo(VideoProblem.NO_FFMPEG)
    quiet = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", *LOCAL_ONLY]
    command = sandboxed(TRANSCODE_SECONDS, TRANSCODE_MEGABYTES, program, *quiet, *arguments)
    no, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, stdin=no, stdout=pipe, stderr=no, text=True) as process:
        deadline = Timer(TRANSCODE_SECONDS, process.kill)
        deadline.start()
        try:
            for line in cast(Iterator[str], process.stdout):
                name, _equals, value = line.strip().partition("=")
                if name == "out_time_us" and value.isdigit():
                    report(int(value))
        finally:
            deadline.cancel()
    if process.returncode:
        raise UnusableVideo(VideoProblem.TOO_SLOW if process.returncode < 0 else VideoProblem.DAMAGED)
