"""Parsed numbers, and the two ways of writing one."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

MOST = Decimal(10) ** 12


class FigureKind(Enum):
    """What a metric gives. A count is whole, and has no per cent; a share may be either."""

    COUNT = "count"
    SHARE = "share"


class Marks(Enum):
    """The sign between thousands, and the sign before decimals."""

    DANISH = (".", ",")
    ENGLISH = (",", ".")

    @property
    def thousands(self) -> str:
        return self.value[0]

    @property
    def decimals(self) -> str:
        return self.value[1]


class NotANumberError(ValueError):
    """Says what was read instead."""


@dataclass(frozen=True)
class ParsedNumber:
    """A number as far as its writer gave it. Shape: `step` is how coarsely it was rounded, 0 when it was not."""

    value: Decimal
    step: Decimal = Decimal(0)

    @property
    def is_rounded(self) -> bool:
        return self.step > 0

    @property
    def is_whole(self) -> bool:
        return self.value == self.value.to_integral_value()

    @property
    def least(self) -> Decimal:
        return self.value - self.step / 2

    @property
    def most(self) -> Decimal:
        return self.value + self.step / 2
