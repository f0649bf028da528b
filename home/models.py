from typing import Any, ClassVar

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from concepts.components import Finder, GuideBars, Shelf, Spine, concept_card
from concepts.models import ConceptIndexPage, ConceptPage, PlatformGuidePage, compared
from concepts.querysets import ConceptQuerySet
from core.blocks import BodyStreamBlock
from core.components import PageTools, url_of
from core.facets import groups, known_values, read_choice
from core.fields import StreamField
from core.findable import Schema
from core.models import BasePage
from home.blocks import HomeBodyBlock
from showcase.components import initiative_card
from showcase.models import InitiativePage


class HomePage(BasePage):
    """The front door: what the catalogue promises, and the newest of what it holds."""

    NEWEST: ClassVar[int] = 4
    ON_THE_SHELF: ClassVar[int] = 20

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        concepts = ConceptPage.objects.descendant_of(self).visible()
        initiatives = InitiativePage.objects.descendant_of(self).visible()
        shown = list(concepts.newest_first().for_cards()[: self.ON_THE_SHELF])
        guides = PlatformGuidePage.objects.descendant_of(self).visible().by_title().for_comparison()
        index = ConceptIndexPage.of_locale(self.locale_id)
        return context | {
            "finder": self._finder(concepts, index, request),
            "shelf": Shelf(tuple(Spine.of(concept, request) for concept in sorted(shown, key=_by_number))),
            "cards": [concept_card(concept, request) for concept in shown[: self.NEWEST]],
            "initiatives": [
                initiative_card(one, request) for one in initiatives.newest_first().for_cards()[: self.NEWEST]
            ],
            "bars": GuideBars.of(compared(guides, index, request)),
        }

    def _finder(self, concepts: ConceptQuerySet, index: ConceptIndexPage | None, request: HttpRequest) -> Finder | None:
        """The search as a sentence, None without an index to send it to. Cost: 3 queries."""
        if index is None:
            return None
        known = known_values(ConceptPage, ConceptPage.facets)
        options = groups(concepts, read_choice(QueryDict(), ConceptPage.facets, known), known)
        return Finder(url_of(index, request), {group.parameter: group for group in options})

    def schema(self) -> Schema:
        return {"@type": "WebSite", "name": "SoMe-kataloget"}


def _by_number(concept: ConceptPage) -> tuple[bool, int]:
    return concept.number is None, concept.number or concept.pk


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"tools": PageTools.of(self, context["contact_email"])}
