"""Chance: how often a series of posts does well when nothing special happened."""

from fractions import Fraction
from math import comb

from concepts.evidence.own_rank import BASELINE_LENGTH, SUCCESS_RANK

BY_CHANCE = Fraction(SUCCESS_RANK, BASELINE_LENGTH + 1)  # that one post is a success; at most, ties lower it


def chance_of_series(successes: int, posts: int) -> Fraction:
    """How likely at least so many of so many posts land among the two best of eleven without any effect.

    Each post is taken as independent of the others. Raises: ValueError unless 0 < successes <= posts.
    """
    if not 0 < successes <= posts:
        raise ValueError(f"{successes} of {posts}")
    return sum(
        (
            comb(posts, hits) * BY_CHANCE**hits * (1 - BY_CHANCE) ** (posts - hits)
            for hits in range(successes, posts + 1)
        ),
        Fraction(0),
    )
