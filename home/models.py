from django.db import models
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
from media.storage_keys import random_key


def printed_catalogue_key(_row: object, _filename: str) -> str:
    return random_key("catalogues", "catalogue.pdf")


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
        "concepts.YearWheelPage",
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


class PrintedCatalogue(models.Model):
    """The whole catalogue on paper, in one language; the worker makes it. Never handed out once a page of it changed.

    Shape: `number` is that of the last change that is in it (`RecordChange.number`).
    """

    language = models.CharField(max_length=100, unique=True)
    number = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=printed_catalogue_key)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.language}: {self.number}"


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
