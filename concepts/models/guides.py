from collections.abc import Iterable
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from concepts.querysets import REVIEW_AFTER, GuideQuerySet
from core.api_fields import TermField
from core.blocks import ChecklistBlock
from core.checking.findings import Finding
from core.facet_fields import terms_in_search
from core.models import BasePage, Platform
from core.posts import PostKind
from core.seo import Schema
from foundation.fields import OrderField, StreamField
from foundation.validators import validate_https_url
from media.enums import PictureShape

MOST_LINES = 9  # of a text, before it is unfolded
SECTION_FEATURES = ["h3", "bold", "ol", "ul", "link"]
SECTIONS = ("strengths", "tone", "accessibility", "work_phone_policy", "privacy")


class PlatformGuideIndexPage(BasePage):
    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["concepts.PlatformGuidePage"]
    page_description = _("The list of all platform guides. There is one.")
    template = "concepts/platform_guide_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("platform guide index")
        verbose_name_plural = _("platform guide indexes")


class PlatformGuidePage(BasePage):
    """What a library should know about one platform: who is there, what works, what to beware of."""

    title_order = OrderField("title")
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, null=True, related_name="guides", verbose_name=_("platform")
    )
    strengths = RichTextField(_("strengths"), features=SECTION_FEATURES, blank=True)
    tone = RichTextField(_("tone"), features=SECTION_FEATURES, blank=True)
    accessibility = RichTextField(_("accessibility"), features=SECTION_FEATURES, blank=True)
    work_phone_policy = RichTextField(
        _("work phones"), features=SECTION_FEATURES, blank=True, help_text=_("May the app be on a work phone?")
    )
    privacy = RichTextField(_("privacy"), features=SECTION_FEATURES, blank=True)
    checklist = StreamField([("checklist", ChecklistBlock())], blank=True, max_num=1, verbose_name=_("checklist"))
    reviewed_on = models.DateField(
        _("reviewed on"), null=True, blank=True, help_text=_("Guides not reviewed for 12 months are listed for you.")
    )

    content_panels = [
        MultiFieldPanel([*BasePage.intro_panels, "platform", "reviewed_on"], heading=_("Introduction")),
        InlinePanel("figures", heading=_("Who is there"), label=_("figure")),
        MultiFieldPanel(SECTIONS[:2], heading=_("What the platform can do")),
        InlinePanel("sizes", heading=_("Formats and sizes"), label=_("format")),
        MultiFieldPanel(SECTIONS[2:], heading=_("What to beware of")),
        FieldPanel("checklist"),
        InlinePanel("changes", heading=_("Changes of the platform"), label=_("change of a platform")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in (*SECTIONS, "checklist")),
        *terms_in_search("platform"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("platform", serializer=TermField()),
        APIField("figures"),
        *(APIField(name) for name in SECTIONS),
        APIField("sizes"),
        APIField("checklist"),
        APIField("changes"),
        APIField("reviewed_on"),
    ]
    parent_page_types = ["concepts.PlatformGuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What a library should know about one platform.")
    template = "concepts/platform_guide_page.html"
    expected = ("figures", "reviewed_on")

    objects = PageManager.from_queryset(GuideQuerySet)()

    class Meta:
        verbose_name = _("platform guide")
        verbose_name_plural = _("platform guides")

    def own_findings(self) -> Iterable[Finding]:
        for figure in self.figures.all():
            if figure.is_outdated:
                yield Finding("figure", _("A figure is past its date: %(figure)s.") % {"figure": figure})
        for size in self.sizes.all():
            if size.is_outdated:
                yield Finding("format", _("A format must be checked anew: %(format)s.") % {"format": size})
        if self.reviewed_on and self.reviewed_on < timezone.localdate() - REVIEW_AFTER:
            yield Finding("reviewed_on", _("Nobody has reviewed the guide for a year."))

    def schema(self) -> Schema:
        reviewed = {"dateModified": self.reviewed_on.isoformat()} if self.reviewed_on else {}
        return {"@type": "Article", "headline": self.title, **reviewed}


class SourcedRow(Orderable):
    """Something we say of a platform: who says so, and how long it holds."""

    valid_until = models.DateField(_("valid until"), null=True)
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True, validators=[validate_https_url])
    is_secondary = models.BooleanField(_("secondary source"), default=False)

    source_panels = ("source", "source_url", "is_secondary")

    class Meta(Orderable.Meta):
        abstract = True

    @property
    def is_outdated(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class PlatformFigure(SourcedRow):
    """One dated figure about a platform's users; never without its source."""

    page = ParentalKey(PlatformGuidePage, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("what it says"), max_length=160, help_text=_("For example: use it, 16-74 years."))
    value = models.CharField(_("figure"), max_length=40, help_text=_("For example 84 %."))
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    is_compared = models.BooleanField(
        _("in the comparison"),
        default=False,
        help_text=_("Only for a share of the same people as the other platforms' figures, so that they compare."),
    )

    panels = [
        "label",
        "value",
        MultiFieldPanel(["year", "valid_until"], heading=_("When it holds")),
        MultiFieldPanel(SourcedRow.source_panels, heading=_("Source")),
        "is_compared",
    ]
    api_fields = [
        APIField(name)
        for name in ("label", "value", "year", "valid_until", "source", "source_url", "is_secondary", "is_outdated")
    ]

    class Meta(SourcedRow.Meta):
        verbose_name = _("figure")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}" + (f" ({self.year})" if self.year else "")


class PlatformFormat(SourcedRow):
    """One format a platform takes: the size that fits it, what text it has room for, and when somebody last looked.

    Of several of one kind the first says how a concept's posts are shown.
    """

    page = ParentalKey(PlatformGuidePage, on_delete=models.CASCADE, related_name="sizes")
    name = models.CharField(_("format"), max_length=80)
    kind = models.CharField(_("looks like"), max_length=10, choices=PostKind.choices, default=PostKind.PICTURE)
    shape = models.CharField(
        _("cut"), max_length=10, choices=PictureShape.choices, blank=True, help_text=_("How pictures are cut there.")
    )
    size = models.CharField(_("size"), max_length=80, blank=True, help_text=_("For example 1080 × 1350 pixels."))
    text_limit = models.PositiveIntegerField(
        _("room for text"), null=True, blank=True, help_text=_("How many characters a text may have there.")
    )
    lines_shown = models.PositiveSmallIntegerField(
        _("lines shown"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LINES)],
        help_text=_("How many lines of the text are seen on a phone before somebody unfolds it."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    checked_on = models.DateField(_("checked on"), null=True)

    panels = [
        "name",
        FieldRowPanel(["kind", "shape", "size"]),
        FieldRowPanel(["text_limit", "lines_shown"]),
        "note",
        MultiFieldPanel(["checked_on", "valid_until"], heading=_("When it holds")),
        MultiFieldPanel(SourcedRow.source_panels, heading=_("Source")),
    ]
    api_fields = [
        APIField(name)
        for name in ("name", "kind", "shape", "size", "text_limit", "lines_shown", "note", "checked_on", "valid_until")
    ] + [APIField(name) for name in ("source", "source_url", "is_secondary", "is_outdated")]

    class Meta(SourcedRow.Meta):
        verbose_name = _("format of a platform")

    def __str__(self) -> str:
        return f"{self.name}: {self.size}" if self.size else self.name


class PlatformChange(Orderable):
    """One entry in the log of what a platform changed; it puts a note on the evidence from before."""

    page = ParentalKey(PlatformGuidePage, on_delete=models.CASCADE, related_name="changes")
    changed_on = models.DateField(_("date"), null=True)
    description = models.CharField(_("what changed"), max_length=300)
    source = models.CharField(_("source"), max_length=200, blank=True)

    panels = ["changed_on", "description", "source"]
    api_fields = [APIField("changed_on"), APIField("description"), APIField("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("change of a platform")

    def __str__(self) -> str:
        return f"{self.changed_on or ''}: {self.description}"
