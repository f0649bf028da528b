"""Rows that may stand once in a list of a page: a kind of row names in `stands_once` what makes two the same.

The database does not hold it: a draft may have two while it is written.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey


def once_in_a_list(model: type[Model]) -> list[str]:
    """Returns: the fields that are the same in two rows of which a list may have one; none for other kinds of rows."""
    named = getattr(model, "stands_once", ())
    return [
        field.name for field in model._meta.fields if field.name in named or (named and isinstance(field, ParentalKey))
    ]


def said_twice(rows: Iterable[Any]) -> str:
    """Returns: which rows of a list stand more than once, in a sentence; empty when none does.

    One that has not yet all that makes it the same as another is the same as none.
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
