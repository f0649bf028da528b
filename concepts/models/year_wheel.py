from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.seo import Schema


class YearWheelPage(BasePage):
    """The concepts on the year: by the days of their occasions."""

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _(
        "The concepts on the year, as a wheel and a list, by the days that occasions have. There is one."
    )
    template = "concepts/year_wheel_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("year wheel")
        verbose_name_plural = _("year wheels")

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}
