from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from core.api_fields import LibraryField, PageReferenceField
from core.blocks import MediaStreamBlock
from core.forms import ShortTitleForm
from core.models import BasePage, DplReadyPage, FacetedPage, Metric, TracedPage
from core.seo import Schema
from foundation.fields import StreamField
from foundation.numbers.formatting import in_words
from foundation.validators import validate_https_url
from libraries.models import LIBRARY_IN_SEARCH
from showcase.querysets import InitiativeQuerySet

TEXT_FEATURES = ["bold", "ol", "ul", "link"]
STORY = ("what", "why", "how", "why_it_works", "flops_when")


class InitiativeIndexPage(BasePage):
    """All initiatives, newest first."""

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.InitiativePage"]
    page_description = _("The list of all initiatives. There is one.")
    template = "showcase/initiative_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("initiative index")
        verbose_name_plural = _("initiative indexes")


class InitiativePage(FacetedPage, DplReadyPage, TracedPage):
    """What one library did, told with pictures and numbers; the raw material of concepts."""

    pages_of_word = "initiatives"

    library = models.ForeignKey(
        "libraries.Library", on_delete=models.PROTECT, null=True, related_name="initiatives", verbose_name=_("library")
    )
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    what = RichTextField(_("what they did"), features=TEXT_FEATURES, blank=True)
    why = RichTextField(_("why they did it"), features=TEXT_FEATURES, blank=True)
    how = RichTextField(_("how they did it"), features=TEXT_FEATURES, blank=True)
    why_it_works = RichTextField(
        _("why it went as it did"), features=TEXT_FEATURES, blank=True, help_text=_("The agency's assessment.")
    )
    flops_when = RichTextField(
        _("when it flops"), features=TEXT_FEATURES, blank=True, help_text=_("The agency's assessment.")
    )
    media = StreamField(MediaStreamBlock(), blank=True, verbose_name=_("pictures and film"))
    post_url = models.URLField(_("address of the post"), blank=True, validators=[validate_https_url])
    concept = models.ForeignKey(
        "concepts.ConceptPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="source_initiatives",
        verbose_name=_("the concept it became"),
    )

    content_panels = [
        MultiFieldPanel([*BasePage.intro_panels, "library"], heading=_("Introduction")),
        MultiFieldPanel(["started_on", "ended_on", "post_url"], heading=_("When and where")),
        MultiFieldPanel(["what", "why", "how"], heading=_("The story")),
        InlinePanel("numbers", heading=_("Numbers"), label=_("figure")),
        FieldPanel("media"),
        MultiFieldPanel(["why_it_works", "flops_when", "concept"], heading=_("Assessment")),
    ]
    own_tabs = [ObjectList(FacetedPage.facet_names(), heading=_("Facets"))]
    base_form_class = ShortTitleForm
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in (*STORY, "media")),
        *FacetedPage.facet_search_fields(),
        LIBRARY_IN_SEARCH,
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("library", serializer=LibraryField()),
        *FacetedPage.facet_api_fields(),
        APIField("started_on"),
        APIField("ended_on"),
        *(APIField(name) for name in STORY),
        APIField("media"),
        APIField("numbers"),
        APIField("post_url"),
        APIField("concept", serializer=PageReferenceField()),
    ]
    parent_page_types = ["showcase.InitiativeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What one library did, with pictures and numbers.")
    template = "showcase/initiative_page.html"
    dpl_template = "showcase/dpl/initiative.html"
    expected = ("platforms", "target_groups", "numbers", "flops_when")

    objects = PageManager.from_queryset(InitiativeQuerySet)()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="initiative_ends_after_start",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": _("The end must not be before the start.")})

    def schema(self) -> Schema:
        author = {"@type": "Organization", "name": str(self.library or "")}
        return {"@type": "Article", "headline": self.title, "author": author}


class InitiativeNumber(Orderable):
    """One number a library reported; alone it is an anecdote, never evidence."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="numbers")
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("metric"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True)
    window_days = models.PositiveSmallIntegerField(_("read after (days)"), null=True, blank=True)
    is_rounded = models.BooleanField(_("rounded"), default=False, help_text=_("The library gave it as 1.2 K or so."))
    is_boosted = models.BooleanField(_("paid reach"), default=False)
    note = models.CharField(_("note"), max_length=160, blank=True)

    panels = ["metric", "value", "is_rounded", "window_days", "is_boosted", "note"]
    api_fields = [
        APIField("metric_name"),
        APIField("value"),
        APIField("is_rounded"),
        APIField("window_days"),
        APIField("is_boosted"),
        APIField("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("number")

    def __str__(self) -> str:
        return f"{self.metric_name}: {self.value_in_words}"

    @property
    def value_in_words(self) -> str:
        return "" if self.value is None else in_words(self.value, is_rounded=self.is_rounded)

    @property
    def metric_name(self) -> str:
        return str(self.metric or "")
