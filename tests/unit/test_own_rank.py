"""Own rank: among eleven, ties take the worse."""

from decimal import Decimal
from itertools import permutations
from random import Random

import pytest

from concepts.evidence.own_rank import BASELINE_LENGTH, own_rank

TEN = [Decimal(number) for number in (5, 3, 8, 1, 9, 2, 7, 4, 10, 6)]


@pytest.mark.parametrize(("value", "rank"), [(11, 1), (10, 2), (9, 3), (1, 11), (0, 11), ("9.5", 2), (10**9, 1)])
def test_ties_take_the_worse_rank(value: int, rank: int) -> None:
    assert own_rank(Decimal(value), TEN).rank == rank


@pytest.mark.parametrize("number", [0, 9, 11])
def test_exactly_ten_are_needed(number: int) -> None:
    with pytest.raises(ValueError, match="10"):
        own_rank(Decimal(1), TEN[:1] * number)


def test_success_has_a_chance_of_two_in_eleven_when_nothing_happened() -> None:
    values = [Decimal(number) for number in range(11)]
    successes = [own_rank(new, [one for one in values if one != new]).is_success for new in values]

    assert successes.count(True) == 2
    assert own_rank(Decimal(9), [one for one in values if one != 9]).chance_percent == 18


def test_equal_numbers_are_told_of() -> None:
    assert own_rank(Decimal(5), [Decimal(1)] * 3 + TEN[:7]).has_many_ties
    assert not own_rank(Decimal(5), TEN).has_many_ties


def test_steady_growth_is_told_of_and_seldom_by_chance() -> None:
    chance = Random(2026)
    shuffled = [sorted(TEN, key=lambda _one: chance.random()) for _round in range(2_000)]

    assert own_rank(Decimal(1), sorted(TEN)).is_growing
    assert not own_rank(Decimal(1), sorted(TEN, reverse=True)).is_growing
    assert sum(own_rank(Decimal(1), ten).is_growing for ten in shuffled) < 2_000 * 0.02


def test_order_of_the_ten_does_not_change_the_rank() -> None:
    few = [[*order, *TEN[3:]] for order in permutations(TEN[:3])]

    assert {own_rank(Decimal(8), ten).rank for ten in few} == {4}
    assert len(few[0]) == BASELINE_LENGTH
