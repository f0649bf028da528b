"""Award editions. What is decided before the reveal does not belong here but in private storage."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from core.blocks import MediaStreamBlock
from core.components import EmptyState, PageTools
from core.fields import StreamField
from core.findable import Schema
from core.media.showings import picture_set_of
from core.models import BasePage
from core.querysets import is_visible
from core.serializers import LibraryField, PageReferenceField, TermField
from showcase.components import category_list, edition_card
from showcase.models.winners import TEXT_FEATURES, AwardCategory, AwardWinnerPage
from showcase.querysets import EditionQuerySet


class AwardIndexPage(BasePage):
    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.AwardEditionPage"]
    page_description = _("The list of all award editions. There is one.")
    template = "showcase/award_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("award index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        editions = AwardEditionPage.objects.child_of(self).visible()
        return context | {
            "cards": [edition_card(edition, request, level=2) for edition in editions.latest_first().for_cards()],
            "empty": EmptyState(_("There are no awards yet.")),
        }


class AwardEditionPage(BasePage):
    """One year's awards: the ceremony, the categories, who is nominated."""

    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    ceremony_at = models.DateTimeField(_("ceremony"), null=True, blank=True)
    ceremony_place = models.CharField(_("place"), max_length=160, blank=True)
    host = models.ForeignKey(
        "libraries.Library",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions_hosted",
        verbose_name=_("host"),
        help_text=_("The library that receives the guests."),
    )
    programme = RichTextField(_("programme"), features=TEXT_FEATURES, blank=True)
    media = StreamField(MediaStreamBlock(), blank=True, verbose_name=_("pictures and film"))

    content_panels = [
        MultiFieldPanel(["year", *BasePage.intro_panels], heading=_("Introduction")),
        MultiFieldPanel(["ceremony_at", "ceremony_place", "host", "programme"], heading=_("Ceremony")),
        InlinePanel("categories", heading=_("Categories"), label=_("Category")),
        InlinePanel("nominations", heading=_("Nominated"), label=_("Nomination")),
        FieldPanel("media"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )
    search_fields = [*BasePage.search_fields, index.SearchField("programme"), index.FilterField("year")]
    api_fields = [
        *BasePage.api_fields,
        APIField("year"),
        APIField("ceremony_at"),
        APIField("ceremony_place"),
        APIField("host", serializer=LibraryField()),
        APIField("programme"),
        APIField("categories"),
        APIField("nominations"),
        APIField("media"),
    ]
    parent_page_types = ["showcase.AwardIndexPage"]
    subpage_types = ["showcase.AwardWinnerPage"]
    page_description = _("One year's awards.")
    template = "showcase/award_edition_page.html"

    objects = PageManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = _("award edition")
        verbose_name_plural = _("award editions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        winners = AwardWinnerPage.objects.child_of(self).visible().by_category().for_cards()
        nominations = self.nominations.select_related("category", "entry__locale")
        visible = [nomination for nomination in nominations if is_visible(nomination.entry)]
        return context | {
            "prizes": category_list(self.categories.select_related("category"), list(winners), visible, request),
            "is_coming": self.is_coming,
            "tools": PageTools.of(self, context["contact_email"], pictures=picture_set_of(self)),
        }

    def schema(self) -> Schema:
        place = {"location": {"@type": "Place", "name": self.ceremony_place, "address": self.ceremony_place}}
        return {
            "@type": "Event",
            **({"startDate": self.ceremony_at.isoformat()} if self.ceremony_at else {}),
            **(place if self.ceremony_place else {}),
        }

    @property
    def is_coming(self) -> bool:
        """Whether the ceremony is still ahead."""
        return self.ceremony_at is not None and self.ceremony_at > timezone.now()


class EditionCategory(Orderable):
    """A category as it was in one edition."""

    page = ParentalKey(AwardEditionPage, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(AwardCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"))
    criterion = models.CharField(_("what the jury looked for"), max_length=200, blank=True)

    panels = ["category", "criterion"]
    api_fields = [APIField("category", serializer=TermField()), APIField("criterion")]

    class Meta(Orderable.Meta):
        verbose_name = _("category of an edition")
        constraints = [models.UniqueConstraint(fields=["page", "category"], name="category_once_an_edition")]

    def __str__(self) -> str:
        return str(self.category)


class Nomination(Orderable):
    """An initiative or concept put forward in a category."""

    page = ParentalKey(AwardEditionPage, on_delete=models.CASCADE, related_name="nominations")
    category = models.ForeignKey(AwardCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"))
    entry = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("nominated"))

    panels = [
        "category",
        PageChooserPanel("entry", ["showcase.InitiativePage", "concepts.ConceptPage"]),
    ]
    api_fields = [
        APIField("category", serializer=TermField()),
        APIField("entry", serializer=PageReferenceField()),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("nomination")

    def __str__(self) -> str:
        return f"{self.category}: {self.entry.title}"
