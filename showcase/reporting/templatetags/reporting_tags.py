from typing import Any

from django import template
from django.forms import BoundField
from wagtail.models import Page

from concepts.evidence.own_rank import BASELINE_LENGTH
from showcase.reporting.derived_content import is_concept
from showcase.reporting.draft_answers import understood_as
from showcase.reporting.models import Report

register = template.Library()


@register.filter
def is_taken_back(page: Page) -> bool:
    """Whether a library has taken back what this page was made from, so that it goes when it is unpublished."""
    made_from: dict[str, Any] = getattr(page, "made_from", None) or {}
    return any(report.is_stopped for report in Report.objects.filter(pk__in=made_from))


@register.filter
def is_built_of_several(page: Page) -> bool:
    """Whether editors' own words are in it too, and stay."""
    return is_concept(page)


register.filter("understood", understood_as)


@register.filter
def is_typed(field: BoundField) -> bool:
    return any(field.value() or [])


@register.filter
def ten_texts(field: BoundField) -> list[str]:
    """What stands in each of the ten inputs."""
    texts = [str(text) for text in field.value() or []]
    return (texts + [""] * BASELINE_LENGTH)[: max(BASELINE_LENGTH, len(texts))]
