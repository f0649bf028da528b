"""Films as phones, cameras and wrongdoers send them; made with the ffmpeg of our packages, not stored."""

import struct
import subprocess
from pathlib import Path

import imageio_ffmpeg

PICTURE = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2"]
SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
PLACE = ["-metadata", "location=+55.6761+012.5683/", "-metadata", "artist=Karen Holm", "-metadata", "comment=Karens"]
HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"]
HLG = ["-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]
WIDE = "colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc:log-level=error"

# name -> (what ffmpeg is given, width, height, whether there is sound) of the film that must come out
GOOD: dict[str, tuple[list[str], int, int, bool]] = {
    "h264.mp4": ([*PICTURE, *SOUND, *H264, "-c:a", "aac", *PLACE], 320, 180, True),
    "hevc-10-bit.mov": (
        [*PICTURE, *SOUND, *HEVC, "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le", "-c:a", "aac", *PLACE],
        320,
        180,
        True,
    ),
    "hevc-hdr.mov": (
        [*PICTURE, *HEVC, "-x265-params", WIDE, "-pix_fmt", "yuv420p10le", *HLG],
        320,
        180,
        False,
    ),
    "vp9.webm": ([*PICTURE, *SOUND, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus"], 320, 180, True),
    "av1.mp4": ([*PICTURE, "-c:v", "libsvtav1", "-preset", "12"], 320, 180, False),
    "variable-rate.mp4": (
        [*PICTURE, *SOUND, "-vf", "setpts='PTS+0.01*random(1)/TB'", "-fps_mode", "vfr", *H264, "-c:a", "aac"],
        320,
        180,
        True,
    ),
    "no-sound.mkv": ([*PICTURE, *H264], 320, 180, False),
    "wide-pixels.mp4": ([*PICTURE, "-vf", "setsar=2", *H264], 640, 180, False),
    "larger-than-pages-need.mp4": (
        ["-f", "lavfi", "-i", "testsrc2=size=2560x1440:rate=5:duration=1", *H264],
        1920,
        1080,
        False,
    ),
    "odd-size.mp4": (
        ["-f", "lavfi", "-i", "testsrc2=size=321x181:rate=5:duration=1", "-c:v", "mpeg4"],
        320,
        180,
        False,
    ),
}


def make(folder: Path, name: str) -> Path:
    arguments = GOOD[name][0]
    return _ffmpeg(folder / name, *arguments)


def portrait(folder: Path) -> Path:
    """What a phone held upright writes: lying pictures, and a note to turn them."""
    lying = make(folder, "h264.mp4")
    return _ffmpeg(folder / "portrait.mp4", "-display_rotation", "90", "-i", str(lying), "-c", "copy")


def long(folder: Path) -> Path:
    """Ten hours of black in half a megabyte."""
    return _ffmpeg(folder / "long.mp4", "-f", "lavfi", "-i", "color=black:size=16x16:rate=1:duration=36000", *H264)


def fast(folder: Path) -> Path:
    return _ffmpeg(folder / "fast.mp4", "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1000:duration=1", *H264)


def large(folder: Path) -> Path:
    return _ffmpeg(folder / "large.mp4", "-f", "lavfi", "-i", "color=red:size=8192x4320:rate=1:duration=1", *H264)


def many_tracks(folder: Path) -> Path:
    tracks = [part for _number in range(20) for part in ("-map", "0:v")]
    return _ffmpeg(folder / "tracks.mp4", *PICTURE, *tracks, *H264)


def in_avi(folder: Path) -> Path:
    avi = _ffmpeg(folder / "old.avi", *PICTURE, "-c:v", "mpeg4")
    return avi.rename(folder / "old.mp4")


def only_sound(folder: Path) -> Path:
    return _ffmpeg(folder / "sound.mp4", *SOUND, "-c:a", "aac")


SIX_SECONDS = ["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=6"]
SIX_OF_SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:duration=6"]
WHOLE_H264 = [*SIX_SECONDS, *SIX_OF_SOUND, *H264, "-g", "25", "-c:a", "aac"]
WHOLE_VP9 = [*SIX_SECONDS, *SIX_OF_SOUND, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus"]
# Six seconds, as programs lay them out in the file.
WHOLE: dict[str, list[str]] = {
    "index first.mp4": [*WHOLE_H264, "-movflags", "+faststart"],
    "index last.mp4": WHOLE_H264,
    "in pieces.mp4": [*WHOLE_H264, "-movflags", "+frag_keyframe+empty_moov"],
    "phone.mov": [*WHOLE_H264, "-movflags", "+faststart"],
    "silent.mp4": [*SIX_SECONDS, *H264, "-movflags", "+faststart"],
    "film.mkv": WHOLE_H264,
    "film.webm": WHOLE_VP9,
    "live, without lengths.webm": [*WHOLE_VP9, "-live", "1"],
    "live, without lengths.mkv": [*WHOLE_H264, "-live", "1"],
}


def whole(folder: Path, name: str) -> Path:
    return _ffmpeg(folder / name, *WHOLE[name])


def trimmed_on_the_phone(folder: Path) -> Path:
    """Six seconds of which an edit list shows the last three; nothing of it is missing."""
    return _ffmpeg(folder / "trimmed.mov", "-ss", "3.3", "-i", str(whole(folder, "phone.mov")), "-c", "copy")


def standing_still(folder: Path, name: str) -> Path:
    """A silent recording of a screen: two pictures, the second for six seconds."""
    still = ["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=8"]
    return _ffmpeg(folder / name, *still, "-vf", "select='not(n)+eq(n,25)+eq(n,199)'", "-fps_mode", "vfr", *H264)


def with_empty_end(data: bytes) -> bytes:
    """As long as it should be, but nothing came of the last two thirds."""
    kept = len(data) // 3
    return data[:kept] + bytes(len(data) - kept)


def damaged(data: bytes) -> bytes:
    """The sample sizes claim two thousand million samples."""
    place = data.index(b"stsz")
    return data[: place + 12] + struct.pack(">I", 0x7FFFFFFF) + data[place + 16 :]


def playlist(address: str) -> bytes:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}\n#EXT-X-ENDLIST\n".encode()


def _ffmpeg(target: Path, *arguments: str) -> Path:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y", *arguments, str(target)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return target
