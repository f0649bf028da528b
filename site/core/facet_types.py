"""What can be filtered by: the words of a vocabulary, and hours of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.records.terms import having


@dataclass(frozen=True)
class TermFacet:
    """Sorts by a vocabulary: `relation` is the many-to-many field of the page type.

    Shape: `example` is a slug for what describes the API; `is_overview` where lists of all pages have a column for it;
    `is_of_pictures` where galleries and films are filtered by it, too.
    """

    parameter: str
    relation: str
    vocabulary: type[Model]
    example: str = ""
    is_overview: bool = True
    is_of_pictures: bool = True

    @property
    def label(self) -> str | Promise:
        return cast(str | Promise, capfirst(self.vocabulary._meta.verbose_name))

    @property
    def heading(self) -> str | Promise:
        """What stands before several of its words."""
        return cast(str | Promise, capfirst(self.vocabulary._meta.verbose_name_plural))

    def condition(self, values: Sequence[str]) -> Q:
        """Records with one of these words."""
        return having(self.parameter, values)


@dataclass(frozen=True)
class EffortFacet:
    """Sorts by working hours. Whoever has four has one, too: the steps that are offered contain each other.

    Shape: `steps` by slug, with a label, and what the hours are above and at most. `former` ones are offered no more
    and mean what they meant.
    """

    parameter: str = "tid"
    label: str | Promise = _("Effort")
    example: str = "hoejst-1-time"
    steps: Mapping[str, tuple[str | Promise, Decimal | None, Decimal | None]] = field(
        default_factory=lambda: {
            "hoejst-1-time": (_("At most 1 hour"), None, Decimal(1)),
            "hoejst-4-timer": (_("At most 4 hours"), None, Decimal(4)),
            "over-4-timer": (_("More than 4 hours"), Decimal(4), None),
            "1-4-timer": (_("1 to 4 hours"), Decimal(1), Decimal(4)),
        }
    )
    former: frozenset[str] = frozenset({"1-4-timer"})

    def is_ceiling(self, step: str) -> bool:
        """Whether it says only how many hours there are at most."""
        _label, above, _at_most = self.steps[step]
        return above is None

    def condition(self, values: Sequence[str]) -> Q:
        condition = Q(pk__in=[])
        for value in values:
            condition |= self._step(value)
        return condition

    def _step(self, value: str) -> Q:
        _label, above, at_most = self.steps[value]
        condition = Q(hours__isnull=False)
        if above is not None:
            condition &= Q(hours__gt=above)
        return condition if at_most is None else condition & Q(hours__lte=at_most)


EFFORT = EffortFacet()
Facet = TermFacet | EffortFacet
