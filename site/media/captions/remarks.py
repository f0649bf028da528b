"""Remarks on uploaded captions: one sentence for each kind, with the captions' numbers."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

MOST_SIGNS = 60
MOST_OF_A_KIND = 12


class RemarkKind(TextChoices):
    """What was read otherwise than it was written, and from UNREADABLE on what a file is refused for."""

    CHARSET = (
        "charset",
        _("The file is not in UTF-8 and was read as Windows-1252. Do æ, ø and å look right here? “%(example)s”"),
    )
    BLOCKS = "blocks", _("Notes, styles and regions (NOTE, STYLE, REGION) were left out.")
    ARROW = "arrow", _("the sign between the times is read as -->, “%(example)s”")
    TIMES = "times", _("“%(example)s” is read as %(reading)s")
    RUN_ON = "run-on", _("no blank line stands above")
    RUN_ON_NUMBER = "run-on-number", _("no blank line stands above, and “%(example)s” is read as a number")
    NUMBERS = "numbers", _("the numbers do not follow each other; the captions stand as in the file")
    KEPT_NUMBER = "kept-number", _("“%(example)s” just above the times is kept as words of the caption before")
    NAME = "name", _("the name “%(example)s” over the times is not shown")
    SPLIT = "split", _("what stands after a blank line is kept as words, “%(example)s”")
    BESIDE = "beside", _("what stands beside the times is kept as words, “%(example)s”")
    PLACE = "place", _("the place on the screen was left out, “%(example)s”")
    TAGS = "tags", _("formatting was left out, “%(example)s”")
    SIGNS = "signs", _("invisible signs that no text may hold were left out")
    GARBLED = "garbled", _("letters look as if they were saved in another charset, “%(example)s”")
    EMPTY = "empty", _("no words, so left out")
    ORDER = "order", _("earlier than the one above; the captions now stand by their times")
    OVERLAP = "overlap", _("begun before the one above has ended; both are shown at once")
    LATE = "late", _("after the end of the film, %(reading)s; nobody will see this")

    UNREADABLE = "unreadable", _("the times cannot be read, “%(example)s”. Write them as 00:00:01.000 --> 00:00:03.500")
    FRAMES = "frames", _("the times count frames, “%(example)s”. Save the captions as SubRip (.srt)")
    NEGATIVE = "negative", _("before the beginning of the film, “%(example)s”")
    BACKWARD = "backward", _("the end is not after the beginning, “%(example)s”")
    FAR = "far", _("more than 12 hours into the film, “%(example)s”")
    NO_TIMES = "no-times", _("the times are missing, “%(example)s”")
    BEFORE = "before", _("Line %(line)s, “%(example)s”, stands before the first times and belongs to no caption.")


REFUSED = frozenset(list(RemarkKind)[list(RemarkKind).index(RemarkKind.UNREADABLE) :])


class Remark(NamedTuple):
    """Shape: `caption` counts from 1 as in the file, 0 for the file as a whole; `line` counts from 1."""

    kind: RemarkKind
    caption: int = 0
    line: int = 0
    example: str = ""
    reading: str = ""


def sentences(remarks: Iterable[Remark]) -> list[str]:
    """What there is to say of every caption; together for those of which the same is to be said, or too much."""
    by_kind: dict[RemarkKind, dict[str, list[Remark]]] = {kind: {} for kind in RemarkKind}
    for remark in remarks:
        by_kind[remark.kind].setdefault(_said(remark), []).append(remark)
    return [_sentence(alike) for said in by_kind.values() for alike in _few(said)]


def _few(said: dict[str, list[Remark]]) -> list[list[Remark]]:
    groups = list(said.values())
    return groups if len(groups) <= MOST_OF_A_KIND else [[remark for alike in groups for remark in alike]]


def _said(remark: Remark) -> str:
    example = remark.example if len(remark.example) <= MOST_SIGNS else f"{remark.example[:MOST_SIGNS]} …"
    return remark.kind.label % {"example": example, "reading": remark.reading, "line": remark.line}


def _sentence(alike: list[Remark]) -> str:
    """Names every caption; when they differ, what the first of them says is the example."""
    first = min(alike, key=lambda remark: remark.caption)
    if not first.caption:
        return _said(first)
    captions = sorted({remark.caption for remark in alike})
    numbers = {"numbers": _ranges(captions), "line": first.line}
    who = ngettext("Caption %(numbers)s (line %(line)s)", "Captions %(numbers)s (from line %(line)s)", len(captions))
    return gettext("%(captions)s: %(remark)s.") % {"captions": who % numbers, "remark": _said(first)}


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as "1–3, 7"."""
    runs = groupby(enumerate(numbers), lambda place: place[1] - place[0])
    ends = ([number for _place, number in run] for _key, run in runs)
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ends)
