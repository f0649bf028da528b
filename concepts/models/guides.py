from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from concepts.enums import WorkPhone
from concepts.querysets import REVIEW_AFTER, GuideQuerySet
from core.api_fields import TermField
from core.blocks import ChecklistBlock
from core.checking.findings import Finding
from core.facet_fields import terms_in_search
from core.models import BasePage, Platform
from core.seo import Schema
from foundation.fields import OrderField, StreamField

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
    skills = models.CharField(
        _("skills"),
        max_length=160,
        blank=True,
        help_text=_("What it takes. For example: to film, to cut, to caption."),
    )
    work_phone = models.CharField(_("on work phones"), max_length=10, choices=WorkPhone.choices, blank=True)
    work_phone_policy = RichTextField(
        _("work phones"), features=SECTION_FEATURES, blank=True, help_text=_("May the app be on a work phone?")
    )
    privacy = RichTextField(_("privacy"), features=SECTION_FEATURES, blank=True)
    checklist = StreamField([("checklist", ChecklistBlock())], blank=True, max_num=1, verbose_name=_("checklist"))
    reviewed_on = models.DateField(
        _("reviewed on"), null=True, blank=True, help_text=_("Guides not reviewed for 12 months are listed for you.")
    )

    content_panels = [
        MultiFieldPanel([*BasePage.intro_panels, "platform", "skills", "reviewed_on"], heading=_("Introduction")),
        InlinePanel("figures", heading=_("Who is there"), label=_("figure")),
        MultiFieldPanel(SECTIONS[:2], heading=_("What the platform can do")),
        InlinePanel("sizes", heading=_("Formats and sizes"), label=_("format")),
        MultiFieldPanel(["work_phone", *SECTIONS[2:]], heading=_("What to beware of")),
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
        APIField("skills"),
        APIField("work_phone"),
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
