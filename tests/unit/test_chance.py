"""The arithmetic of chance, against sums done by hand and against drawing lots."""

from fractions import Fraction
from itertools import product

import pytest

from concepts.evidence.chance import BY_CHANCE, chance_of_series
from concepts.tools.criteria import SERIES, Series, series_named

KNOWN = [((3, 5), 4.5), ((2, 5), 22.6), ((1, 1), 18.2), ((2, 3), 8.7)]


@pytest.mark.parametrize(("pair", "percent"), KNOWN)
def test_chance_is_what_it_is(pair: tuple[int, int], percent: float) -> None:
    assert round(100 * float(chance_of_series(*pair)), 1) == percent


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series.value)
def test_it_is_the_sum_over_every_outcome(series: Series) -> None:
    outcomes = (sum(hits) for hits in product((0, 1), repeat=series.posts))
    weights = (
        BY_CHANCE**hits * (1 - BY_CHANCE) ** (series.posts - hits) for hits in outcomes if hits >= series.successes
    )

    assert chance_of_series(series.successes, series.posts) == sum(weights, Fraction(0))


@pytest.mark.parametrize("pair", [(0, 5), (6, 5), (1, 0), (-1, 3)])
def test_what_is_no_series_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        chance_of_series(*pair)


def test_what_nobody_offers_is_the_first() -> None:
    assert [series_named(value).value for value in ("4-10", "9-9", "", "x" * 5_000)] == ["4-10", "3-5", "3-5", "3-5"]


def test_series_stops_when_it_can_be_reached_no_more() -> None:
    assert [(one.value, one.stop_after) for one in SERIES] == [
        *(("3-5", 3), ("2-3", 2), ("4-10", 7), ("5-10", 6), ("2-5", 4), ("1-1", 1))
    ]
    assert [one.value for one in SERIES if one.is_too_easy] == ["2-5", "1-1"]
