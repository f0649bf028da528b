"""Sanitise uploaded pictures: what is stored is what we decoded and encoded anew ourselves.

Nothing of the sent file survives but its pixels: no metadata, no second picture, no text behind the end.
"""

import fcntl
import logging
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import ImageCms, ImageOps

from media import png

logger = logging.getLogger(__name__)
pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
# Megapixels of all frames together. Their decoders need so much memory per pixel that more would cost over 350 MB.
MEGAPIXELS = {"PNG": 25, "AVIF": 25, "WEBP": 20}
STORED_SIDE = 3200  # pixels of the longer side; pages show 1600 at most
LOSSLESS_FORMATS = frozenset({"PNG"})  # screenshots and drawings keep every edge
BUSY_SECONDS = 20.0


class CleanPicture(ContentFile[bytes]):
    """A picture that has been sanitised."""


def sanitise(file: File[bytes]) -> CleanPicture:
    """The picture of a sent file: upright, in sRGB, at most STORED_SIDE pixels long, without any metadata.

    Cost: one picture at a time on this machine, and at most 350 MB (benchmarks/bench_sanitising.py).
    Raises: ValidationError with a sentence for the sender when the file is no picture we take.
    """
    if isinstance(file, CleanPicture):
        return file
    if (file.size or 0) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        most = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        raise ValidationError(_("The picture fills too much. At most %(most)s.") % {"most": most}, code="size")
    with _one_at_a_time():
        try:
            return encoded(*_decoded(file))
        except ValidationError:
            raise
        except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning) as error:
            raise _too_many_pixels(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS) from error
        except Exception as error:  # decoders raise whatever they like on a broken file
            logger.info("A picture could not be read: %s", type(error).__name__)
            message = _("The file cannot be read as a picture. Take JPG, PNG, WebP, AVIF or HEIC.")
            raise ValidationError(message, code="unreadable") from error
        finally:
            file.seek(0)


def _decoded(file: File[bytes]) -> tuple[PillowImage.Image, bool]:
    """The first picture of the file, and whether it must be kept without loss."""
    with PillowImage.open(_source(file), formats=FORMATS) as opened:
        frames = 1 if opened.format == "MPO" else getattr(opened, "n_frames", 1)  # a phone's MPO: photo and depth map
        most = min(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS, MEGAPIXELS.get(opened.format or "", 40) * 1_000_000)
        if opened.width * opened.height * frames > most:
            raise _too_many_pixels(most)
        scale = max(1.0, max(opened.size) / STORED_SIDE)
        opened.draft("RGB", (int(opened.width / scale), int(opened.height / scale)))  # JPEG: decode no more than needed
        is_lossless = opened.format in LOSSLESS_FORMATS
        picture = _in_plain_mode(opened)
        picture.thumbnail((STORED_SIDE, STORED_SIDE), PillowImage.Resampling.LANCZOS)
        _turn_upright(picture)
        return _in_srgb(picture), is_lossless


def _source(file: File[bytes]) -> Any:
    """What is decoded: the file, of a PNG only the picture in it."""
    file.seek(0)
    is_png = file.read(len(png.SIGNATURE)) == png.SIGNATURE
    file.seek(0)
    return BytesIO(png.bare(file.read())) if is_png else file


def _turn_upright(picture: PillowImage.Image) -> None:
    """As the camera says it was held; what it says unreadably counts as not said."""
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except (SyntaxError, ValueError, TypeError, LookupError, OSError, struct.error):
        logger.info("What a camera says of a picture could not be read")


def _in_plain_mode(opened: PillowImage.Image) -> PillowImage.Image:
    """Eight bits a channel, no palette; CMYK stays for its colour profile."""
    opened.load()
    if opened.mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        return opened
    if opened.mode.startswith("I;16") or opened.mode == "I":
        return opened.convert("I").point(lambda value: value / 256).convert("L")
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _in_srgb(picture: PillowImage.Image) -> PillowImage.Image:
    """The same colours for a screen; a profile that cannot be read is as good as none."""
    mode = "RGBA" if "A" in picture.mode else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            logger.info("A colour profile could not be used")
    return picture if picture.mode == mode else picture.convert(mode)


def encoded(picture: PillowImage.Image, is_lossless: bool) -> CleanPicture:
    """The picture as a file of pixels only: PNG when nothing may be lost or it is see-through, else JPEG."""
    picture.info.clear()
    data = BytesIO()
    if is_lossless or picture.mode == "RGBA":
        picture.save(data, "PNG", exif=b"")
        return CleanPicture(data.getvalue(), name="picture.png")
    picture.save(data, "JPEG", quality=92, exif=b"")
    return CleanPicture(data.getvalue(), name="picture.jpg")


def _too_many_pixels(most: int) -> ValidationError:
    message = _("The picture has too many pixels. At most %(most)s megapixels, all frames together.")
    return ValidationError(message % {"most": most // 1_000_000}, code="pixels")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the machine's one place at the decoders, also against other processes.

    Raises: ValidationError when it is not free within BUSY_SECONDS.
    """
    path = Path(settings.DATA_DIR, "intake.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + BUSY_SECONDS
    with path.open("w") as lock:
        while not _is_taken(lock):
            if time.monotonic() > until:
                message = _("Many pictures are being read right now. Try again in a moment.")
                raise ValidationError(message, code="busy")
            time.sleep(0.05)
        yield


def _is_taken(lock: Any) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
