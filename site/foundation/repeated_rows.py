"""Rows that may stand once in a list of a page. The database holds it not: a draft may have two while it is written."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _


def said_twice(rows: Iterable[Any]) -> str:
    """Returns: which rows stand more than once, in a sentence; empty when none does.

    Shape: a kind of row names in `stands_once` the fields that make it the same as another. One that has not all of
    them yet is the same as none.
    """
    counts: Counter[tuple[Any, ...]] = Counter()
    names: dict[tuple[Any, ...], str] = {}
    for row in rows:
        same = tuple(row._meta.get_field(name).value_from_object(row) for name in getattr(row, "stands_once", ()))
        if same and None not in same:
            counts[same] += 1
            names[same] = str(row)
    twice = [names[same] for same, count in counts.items() if count > 1]
    return _("More than once: %(rows)s. Keep one.") % {"rows": "; ".join(twice)} if twice else ""
