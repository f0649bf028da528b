"""Own rank: where a post stands among a library's own ten latest comparable ones.

When the eleven values are exchangeable and nothing special happened, rank 1 or 2 has a chance of at most 2 in 11, on
any platform and at any size. Source: docs/design.md, section 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from foundation.numbers.figures import ParsedNumber

BASELINE_LENGTH = 10
SUCCESS_RANK = 2
TOO_MANY_TIES = 3
STEADY_RISE = 27  # P(S >= 27) = 0.0083 for ten values in random order, counted exactly


@dataclass(frozen=True)
class OwnRank:
    """Shape: `rank` 1-11, ties taking the worse; `equal` how many of the ten have the same value as another of them.

    Where numbers are rounded, the true place lies from `best` to `worst`; None when they are not.
    """

    rank: int
    equal: int
    is_growing: bool
    best: int | None = None
    worst: int | None = None

    @property
    def is_rounded(self) -> bool:
        return self.worst is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether the numbers are rounded so that the place might be another."""
        return self.is_rounded and self.best != self.worst

    @property
    def is_success(self) -> bool:
        return (self.worst or self.rank) <= SUCCESS_RANK

    @property
    def has_many_ties(self) -> bool:
        return self.equal >= TOO_MANY_TIES

    @property
    def chance_percent(self) -> int:
        """How often a post lands there or higher when nothing special happened, in percent, rounded."""
        return round(100 * self.rank / (BASELINE_LENGTH + 1))


def own_rank(value: Decimal, baseline: Sequence[Decimal]) -> OwnRank:
    """The rank of a value among itself and ten others, which stand oldest first.

    Raises: ValueError unless there are exactly ten.
    """
    if len(baseline) != BASELINE_LENGTH:
        raise ValueError(f"{BASELINE_LENGTH} comparison posts are needed, not {len(baseline)}.")
    rank = 1 + sum(other >= value for other in baseline)
    equal = sum(baseline.count(other) > 1 for other in baseline)
    return OwnRank(rank, equal, _is_growing(baseline))


def rank_of_figures(own: ParsedNumber, baseline: Sequence[ParsedNumber]) -> OwnRank:
    """The same for figures, some of which may be rounded. Raises: ValueError unless there are exactly ten."""
    rank = own_rank(own.value, [other.value for other in baseline])
    if not any(figure.is_rounded for figure in (own, *baseline)):
        return rank
    best = 1 + sum(_is_above(other, own) for other in baseline)
    worst = 1 + sum(_may_be_above(other, own) for other in baseline)
    return replace(rank, best=best, worst=worst)


def _is_above(other: ParsedNumber, own: ParsedNumber) -> bool:
    is_exact = not (other.is_rounded or own.is_rounded)
    return other.value >= own.value if is_exact else other.least >= own.most


def _may_be_above(other: ParsedNumber, own: ParsedNumber) -> bool:
    is_exact = not (other.is_rounded or own.is_rounded)
    return other.value >= own.value if is_exact else other.most > own.least


def _is_growing(baseline: Sequence[Decimal]) -> bool:
    """Whether the ten rise steadily: Kendall's S of STEADY_RISE or more, by chance in fewer than 1 of 100 cases."""
    pairs = [(earlier, later) for place, earlier in enumerate(baseline) for later in baseline[place + 1 :]]
    return sum((later > earlier) - (later < earlier) for earlier, later in pairs) >= STEADY_RISE
