from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.forms import CopyAloneForm
from core.models import BasePage
from core.seo import Schema
from foundation.fields import StreamField
from home.blocks import HomeBodyBlock


class HomePage(BasePage):
    """The front door: what the catalogue promises, and the newest of what it holds."""

    copy_form_class = CopyAloneForm

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
        "showcase.GalleryIndexPage",
        "showcase.FilmIndexPage",
        "home.StandardPage",
    ]
    page_description = _("The front page. One for each language.")
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def schema(self) -> Schema:
        return {"@type": "WebSite", "name": "SoMe-kataloget"}


class StandardPage(BasePage):
    """Running text: about the project, privacy, accessibility."""

    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))

    content_panels = [MultiFieldPanel(BasePage.intro_panels, heading=_("Introduction")), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "showcase.CoveragePage"]
    page_description = _("Running text with pictures.")
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
