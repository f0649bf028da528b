from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from concepts.models import ConceptPage
from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.models import BasePage
from home.blocks import HomeBodyBlock
from showcase.models import InitiativePage


class HomePage(BasePage):
    """The front door: what the catalogue promises, and the newest of what it holds."""

    NEWEST: ClassVar[int] = 6

    body = StreamField(HomeBodyBlock(), blank=True, verbose_name=_("content"))

    content_panels = [MultiFieldPanel(BasePage.intro_panels, heading=_("Introduction")), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "concepts.ConceptIndexPage",
        "concepts.PlatformGuideIndexPage",
        "showcase.InitiativeIndexPage",
        "showcase.AwardIndexPage",
        "home.StandardPage",
    ]
    page_description = _("The front page. One for each language.")
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        concepts = ConceptPage.objects.descendant_of(self).visible()
        initiatives = InitiativePage.objects.descendant_of(self).visible()
        return context | {
            "concepts": list(concepts.newest_first().for_cards()[: self.NEWEST]),
            "initiatives": list(initiatives.newest_first().for_cards()[: self.NEWEST]),
        }


class StandardPage(BasePage):
    """Running text: about the project, privacy, accessibility."""

    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))

    content_panels = [MultiFieldPanel(BasePage.intro_panels, heading=_("Introduction")), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Running text with pictures.")
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
