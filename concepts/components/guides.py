"""Pieces of guide pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.components import TemplateComponent
from foundation.numbers.formatting import plain_number
from media.enums import PictureShape

PERCENT = re.compile(r"^(?:ca\. )?(\d{1,3})(?:[.,]\d+)? ?%$")


@dataclass(frozen=True)
class Figure:
    """A dated figure. Shape: `share` in per cent when the value is one, else None."""

    value: str
    label: str
    year: int | None
    valid_until: date | None
    source: str
    source_url: str
    is_secondary: bool
    is_outdated: bool

    @property
    def share(self) -> int | None:
        found = PERCENT.match(self.value)
        return min(int(found[1]), 100) if found else None


@dataclass(frozen=True)
class Figures(TemplateComponent):
    """Who is on a platform, each figure with year and source; or that we have none."""

    template_name: ClassVar[str] = "concepts/components/figures.html"
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class FormatFacts:
    """What a platform takes. Shape: `shape` None where nobody says; `text_limit` in characters, `lines` of text."""

    BOX: ClassVar[int] = 100  # the square that cuts are drawn in
    name: str
    shape: PictureShape | None
    size: str
    text_limit: int | None
    lines: int | None
    note: str
    checked_on: date | None
    valid_until: date | None
    source: str
    source_url: str
    is_secondary: bool
    is_outdated: bool

    @property
    def is_upright(self) -> bool:
        return self.shape is PictureShape.UPRIGHT

    @property
    def sides(self) -> tuple[int, int] | None:
        """How wide and high its cut is drawn."""
        if self.shape is None:
            return None
        width, height = self.shape.sides
        longest = max(width, height)
        return width * self.BOX // longest, height * self.BOX // longest

    @property
    def above(self) -> int:
        """Where its drawing begins: all stand on one line."""
        return self.BOX - self.sides[1] if self.sides else 0

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of it, by name."""
        rows = [
            (_("Cut"), self.shape.label if self.shape else ""),
            (_("Size"), self.size),
            (_("Room for text"), _characters(self.text_limit) if self.text_limit else ""),
            (_("Seen before it is unfolded"), _lines(self.lines) if self.lines else ""),
            (_("Checked"), date_format(self.checked_on) if self.checked_on else ""),
        ]
        return [(str(label), str(value)) for label, value in rows if value]


def _characters(number: int) -> str:
    return ngettext("%(number)s character", "%(number)s characters", number) % {"number": plain_number(Decimal(number))}


def _lines(number: int) -> str:
    return ngettext("%(number)d line", "%(number)d lines", number) % {"number": number}


@dataclass(frozen=True)
class Formats(TemplateComponent):
    """What a platform takes, each format drawn in its cut, with source and the day it was checked."""

    template_name: ClassVar[str] = "concepts/components/formats.html"
    formats: tuple[FormatFacts, ...]


@dataclass(frozen=True)
class FacetLink:
    """A way into the concepts with one facet chosen. Shape: `number` of concepts behind it."""

    title: str
    url: str
    number: int


@dataclass(frozen=True)
class GuideRow:
    """One platform beside the others. Shape: `figure` None when we have none that compares."""

    title: str
    url: str
    lead: str
    figure: Figure | None
    concepts: int
    concepts_url: str
    reviewed_on: date | None


@dataclass(frozen=True)
class GuideComparison(TemplateComponent):
    """The platforms side by side: who is there, how many concepts we have, how fresh the guide is."""

    template_name: ClassVar[str] = "concepts/components/guide_comparison.html"
    rows: tuple[GuideRow, ...]


@dataclass(frozen=True)
class GuideBars(TemplateComponent):
    """Where people are, drawn: only platforms with a figure that compares and still holds."""

    template_name: ClassVar[str] = "concepts/components/guide_bars.html"
    rows: tuple[GuideRow, ...]
    sources: tuple[Figure, ...]  # one figure for each

    @classmethod
    def of(cls, rows: Iterable[GuideRow]) -> "GuideBars":
        held = [(row.figure, row) for row in rows if row.figure and not row.figure.is_outdated]
        drawn = [(figure.share, row) for figure, row in held if figure.share is not None]
        shown = tuple(row for _share, row in sorted(drawn, key=lambda one: -one[0]))
        sources: dict[tuple[str, str], Figure] = {}
        for row in shown:
            if row.figure:
                sources.setdefault((row.figure.source, row.figure.source_url), row.figure)
        return cls(shown, tuple(sources.values()))
