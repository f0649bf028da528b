"""Database lookups that take numbers beyond what any column holds as equal to no row.

Django sees to it for `exact` on numbers; a list of ids, and whatever compares a relation, went on to SQLite, which
refuses them with an OverflowError (docs/decisions/0034-ids.md).
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, ForeignKey, IntegerField
from django.db.models.lookups import In

from foundation.compat.related_lookups import RelatedExact, RelatedIn

LARGEST = BigIntegerField.MAX_BIGINT


def _fits(value: Any) -> bool:
    return not isinstance(value, int) or -LARGEST <= value <= LARGEST


class _OnlyWhatFits:
    """Over a lookup in a list of values."""

    def get_prep_lookup(self) -> Any:
        values = super().get_prep_lookup()  # type: ignore[misc]  # mixed into a lookup
        return [value for value in values if _fits(value)] if isinstance(values, list) else values


class IntegerIn(_OnlyWhatFits, In):
    """`number__in`, `pk__in`."""


class KeyIn(_OnlyWhatFits, RelatedIn):
    """`page__in`, `page_id__in`."""


class KeyExact(RelatedExact):
    """`page`, `page_id`."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if not _fits(self.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def stay_within_range() -> None:
    """From now on. May be called twice."""
    IntegerField.register_lookup(IntegerIn)
    ForeignKey.register_lookup(KeyIn)
    ForeignKey.register_lookup(KeyExact)
