from typing import Any

from django import template
from wagtail.models import Page

from showcase.reporting.footprints import is_concept
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
