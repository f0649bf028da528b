"""The year drawn as a wheel: months around it, and each occasion as an arc over its days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import ClassVar

from django.utils.dates import MONTHS_3
from django.utils.functional import Promise

from core.components import TemplateComponent
from foundation.recurrence import Period

CENTRE = 200
RIM, MONTHS_AT, OUTERMOST = 192, 180, 156  # radii
TRACK = 22  # from one arc to the next further in
TRACKS = 5
SHORTEST = 3.0  # degrees; a single day would not be seen
DAYS = 365


@dataclass(frozen=True)
class MonthMark:
    """Shape: where the name stands, and the line with which the month begins."""

    name: str | Promise
    x: int
    y: int
    line: str


@dataclass(frozen=True)
class Arc:
    """Shape: `path` for SVG, `x` and `y` where the number stands; `is_now` for the one time that is now."""

    number: int
    path: str
    x: int
    y: int
    is_now: bool


@dataclass(frozen=True)
class YearWheel(TemplateComponent):
    """A picture of the list beside it, with the same numbers; January begins at the top."""

    template_name: ClassVar[str] = "concepts/components/year_wheel.html"
    months: tuple[MonthMark, ...]
    arcs: tuple[Arc, ...]
    today: str  # a line

    @classmethod
    def of(cls, occasions: Iterable[tuple[int, Sequence[Period]]], today: date) -> "YearWheel":
        """Shape: `occasions` are the number in the list and the days of each, within one year from any day on."""
        taken: list[list[tuple[float, float]]] = [[] for _track in range(TRACKS)]
        arcs = []
        for number, periods in occasions:
            spans = [_span(period) for period in periods]
            track = next((one for one, others in enumerate(taken) if _are_free(spans, others)), TRACKS - 1)
            taken[track] += spans
            radius = OUTERMOST - TRACK * track
            arcs += [
                _arc(number, span, radius, is_now=first <= today <= last)
                for span, (first, last) in zip(spans, periods, strict=True)
            ]
        return cls(tuple(map(_month, range(1, 13))), tuple(arcs), _line(_angle(today), 0, RIM))


def _span(period: Period) -> tuple[float, float]:
    """Where its first and last day lie, in degrees from New Year; the end is beyond 360 in the next year."""
    first, last = period
    begins = _angle(first)
    return begins, begins + max(SHORTEST, min(((last - first).days + 1) * 360 / DAYS, 359))


def _are_free(spans: Iterable[tuple[float, float]], others: Sequence[tuple[float, float]]) -> bool:
    shifted = [(begins + turn, ends + turn) for begins, ends in others for turn in (-360, 0, 360)]
    return not any(begins < end and ends > begin for begins, ends in spans for begin, end in shifted)


def _angle(day: date) -> float:
    return (day.timetuple().tm_yday - 1) * 360 / DAYS


def _arc(number: int, span: tuple[float, float], radius: int, *, is_now: bool) -> Arc:
    begins, ends = span
    (x, y), (to_x, to_y) = _at(begins, radius), _at(ends, radius)
    is_long = int(ends - begins > 180)
    path = f"M{x} {y}A{radius} {radius} 0 {is_long} 1 {to_x} {to_y}"
    return Arc(number, path, *_at((begins + ends) / 2, radius), is_now)


def _month(number: int) -> MonthMark:
    begins = _angle(date(2026, number, 1))
    return MonthMark(MONTHS_3[number], *_at(begins + 15, MONTHS_AT), _line(begins, RIM - 24, RIM))


def _line(angle: float, inner: int, outer: int) -> str:
    (x, y), (to_x, to_y) = _at(angle, inner), _at(angle, outer)
    return f"M{x} {y}L{to_x} {to_y}"


def _at(angle: float, radius: int) -> tuple[int, int]:
    turned = angle * pi / 180
    return round(CENTRE + radius * sin(turned)), round(CENTRE - radius * cos(turned))
