"""Pieces of guide pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.components import TemplateComponent

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
    """Where people are, drawn: only platforms with a figure that compares."""

    template_name: ClassVar[str] = "concepts/components/guide_bars.html"
    rows: tuple[GuideRow, ...]

    @classmethod
    def of(cls, rows: Iterable[GuideRow]) -> "GuideBars":
        drawn = [(row.figure.share, row) for row in rows if row.figure and row.figure.share is not None]
        return cls(tuple(row for _share, row in sorted(drawn, key=lambda one: -one[0])))
