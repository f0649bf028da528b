"""Concepts that fit what somebody wants, and why."""

from dataclasses import dataclass

from core.components import hours_text
from core.models import Objective, TargetGroup
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from core.records.terms import having

MOST = 9


@dataclass(frozen=True)
class FittingConcept:
    """Shape: `reasons` are the words that fit, none where nothing was asked for."""

    record: Record
    reasons: tuple[str, ...]

    @property
    def hours(self) -> str:
        return hours_text(self.record.hours) if self.record.hours else ""


def fitting_concepts(
    concepts: RecordQuerySet, group: TargetGroup | None, objective: Objective | None
) -> list[FittingConcept]:
    """First what fits both, then the group, then the objective; of each the least work first. Cost: 4 queries."""
    of_group = having("maalgruppe", [group.slug]) if group else None
    of_objective = having("formaal", [objective.slug]) if objective else None
    both = of_group & of_objective if of_group is not None and of_objective is not None else None
    conditions = [condition for condition in (both, of_group, of_objective) if condition is not None]
    chosen: list[int] = []
    for rows in [concepts.filter(condition) for condition in conditions] or [concepts]:
        if room := MOST - len(chosen):
            chosen += rows.exclude(pk__in=chosen).least_effort_first().values_list("pk", flat=True)[:room]
    shown = {record.pk: record for record in read(Record.objects.filter(pk__in=chosen))}
    return [FittingConcept(shown[pk], _reasons(shown[pk], group, objective)) for pk in chosen if pk in shown]


def _reasons(record: Record, group: TargetGroup | None, objective: Objective | None) -> tuple[str, ...]:
    asked = (("maalgruppe", group), ("formaal", objective))
    return tuple(
        str(word)
        for parameter, word in asked
        if word and word.slug in {found.slug for found in record.words(parameter)}
    )
