from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from core.api_fields import LibraryField, TermField, page_reference
from core.blocks import MediaStreamBlock
from core.forms import ShortTitleForm
from core.models import BasePage, DplReadyPage, Term
from core.seo import Schema
from foundation.fields import StreamField
from foundation.querysets import is_visible
from libraries.models import LIBRARY_IN_SEARCH
from showcase.querysets import WinnerQuerySet

TEXT_FEATURES = ["bold", "ol", "ul", "link"]


class AwardCategory(Term):
    """A prize that can be given year after year."""

    class Meta(Term.Meta):
        verbose_name = _("award category")
        verbose_name_plural = _("award categories")


class AwardWinnerPage(DplReadyPage):
    """Who won, with what, and why the jury thought so."""

    category = models.ForeignKey(
        AwardCategory, on_delete=models.PROTECT, null=True, related_name="winners", verbose_name=_("category")
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
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wins",
        verbose_name=_("initiative"),
    )
    concept = models.ForeignKey(
        "concepts.ConceptPage",
        on_delete=models.PROTECT,
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
    base_form_class = ShortTitleForm
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("motivation"),
        index.SearchField("media"),
        LIBRARY_IN_SEARCH,
    ]
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
    dpl_template = "showcase/dpl/winner.html"

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

    def schema(self) -> Schema:
        return {
            "@type": "Article",
            "headline": self.title,
            "about": {"@type": "Thing", "name": str(self.category or "")},
        }
