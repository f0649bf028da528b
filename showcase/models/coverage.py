from typing import ClassVar

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.seo import Schema
from libraries.models import Library
from showcase.models.initiatives import InitiativePage


class CoveragePage(BasePage):
    """Which of the 98 municipalities have contributed, and which have not yet. Examples do not count."""

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A map of the municipalities that have contributed. There is one.")
    template = "showcase/coverage_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage pages")

    def schema(self) -> Schema:
        return {"@type": "AboutPage"}


def contributions() -> dict[Library, int]:
    """How many public initiatives each real library has. Cost: 2 queries and that of `visible`."""
    counted = InitiativePage.objects.visible().order_by().values("library").annotate(number=Count("pk"))
    numbers = dict(counted.values_list("library", "number"))
    return {library: numbers.get(library.pk, 0) for library in Library.objects.filter(is_example=False)}
