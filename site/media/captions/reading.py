"""Convert a caption file to WebVTT, with remarks for the editor."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from media.captions.charsets import decoded
from media.captions.cues import Cue, CueReader
from media.captions.remarks import REFUSED, Remark, RemarkKind, sentences
from media.captions.times import MAX_THOUSANDTHS, Times, times_of, written
from media.captions.words import Words, escaped, words_of

MAX_BYTES = 1_000_000
MAX_CUES = 5_000
HALF_A_SECOND = 500  # films' lengths are kept in whole seconds
GARBLED = ("Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…", "â€", "\ufffd")
PLACE = ("align:", "line:", "position:", "size:", "vertical:", "region:", "x1:", "x2:", "y1:", "y2:")


@dataclass(frozen=True)
class Captions:
    """Shape: `text` is WebVTT as we write it; `remarks` say what was read otherwise than it was written."""

    text: str
    remarks: list[str]


@dataclass(frozen=True)
class _Shown:
    number: int
    line: int
    start: int
    end: int
    lines: list[str]

    def __str__(self) -> str:
        return "\n".join([f"{written(self.start)} --> {written(self.end)}", *map(_as_words, self.lines)])


def read(data: bytes, *, film_seconds: int | None = None) -> Captions:
    """The captions as clean WebVTT: no styles, regions, notes, positions or tags, and every word.

    Raises: ValidationError with sentences for the sender; those about single captions name them by number and line.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(_("Captions may fill at most 1 MB."), code="size")
    text, is_guessed = decoded(data)
    reader = CueReader(text)
    if not reader.cues:
        raise _no_captions()
    remarks = list(reader.remarks)
    shown = [found for cue in reader.cues if (found := _shown(cue, remarks))]
    refused = sentences(remark for remark in remarks if remark.kind in REFUSED)
    if refused:
        raise ValidationError([ValidationError(sentence, code="captions") for sentence in refused])
    if not shown:
        raise _no_captions()
    if len(shown) > MAX_CUES:
        raise ValidationError(_("There are too many captions in the file."), code="size")
    if is_guessed:
        remarks.append(Remark(RemarkKind.CHARSET, example=_first_beyond_ascii(shown)))
    remarks += _remarks_on_order(shown) + _remarks_on_end(shown, film_seconds)
    cues = map(str, sorted(shown, key=lambda cue: cue.start))
    return Captions("WEBVTT\n\n" + "\n\n".join(cues) + "\n", sentences(remarks))


def late_captions(text: str, film_seconds: int | None) -> list[str]:
    """What is to be said of captions as we wrote them, once the length of the film is known."""
    shown = [found for cue in CueReader(text).cues if (found := _shown(cue, []))]
    return sentences(_remarks_on_end(shown, film_seconds))


def _shown(cue: Cue, remarks: list[Remark]) -> _Shown | None:
    """A caption that can be shown; None for one without words or times, and `remarks` grows by what there is to say."""
    if cue.times is None:
        return None
    place, beside = _beside(cue.times)
    lines = [line.replace("[br]", "\n") if cue.times.arrow == "," else line for line in [beside, *cue.lines] if line]
    words = words_of([part for line in lines for part in line.split("\n")])
    if not words.lines:
        remarks.append(Remark(RemarkKind.EMPTY, cue.number, cue.line))
        return None
    found = [*_on_times(cue.times), *_on_words(words)]
    found += [(RemarkKind.PLACE, place)] * bool(place) + [(RemarkKind.BESIDE, beside)] * bool(beside)
    remarks += [Remark(kind, cue.number, cue.line, example, cue.times.as_read) for kind, example in found]
    if cue.times.start is None or cue.times.end is None:
        return None
    return _Shown(cue.number, cue.line, cue.times.start, cue.times.end, words.lines)


def _beside(times: Times) -> tuple[str, str]:
    """What stands behind the times on their line: a place on the screen, or words."""
    if all(part.lower().startswith(PLACE) for part in times.rest.split()):
        return times.rest, ""
    return "", times.rest


def _on_times(times: Times) -> list[tuple[RemarkKind, str]]:
    found = []
    if times.arrow not in {"-->", ","}:
        found.append((RemarkKind.ARROW, times.arrow))
    if times.counts_frames:
        return [(RemarkKind.FRAMES, times.as_written)]
    if times.start is None or times.end is None:
        return [(RemarkKind.UNREADABLE, times.as_written)]
    if times.start < 0 or times.end < 0:
        return [(RemarkKind.NEGATIVE, times.as_written)]
    if times.end <= times.start:
        return [(RemarkKind.BACKWARD, times.as_written)]
    if times.end > MAX_THOUSANDTHS:
        return [(RemarkKind.FAR, times.as_written)]
    return found + [(RemarkKind.TIMES, times.as_written)] * (not times.is_exact)


def _on_words(words: Words) -> list[tuple[RemarkKind, str]]:
    garbled = [line for line in words.lines if any(sign in line for sign in GARBLED)]
    return [
        *[(RemarkKind.TAGS, tag) for tag in words.tags[:1]],
        *[(RemarkKind.GARBLED, line) for line in garbled[:1]],
        *[(RemarkKind.SIGNS, "")] * words.has_signs,
    ]


def _remarks_on_order(shown: list[_Shown]) -> list[Remark]:
    remarks = []
    latest = ends = 0
    for cue in shown:
        if cue.start < latest:
            remarks.append(Remark(RemarkKind.ORDER, cue.number, cue.line))
        elif cue.start < ends:
            remarks.append(Remark(RemarkKind.OVERLAP, cue.number, cue.line))
        latest, ends = max(latest, cue.start), max(ends, cue.end)
    return remarks


def _remarks_on_end(shown: list[_Shown], film_seconds: int | None) -> list[Remark]:
    if film_seconds is None:
        return []
    end = film_seconds * 1000
    late = [cue for cue in shown if cue.start >= end + HALF_A_SECOND]
    return [Remark(RemarkKind.LATE, cue.number, cue.line, reading=written(end)) for cue in late]


def _first_beyond_ascii(shown: list[_Shown]) -> str:
    return next((line for cue in shown for line in cue.lines if not line.isascii()), "")


def _as_words(line: str) -> str:
    """A line that no reader takes for times."""
    plain = escaped(line)
    times = times_of(plain)
    return plain.replace(":", "&#58;") if times and times.is_sure else plain


def _no_captions() -> ValidationError:
    return ValidationError(_("There are no captions in the file. Take .vtt, .srt or .sbv."), code="format")
