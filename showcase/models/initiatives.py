from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from concepts.components import concept_card
from core.blocks import MediaStreamBlock
from core.components import Anchor, Contents, EmptyState, Pager, PageTools
from core.contents import sections_of
from core.facets import Facet, TermFacet, terms_in_search
from core.fields import StreamField
from core.findable import Schema
from core.forms import ShortTitleForm
from core.libraries.models import LIBRARY_IN_SEARCH
from core.media.showings import picture_set_of
from core.models import (
    BasePage,
    DplReadyPage,
    Metric,
    Objective,
    Occasion,
    Platform,
    PostFormat,
    TargetGroup,
    TracedPage,
)
from core.numbers.telling import in_words
from core.paging import PAGE_PARAMETER, page_of
from core.querysets import is_visible
from core.serializers import LibraryField, PageReferenceField, TermsField
from core.validators import validate_https_url
from showcase.components import Numbers, initiative_card, initiative_facts
from showcase.querysets import InitiativeQuerySet

TEXT_FEATURES = ["bold", "ol", "ul", "link"]
STORY = ("what", "why", "how", "why_it_works", "flops_when")


class InitiativeIndexPage(BasePage):
    """All initiatives, newest first."""

    PAGE_SIZE: ClassVar[int] = 24

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["showcase.InitiativePage"]
    page_description = _("The list of all initiatives. There is one.")
    template = "showcase/initiative_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("initiative index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = InitiativePage.objects.child_of(self).visible().newest_first().for_cards()
        results = page_of(found, request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE)
        return context | {
            "cards": [initiative_card(initiative, request, level=2) for initiative in results],
            "pager": Pager.of(results, request.GET),
            "empty": EmptyState(_("There are no initiatives yet.")),
        }


class InitiativePage(DplReadyPage, TracedPage):
    """What one library did, told with pictures and numbers; the raw material of concepts."""

    facets: ClassVar[tuple[Facet, ...]] = (
        TermFacet("platform", _("Platform"), "platforms"),
        TermFacet("maalgruppe", _("Target group"), "target_groups"),
        TermFacet("formaal", _("Objective"), "objectives"),
        TermFacet("format", _("Format"), "formats"),
        TermFacet("anledning", _("Occasion"), "occasions"),
    )

    library = models.ForeignKey(
        "libraries.Library", on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("library")
    )
    platforms = ParentalManyToManyField(Platform, related_name="initiatives", blank=True, verbose_name=_("platforms"))
    target_groups = ParentalManyToManyField(
        TargetGroup, related_name="initiatives", blank=True, verbose_name=_("target groups")
    )
    objectives = ParentalManyToManyField(
        Objective, related_name="initiatives", blank=True, verbose_name=_("objectives")
    )
    formats = ParentalManyToManyField(PostFormat, related_name="initiatives", blank=True, verbose_name=_("formats"))
    occasions = ParentalManyToManyField(Occasion, related_name="initiatives", blank=True, verbose_name=_("occasions"))
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    what = RichTextField(_("what they did"), features=TEXT_FEATURES, blank=True)
    why = RichTextField(_("why they did it"), features=TEXT_FEATURES, blank=True)
    how = RichTextField(_("how they did it"), features=TEXT_FEATURES, blank=True)
    why_it_works = RichTextField(
        _("why it works"), features=TEXT_FEATURES, blank=True, help_text=_("The agency's assessment.")
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
        InlinePanel("numbers", heading=_("Numbers"), label=_("Number")),
        FieldPanel("media"),
        MultiFieldPanel(["why_it_works", "flops_when", "concept"], heading=_("Assessment")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(["platforms", "target_groups", "objectives", "formats", "occasions"], heading=_("Facets")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ],
        base_form_class=ShortTitleForm,
    )
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in STORY),
        *terms_in_search("platforms", "target_groups", "objectives", "formats", "occasions"),
        LIBRARY_IN_SEARCH,
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("library", serializer=LibraryField()),
        APIField("platforms", serializer=TermsField()),
        APIField("target_groups", serializer=TermsField()),
        APIField("objectives", serializer=TermsField()),
        APIField("formats", serializer=TermsField()),
        APIField("occasions", serializer=TermsField()),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.pk:
            models.prefetch_related_objects([self], "platforms", "target_groups")
        numbers = tuple(self.numbers.select_related("metric"))
        story = self._story()
        sections = sections_of(self.media)
        anchors = [anchor for anchor, _text in story] + ([Anchor("tal", _("The numbers"))] if numbers else [])
        return context | {
            "facts": initiative_facts(self),
            "story": story,
            "sections": sections,
            "contents": Contents((*anchors, *(section.anchor for section in sections if section.anchor))),
            "numbers": Numbers(numbers),
            "concept": concept_card(self.concept, request) if self.concept and is_visible(self.concept) else None,
            "tools": PageTools.of(self, context["contact_email"], pictures=picture_set_of(self)),
        }

    def _story(self) -> list[tuple[Anchor, str]]:
        """What is told, each part with its heading."""
        return [
            (Anchor(name, capfirst(self._meta.get_field(name).verbose_name)), getattr(self, name))
            for name in STORY
            if getattr(self, name)
        ]

    def dpl_context(self) -> dict[str, Any]:
        story = [(anchor.title, text) for anchor, text in self._story()]
        return {"story": story, "numbers": list(self.numbers.select_related("metric"))}

    def schema(self) -> Schema:
        author = {"@type": "Organization", "name": str(self.library)}
        return {"@type": "Article", "headline": self.title, "author": author}


class InitiativeNumber(Orderable):
    """One number a library reported; alone it is an anecdote, never evidence."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="numbers")
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="+", verbose_name=_("metric"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
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
        return f"{self.metric}: {self.value_in_words}"

    @property
    def value_in_words(self) -> str:
        return in_words(self.value, is_rounded=self.is_rounded)

    @property
    def metric_name(self) -> str:
        return str(self.metric)
