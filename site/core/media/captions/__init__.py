"""Captions: read as WebVTT or SubRip, written anew as WebVTT, so that nothing but times and words survives."""

import html
import re
import unicodedata
from io import StringIO

import webvtt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

MAX_BYTES = 1_000_000
MAX_CUES = 5_000
MAX_SECONDS = 12 * 3600


def rewritten(data: bytes) -> str:
    """The captions as clean WebVTT: no styles, regions, notes, positions or tags.

    Raises: ValidationError with a sentence for the sender.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(_("Captions may fill at most 1 MB."), code="size")
    text = _as_text(data).replace("\r\n", "\n").replace("\r", "\n")
    cues = [cue for cue in map(_cue, _parsed(text)) if cue]
    if not cues:
        raise ValidationError(_("There are no captions in the file. Take .vtt or .srt."), code="format")
    if len(cues) > MAX_CUES:
        raise ValidationError(_("There are too many captions in the file."), code="size")
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _as_text(data: bytes) -> str:
    """UTF-8, or what older Windows programs write."""
    if b"\0" in data:
        raise ValidationError(_("Captions must be text in UTF-8."), code="charset")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("Captions must be text in UTF-8."), code="charset")


def _parsed(text: str) -> list[webvtt.Caption]:
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        return webvtt.WebVTT.from_buffer(StringIO(text), format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        message = _("The captions cannot be read. Take .vtt or .srt.")
        raise ValidationError(message, code="format") from error


def _cue(caption: webvtt.Caption) -> str:
    """Times and words of one caption; empty when it says nothing or its times make no sense."""
    start, end = _thousandths(caption.start_time), _thousandths(caption.end_time)
    plain = (html.escape(_without_tags(line), quote=False) for line in caption.lines)
    lines = [line for line in plain if line]
    if not lines or not 0 <= start < end <= MAX_SECONDS * 1000:
        return ""
    return "\n".join([f"{_written(start)} --> {_written(end)}", *lines])


def _without_tags(line: str) -> str:
    """The words as they are read: tags gone, also those that entities hide; no control or direction characters."""
    words = re.sub(r"<[^>]*>?", "", html.unescape(line)).replace("-->", "→")
    return "".join(sign for sign in words if unicodedata.category(sign)[0] != "C").strip()


def _thousandths(time: webvtt.models.Timestamp) -> int:
    hours, minutes, seconds, thousandths = time.to_tuple()
    return int(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)


def _written(thousandths: int) -> str:
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
