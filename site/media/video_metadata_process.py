"""Read the metadata of a video file: `python -m media.sandbox ... -m media.video_metadata_process FILE DEMUXER`.

Prints one JSON object with the fields of `media.video_metadata.VideoMetadata`, or {} for a file that holds no film.
"""

import json
import sys
from pathlib import Path
from typing import Any

import av

from media.truncation import falls_short, is_truncated

DEMUXER_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": "mov,matroska", "enable_drefs": "0"}
MOST_READ = 0.9  # of a whole file: behind the last picture stands an index only


def read(path: str, demuxer: str) -> dict[str, Any]:
    if is_truncated(Path(path), demuxer):
        return {"is_cut_off": True}
    with av.open(f"file:{path}", format=demuxer, options=DEMUXER_OPTIONS) as container:
        pictures = [stream for stream in container.streams.video if not _is_cover(stream)]
        if not pictures:
            return {}
        film = pictures[0]
        frame = next(container.decode(film))
        ratio = film.sample_aspect_ratio or 1
        width, height = round(frame.width * ratio), frame.height
        is_turned = round(frame.rotation) % 180 != 0
        about = {
            "duration_seconds": container.duration / av.time_base if container.duration else None,
            "width": height if is_turned else width,
            "height": width if is_turned else height,
            "streams": len(container.streams),
            "is_hdr": frame.color_trc in {16, 18},  # PQ and HLG
        }
        return about | _read_to_the_end(container, film, Path(path).stat().st_size)


def _read_to_the_end(container: Any, film: Any, size: int) -> dict[str, Any]:
    """How far the film can be read, and whether that is as far as it says. Nothing is decoded."""
    starts = (container.start_time or 0) / av.time_base
    last_picture = ends = read = 0.0
    try:
        for packet in container.demux():
            if packet.pts is None:
                continue
            begins = float(packet.pts * packet.time_base) - starts
            ends = max(ends, begins + float((packet.duration or 0) * packet.time_base))
            read = max(read, (packet.pos or 0) + packet.size)
            if packet.stream is film:
                last_picture = max(last_picture, begins)
    except av.FFmpegError:  # what came before it counts
        pass
    is_short = falls_short(ends, _promised(container))
    # In WebM and MKV a last picture that stands still has no length: then the file is read to its end all the same.
    is_read = container.format.name.startswith("matroska") and read >= size * MOST_READ
    return {"last_picture_seconds": last_picture, "is_cut_off": is_short and not is_read}


def _promised(container: Any) -> float:
    """How long pictures and sound are, by their own tracks where these say so (MP4), else by the whole file."""
    tracks = [*container.streams.video, *container.streams.audio]
    own = [float(track.duration * track.time_base) for track in tracks if track.duration and not _is_cover(track)]
    return max(own) if own else (container.duration or 0) / av.time_base


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


if __name__ == "__main__":
    try:
        found = read(sys.argv[1], sys.argv[2])
    except (av.FFmpegError, StopIteration, ValueError, OSError):
        found = {}
    print(json.dumps(found))  # noqa: T201 - the answer to the process that asked
