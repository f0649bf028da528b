"""Vocabulary of answers: terms and metrics kept as slugs and ids, as they were chosen, in no column."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import Metric
from foundation.usage.former_slugs import slug_moved
from foundation.usage.merging import merged
from foundation.usage.usage_index import register_source
from foundation.usage.usage_report import describe
from showcase.reporting.models import Report
from showcase.reporting.schema import ASKED

ANSWERS: dict[type[Model], str] = {asked.of: name for name, asked in ASKED.items() if asked.of}
METRIC = ANSWERS.pop(Metric)  # by its id; all others by their slugs


@register_source
def answered_with(model: type[Model], ids: list[int]) -> Iterator[tuple[int, type[Model], int, Any]]:
    """Cost: 2 queries for words, 1 for metrics, none for anything else."""
    if model is Metric:
        wanted = {str(pk): pk for pk in ids}
        chosen = ((pk, str(value)) for pk, value in _answers(METRIC))  # SQLite reads the digits as a number
        yield from ((wanted[value], Report, pk, _("Answers")) for pk, value in chosen if value in wanted)
    elif name := ANSWERS.get(model):
        slugs = dict(model._base_manager.filter(pk__in=ids).values_list("slug", "pk"))
        for pk, values in _answers(name):
            yield from ((slugs[slug], Report, pk, _("Answers")) for slug in _listed(values) if slug in slugs)


@receiver(slug_moved)
def answer_with_new_slug(sender: type[Model], was: str, now: str, **_signal: Any) -> None:
    if name := ANSWERS.get(sender):
        for pk, values in list(_answers(name)):
            if was in (old := _listed(values)):
                _answer(pk, name, list(dict.fromkeys(now if slug == was else slug for slug in old)))


@receiver(merged, sender=Metric)
def answer_with_other_metric(old: Metric, new: Metric, **_signal: Any) -> None:
    for pk, value in list(_answers(METRIC)):
        if str(value) == str(old.pk):
            _answer(pk, METRIC, str(new.pk))


def told_to(report: Report, reader: Any) -> tuple[str, str] | None:
    """Drafts are their reporters' own: of them is told only that there is one."""
    if report.is_draft or report.erased_at or not reader.has_perm("reporting.change_report"):
        return None
    return str(report), reverse("reports:inspect", args=[report.pk])


describe(Report, told_to)


def _answers(name: str) -> Iterator[tuple[int, Any]]:
    yield from Report.objects.order_by("pk").values_list("pk", f"answers__{name}")


def _listed(values: Any) -> list[str]:
    return values if isinstance(values, list) else []


def _answer(pk: int, name: str, value: Any) -> None:
    """Neither typed anew nor a revision: the reporter meant it so."""
    report = Report.objects.select_for_update().get(pk=pk)
    Report.objects.filter(pk=pk).update(answers=report.answers | {name: value})
