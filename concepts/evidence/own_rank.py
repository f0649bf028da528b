"""Own rank: where a post stands among a library's own ten latest comparable ones.

When the eleven values are exchangeable and nothing special happened, rank 1 or 2 has a chance of at most 2 in 11, on
any platform and at any size. Source: DESIGN, section 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

BASELINE_LENGTH = 10
SUCCESS_RANK = 2
TOO_MANY_TIES = 3
STEADY_RISE = 27  # P(S >= 27) = 0.0083 for ten values in random order, counted exactly


@dataclass(frozen=True)
class OwnRank:
    """Shape: `rank` 1-11, ties taking the worse; `equal` how many of the ten have the same value as another of them."""

    rank: int
    equal: int
    is_growing: bool

    @property
    def is_success(self) -> bool:
        return self.rank <= SUCCESS_RANK

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


def _is_growing(baseline: Sequence[Decimal]) -> bool:
    """Whether the ten rise steadily: Kendall's S of STEADY_RISE or more, by chance in fewer than 1 of 100 cases."""
    pairs = [(earlier, later) for place, earlier in enumerate(baseline) for later in baseline[place + 1 :]]
    return sum((later > earlier) - (later < earlier) for earlier, later in pairs) >= STEADY_RISE
