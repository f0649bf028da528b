"""Read what a film file says about itself. Runs confined: `python -m core.media.confined ... -m core.media.probe FILE`.

Prints one JSON object with the fields of `core.media.probing.Probe`, or {} for a file that holds no film.
"""

import json
import sys
from typing import Any

import av

DEMUXER_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": "mov,matroska", "enable_drefs": "0"}


def read(path: str, demuxer: str) -> dict[str, Any]:
    with av.open(f"file:{path}", format=demuxer, options=DEMUXER_OPTIONS) as container:
        pictures = [stream for stream in container.streams.video if not _is_cover(stream)]
        if not pictures:
            return {}
        film = pictures[0]
        frame = next(container.decode(film))
        duration = container.duration / av.time_base if container.duration else None
        ratio = film.sample_aspect_ratio or 1
        width, height = round(frame.width * ratio), frame.height
        is_turned = round(frame.rotation) % 180 != 0
        return {
            "duration_seconds": duration,
            "width": height if is_turned else width,
            "height": width if is_turned else height,
            "frames_per_second": float(film.average_rate or 0),
            "streams": len(container.streams),
            "has_sound": bool(container.streams.audio),
            "is_hdr": frame.color_trc in {16, 18},  # PQ and HLG
        }


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


if __name__ == "__main__":
    try:
        found = read(sys.argv[1], sys.argv[2])
    except (av.FFmpegError, StopIteration, ValueError, OSError):
        found = {}
    print(json.dumps(found))  # noqa: T201 - the answer to the process that asked
