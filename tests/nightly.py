"""Which cases of a long table every run tries: one of each kind; the rest is tried by `make test-deep`."""

from collections.abc import Iterable
from typing import Any

import pytest


def by_night_but(cases: Iterable[Any], *daily: Any) -> list[Any]:
    """Returns: all cases, those that are not `daily` marked `deep`. Raises: ValueError for a daily one that is none."""
    all_cases = list(cases)
    if unknown := [one for one in daily if one not in all_cases]:
        raise ValueError(f"no cases: {unknown}")
    return [one if one in daily else pytest.param(one, marks=pytest.mark.deep) for one in all_cases]
