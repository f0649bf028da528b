"""The demo's film: the poster's reading room for twelve seconds, with rain, three turned pages and their sounds.

PyAV is a development dependency; the finished film lies in the repository.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import cos, pi
from pathlib import Path
from typing import Any, cast

import av
from PIL import Image

from demo.drawing.recipes import draw_sheet, read_pictures
from demo.drawing.sheet import FORMATS
from demo.drawing.sound import RATE, TURNS, room_sound

SECONDS = 12
FRAMES_PER_SECOND = 20
POSTER = "stilhed-poster"
FOLD = {"x": 480, "y": 1080}
TURN_SECONDS = 0.9
CAPTIONS: list[tuple[float, float, str]] = [
    (0, 2.2, "[regn mod ruden]"),
    (2.2, 4.2, "[en side bliver vendt]"),
    (4.2, 6.2, "[regn mod ruden]"),
    (6.2, 8.2, "[en side til bliver vendt]"),
    (8.2, 9.8, "[regn mod ruden]"),
    (9.8, 12, "[den sidste side bliver vendt]"),
]


def make_film(folder: Path) -> int:
    """Write film and captions into the folder. Returns: the film's size in bytes."""
    path = folder / "stilhed.mp4"
    with av.open(str(path), "w", options={"movflags": "faststart"}) as file:
        picture, video_frame = _picture_stream(file), cast(Any, av.VideoFrame)  # from_image is untyped
        sound = file.add_stream("aac", rate=RATE, layout="mono")
        sound.bit_rate = 48_000
        for number, image in enumerate(_images()):
            frame = video_frame.from_image(image)
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            file.mux(picture.encode(frame))
        file.mux(picture.encode())
        for frame in _sound_frames():
            file.mux(sound.encode(frame))
        file.mux(sound.encode())
    (folder / "stilhed.vtt").write_text(captions(), encoding="utf-8")
    return path.stat().st_size


def captions() -> str:
    """What is heard, as WebVTT."""
    cues = (f"{_clock(start)} --> {_clock(end)}\n{text}\n" for start, end, text in CAPTIONS)
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: float) -> str:
    return f"00:00:{seconds:06.3f}"


def _picture_stream(file: Any) -> Any:
    form = FORMATS["film"]
    stream = file.add_stream("libx264", rate=FRAMES_PER_SECOND)
    stream.width, stream.height = (round(side * form.pixels_per_unit) for side in (form.width, form.height))
    stream.pix_fmt = "yuv420p"
    stream.options = {"crf": "31", "preset": "veryslow", "tune": "animation"}
    return stream


def _images() -> Iterator[Image.Image]:
    poster = next(one for one in read_pictures() if one["key"] == POSTER)
    for number in range(SECONDS * FRAMES_PER_SECOND):
        yield draw_sheet({**poster, "parts": _parts_at(number / FRAMES_PER_SECOND, poster["parts"])}).finished()


def _parts_at(seconds: float, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The poster's parts at that moment: rain further down, and a page in the air while it is being turned."""
    shares = [(seconds - start) / TURN_SECONDS for start in TURNS]
    eased = [(1 - cos(pi * share)) / 2 for share in shares if 0 <= share <= 1]
    rain = [{**one, "seconds": one.get("seconds", 0) + seconds} if one["part"] == "rain" else one for one in parts]
    return rain + [{"part": "leaf", **FOLD, "w": 190, "share": share, "ink": "himmel"} for share in eased]


def _sound_frames() -> Iterator[Any]:
    samples = room_sound(SECONDS)
    step = 1024
    for start in range(0, len(samples), step):
        chunk = samples[start : start + step]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(chunk))
        frame.planes[0].update(chunk.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame
