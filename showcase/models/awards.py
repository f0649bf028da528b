"""Award editions and winners. What is decided before the reveal does not belong here but in private storage."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from core.blocks import MediaStreamBlock
from core.fields import StreamField
from core.forms import ShortTitleForm
from core.models import BasePage, Term
from core.querysets import is_visible
from core.serializers import PageReferenceField, TermField, page_reference
from showcase.querysets import EditionQuerySet, WinnerQuerySet
from showcase.serializers import LibraryField

TEXT_FEATURES = ["bold", "ol", "ul", "link"]


class AwardCategory(Term):
    """A prize that can be given year after year."""

    class Meta(Term.Meta):
        verbose_name = _("award category")
        verbose_name_plural = _("award categories")


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
        return context | {"editions": list(editions.latest_first().for_cards())}


class AwardEditionPage(BasePage):
    """One year's awards: the ceremony, the categories, who is nominated."""

    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    ceremony_at = models.DateTimeField(_("ceremony"), null=True, blank=True)
    ceremony_place = models.CharField(_("place"), max_length=160, blank=True)
    programme = RichTextField(_("programme"), features=TEXT_FEATURES, blank=True)
    media = StreamField(MediaStreamBlock(), blank=True, verbose_name=_("pictures and film"))

    content_panels = [
        MultiFieldPanel(["year", *BasePage.intro_panels], heading=_("Introduction")),
        MultiFieldPanel(["ceremony_at", "ceremony_place", "programme"], heading=_("Ceremony")),
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
        winners = AwardWinnerPage.objects.child_of(self).visible()
        nominations = self.nominations.select_related("category", "entry__locale")
        return context | {
            "winners": list(winners.by_category().for_cards()),
            "categories": list(self.categories.select_related("category")),
            "nominations": [nomination for nomination in nominations if is_visible(nomination.entry)],
        }


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


class AwardWinnerPage(BasePage):
    """Who won, with what, and why the jury thought so."""

    category = models.ForeignKey(
        AwardCategory, on_delete=models.PROTECT, related_name="winners", verbose_name=_("category")
    )
    library = models.ForeignKey(
        "libraries.Library",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wins",
        verbose_name=_("library"),
        help_text=_("Who receives the prize."),
    )
    initiative = models.ForeignKey(
        "showcase.InitiativePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="wins",
        verbose_name=_("initiative"),
    )
    concept = models.ForeignKey(
        "concepts.ConceptPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="wins",
        verbose_name=_("concept"),
    )
    motivation = RichTextField(_("the jury's motivation"), features=TEXT_FEATURES)
    media = StreamField(MediaStreamBlock(), blank=True, verbose_name=_("pictures and film"))

    content_panels = [
        MultiFieldPanel(BasePage.intro_panels, heading=_("Introduction")),
        MultiFieldPanel(
            ["category", "library", "initiative", "concept"],
            heading=_("The prize"),
            help_text=_("Choose the initiative or the concept that won: one of the two."),
        ),
        FieldPanel("motivation"),
        FieldPanel("media"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ],
        base_form_class=ShortTitleForm,
    )
    search_fields = [*BasePage.search_fields, index.SearchField("motivation")]
    api_fields = [
        *BasePage.api_fields,
        APIField("category", serializer=TermField()),
        APIField("library", serializer=LibraryField()),
        APIField("entry"),
        APIField("motivation"),
        APIField("media"),
    ]
    parent_page_types = ["showcase.AwardEditionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Who won in one category, and why.")
    template = "showcase/award_winner_page.html"

    objects = PageManager.from_queryset(WinnerQuerySet)()

    class Meta:
        verbose_name = _("winner")
        verbose_name_plural = _("winners")
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=True) | Q(concept__isnull=True), name="winner_initiative_or_concept"
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.initiative_id and self.concept_id:
            raise ValidationError({"concept": _("Choose the initiative or the concept that won: one of the two.")})

    @property
    def winning_entry(self) -> BasePage | None:
        """The initiative or concept that won, None when it is gone or the public may not see it."""
        entry: BasePage | None = self.initiative or self.concept
        return entry if is_visible(entry) else None

    @property
    def entry(self) -> dict[str, Any] | None:
        return page_reference(self.winning_entry)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = AwardWinnerPage.objects.sibling_of(self, inclusive=False).visible()
        return context | {"entry": self.winning_entry, "others": list(others.by_category().for_cards())}
