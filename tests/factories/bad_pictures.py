"""Files that are sent as pictures: the bad inputs of group A, and good ones that phones make. Made here, not stored."""

import io
import struct
import zlib

from PIL import Image, ImageCms

JPEG_MIDDLE = b"\xff\xda"


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def noise(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 60).convert(mode)


def jpeg(width: int = 300, height: int = 200, **options: object) -> bytes:
    return _saved(noise(width, height), "JPEG", **options)


def png(**options: object) -> bytes:
    return _saved(noise(), "PNG", **options)


def costliest() -> bytes:
    """As many megapixels with four channels as are let through to the decoder, in few bytes."""
    return _saved(Image.new("RGBA", (4990, 4990), (200, 80, 40, 128)), "PNG", compress_level=1)


def gif_of_100_megapixels() -> bytes:
    size = struct.pack("<HH", 10_000, 10_000)
    return b"GIF89a" + size + b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0" + size + b"\0\x02\x02D\x01\0;"


def gif_of_many_frames() -> bytes:
    frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 300_000 + b";"


def png_of_size(width: int, height: int) -> bytes:
    """Only a header and one scan line: what it claims is what counts."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def png_with_bomb(kind: bytes) -> bytes:
    """Two hundred megabytes of text or of colour profile, packed."""
    packed = zlib.compress(b"\0" * 200_000_000, 9)
    data = png()
    return data[:33] + _chunk(kind, b"name\0\0" + packed) + data[33:]


def png_that_tells(kind: bytes, data: bytes, *, is_last: bool = False) -> bytes:
    """A chunk beside the picture, before it or behind it."""
    whole = png()
    place = len(whole) - 12 if is_last else 33
    return whole[:place] + _chunk(kind, data) + whole[place:]


def packed(megabytes: int) -> bytes:
    return b"name\0\0" + zlib.compress(b"\0" * megabytes * 1_000_000, 9)


def png_with_many_comments() -> bytes:
    """Each small enough, all together a hundred megabytes."""
    whole, comment = png(), _chunk(b"zTXt", packed(1))
    return whole[:33] + comment * 100 + whole[33:]


def jpeg_that_tells(*segments: tuple[int, bytes]) -> bytes:
    """Segments beside the picture, right behind its beginning."""
    whole = jpeg()
    told = (b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return whole[:2] + b"".join(told) + whole[2:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def animation(kind: str, side: int, frames: int) -> bytes:
    pictures = [Image.new("RGB", (side, side), (shade * 11 % 256, 0, 0)) for shade in range(frames)]
    options = {"quality": 1, "speed": 10} if kind == "AVIF" else {"method": 0} if kind == "WEBP" else {}
    return _saved(pictures[0], kind, save_all=True, append_images=pictures[1:], **options)


def half(data: bytes) -> bytes:
    return data[: len(data) // 3]


def with_position(kind: str) -> bytes:
    """A phone's picture, turned a quarter, that tells where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Foto af Karen Holm"  # ImageDescription
    exif[0x013B] = "Karen Holm"  # Artist
    exif[0x0112] = 6  # Orientation
    exif.get_ifd(0x8825)[1] = "N"  # GPSLatitudeRef
    exif.get_ifd(0x8825)[2] = (55.0, 40.0, 34.0)
    options: dict[str, object] = {"exif": exif}
    if kind == "JPEG":
        options |= {"comment": b"<script>Karen</script>", "xmp": b"<x:xmpmeta>Karen Holm</x:xmpmeta>"}
    return _saved(noise(), kind, **options)


def red_in_wide_colours() -> bytes:
    """A red that sRGB writes otherwise: the profile swaps what the numbers mean."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    return _saved(Image.new("RGB", (40, 30), (200, 30, 30)), "JPEG", icc_profile=profile)


def in_mode(mode: str, kind: str) -> bytes:
    if mode == "I;16":
        return _saved(Image.new("I;16", (40, 30), 40_000), kind)
    if mode == "P":
        return _saved(noise(40, 30).quantize(16), kind, transparency=0)
    return _saved(noise(40, 30).convert(mode), kind)
