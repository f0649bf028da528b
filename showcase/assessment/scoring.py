"""The arithmetic of assessments: exact, and blind to who made them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LOWEST, HIGHEST = 1, 5
DISPUTED_SPREAD = 2  # points between the lowest and the highest: more than taste

Sheet = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """One criterion across the assessors.

    Shape: `points` in the assessors' order, None where an assessor was not asked.
    """

    criterion: str
    weight: int
    points: tuple[int | None, ...]

    @property
    def given(self) -> tuple[int, ...]:
        return tuple(points for points in self.points if points is not None)

    @property
    def mean(self) -> Decimal:
        return rounded(Fraction(sum(self.given), len(self.given)))

    @property
    def is_disputed(self) -> bool:
        return max(self.given) - min(self.given) >= DISPUTED_SPREAD


@dataclass(frozen=True)
class Outcome:
    """Several sheets side by side. Shape: `means` are the assessors' weighted means, exact, in their order."""

    lines: tuple[Line, ...]
    means: tuple[Fraction, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        return tuple(rounded(mean) for mean in self.means)

    @property
    def mean(self) -> Decimal:
        """Of the exact means: nothing is rounded twice."""
        return rounded(sum(self.means, Fraction(0)) / len(self.means))

    @property
    def is_disputed(self) -> bool:
        return any(line.is_disputed for line in self.lines)


def weighted_mean(sheet: Sheet) -> Fraction:
    """The mean of the points, each as heavy as its criterion. Units: points, exact.

    Raises: ZeroDivisionError for an empty sheet.
    """
    weights = sum(weight for weight, _points in sheet.values())
    return Fraction(sum(weight * points for weight, points in sheet.values()), weights)


def compare(sheets: Sequence[Sheet]) -> Outcome | None:
    """The sheets criterion by criterion, a criterion's weight as the first sheet has it; None when there is none."""
    if not sheets:
        return None
    weights = {name: weight for sheet in reversed(sheets) for name, (weight, _points) in sheet.items()}
    names = list(dict.fromkeys(name for sheet in sheets for name in sheet))
    lines = tuple(
        Line(name, weights[name], tuple(sheet[name][1] if name in sheet else None for sheet in sheets))
        for name in names
    )
    return Outcome(lines, tuple(weighted_mean(sheet) for sheet in sheets))


def rounded(number: Fraction) -> Decimal:
    """To one decimal, halves up, as people do it (and not to the even one, as Python does)."""
    return (Decimal(number.numerator) / number.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
