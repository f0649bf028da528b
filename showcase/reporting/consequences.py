"""Warnings before unpublishing: which library hears of it when what was made of its report goes."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import TracedPage
from foundation.usage.usage_report import register_consequence
from showcase.reporting.models import Report


@register_consequence
def for_its_library(thing: Any, reader: Any) -> Iterator[str]:
    """Cost: none for anything but pages, else 2 queries."""
    page = thing.specific if isinstance(thing, Page) else None
    if not isinstance(page, TracedPage) or not page.made_from:
        return
    reports = list(Report.objects.filter(pk__in=page.made_from))
    if any(report.take_down_asked_at for report in reports):
        yield _("Its library asked for it to be taken down, and is told by mail when nothing of it is left.")
    elif reports:
        yield _("Its library is not told by itself. Write to it from the report if it should know.")
