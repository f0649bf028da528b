"""Award editions. What is decided before the reveal does not belong here but in private storage."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from core.api_fields import LibraryField, PageReferenceField, TermField
from core.blocks import MediaStreamBlock
from core.forms import CopyAloneForm
from core.models import BasePage, NumberedPage
from core.seo import Schema
from foundation.fields import StreamField
from showcase.models.winners import TEXT_FEATURES, AwardCategory
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
        verbose_name_plural = _("award indexes")


class AwardEditionPage(NumberedPage):
    """One year's awards: the ceremony, the categories, who is nominated."""

    numbered_by = "year"
    highest_number = 2100
    # What belongs to the year itself; a copy is another year's.
    exclude_fields_in_copy: ClassVar[list[str]] = ["year", "ceremony_at", "nominations", "media"]
    copy_form_class = CopyAloneForm
    start_label = _("Use again next year")

    year = models.PositiveSmallIntegerField(
        _("year"), null=True, validators=[MinValueValidator(2000), MaxValueValidator(highest_number)]
    )
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
        InlinePanel("categories", heading=_("Categories"), label=_("category")),
        InlinePanel("nominations", heading=_("Nominated"), label=_("nomination")),
        FieldPanel("media"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("programme"),
        index.SearchField("media"),
        index.FilterField("year"),
    ]
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

    def schema(self) -> Schema:
        place = {"location": {"@type": "Place", "name": self.ceremony_place, "address": self.ceremony_place}}
        return {
            "@type": "Event",
            **({"startDate": self.ceremony_at.isoformat()} if self.ceremony_at else {}),
            **(place if self.ceremony_place else {}),
        }

    @classmethod
    def first_number(cls) -> int:
        return timezone.localdate().year

    def number_of_next(self) -> int:
        """The year after, where it has no edition yet."""
        following = (self.year or self.highest_number) + 1
        is_free = following <= self.highest_number and self.holder_of(following) is None
        return following if is_free else super().number_of_next()

    def title_of_next(self) -> str:
        return self.title.replace(str(self.year), str(self.number_of_next()))

    def slug_of_next(self, title: str) -> str:
        return str(self.number_of_next())

    @property
    def is_coming(self) -> bool:
        """Whether the ceremony is still ahead."""
        return self.ceremony_at is not None and self.ceremony_at > timezone.now()


class EditionCategory(Orderable):
    """A category as it was in one edition."""

    stands_once = ("category",)

    page = ParentalKey(AwardEditionPage, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(
        AwardCategory, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("category")
    )
    criterion = models.CharField(_("what the jury looked for"), max_length=200, blank=True)

    panels = ["category", "criterion"]
    api_fields = [APIField("category", serializer=TermField()), APIField("criterion")]

    class Meta(Orderable.Meta):
        verbose_name = _("category of an edition")

    def __str__(self) -> str:
        return str(self.category or "")


class Nomination(Orderable):
    """An initiative or concept put forward in a category."""

    stands_once = ("category", "entry")

    page = ParentalKey(AwardEditionPage, on_delete=models.CASCADE, related_name="nominations")
    category = models.ForeignKey(
        AwardCategory, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("category")
    )
    entry = models.ForeignKey(Page, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("nominated"))

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
        verbose_name_plural = _("nominations")

    def __str__(self) -> str:
        return f"{self.category or ''}: {self.entry.title if self.entry else ''}"
