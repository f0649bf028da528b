import re
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from concepts.blocks import ConceptBodyBlock, KitBlock
from concepts.enums import ConditionKind
from concepts.local_details import asked_for
from concepts.models.picture_making import own_picture_file, own_pictures_page
from concepts.models.taking_home import local_texts_page, taken_home
from concepts.models.transfer import TransferablePage
from concepts.querysets import ConceptQuerySet
from core.api_fields import PageReferencesField
from core.checking.findings import Finding
from core.facet_types import EFFORT, Facet
from core.forms import ShortTitleForm
from core.models import BasePage, DplReadyPage, FacetedPage, NumberedPage, TracedPage
from core.seo import Schema, how_to
from foundation.blocks import told
from foundation.fields import StreamField
from media.models import CatalogueDocument
from media.references import open_files_in

LONG_TAG = re.compile(r"#\w{11,}")  # as long as that it is mostly several words


class ConceptPage(FacetedPage, DplReadyPage, TransferablePage, TracedPage, NumberedPage):
    """An idea that worked, told so that another library can copy it."""

    numbered_by = "number"
    highest_number = 9_999
    exclude_fields_in_copy: ClassVar[list[str]] = ["number"]

    facets: ClassVar[tuple[Facet, ...]] = (*FacetedPage.facets, EFFORT)
    pages_of_word = "concepts"

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Stands on the spine. Every concept has its own.")
    )
    effort_hours = models.DecimalField(
        _("effort (hours)"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.1"))],
        help_text=_("Working hours the first time, everything included."),
    )
    cost_kr = models.DecimalField(
        _("cost (kr)"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Money spent besides working hours."),
    )
    skills = models.CharField(_("skills"), max_length=255, blank=True, help_text=_("What somebody must be able to do."))
    reviewed_on = models.DateField(
        _("reviewed on"), null=True, blank=True, help_text=_("When somebody last checked that all of it still holds.")
    )
    body = StreamField(ConceptBodyBlock(), blank=True, verbose_name=_("the concept"))
    kit = StreamField(KitBlock(), blank=True, verbose_name=_("kit"))

    content_panels = [
        MultiFieldPanel(["number", *BasePage.intro_panels, "reviewed_on"], heading=_("Introduction")),
        FieldPanel("body"),
    ]
    facet_panels = [
        MultiFieldPanel(FacetedPage.facet_names(), heading=_("Facets")),
        MultiFieldPanel(["effort_hours", "cost_kr", "skills"], heading=_("What it takes")),
    ]
    own_tabs = [
        ObjectList(TransferablePage.transfer_panels, heading=_("Transfer")),
        ObjectList(facet_panels, heading=_("Facets and effort")),
        ObjectList([FieldPanel("kit")], heading=_("Kit")),
    ]
    base_form_class = ShortTitleForm
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("kit"),
        index.SearchField("unchangeable_core"),
        index.SearchField("skills"),
        *FacetedPage.facet_search_fields(),
        index.FilterField("number"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("number"),
        *FacetedPage.facet_api_fields(),
        APIField("effort_hours"),
        APIField("cost_kr"),
        APIField("skills"),
        APIField("unchangeable_core"),
        APIField("adaptations"),
        APIField("prerequisites"),
        APIField("works_when"),
        APIField("flops_when"),
        APIField("success_criterion"),
        APIField("reviewed_on"),
        APIField("body"),
        APIField("kit"),
        APIField("source_initiatives", serializer=PageReferencesField()),
    ]
    parent_page_types = ["concepts.ConceptIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("An idea that worked, told so that another library can copy it.")
    template = "concepts/concept_page.html"
    dpl_template = "concepts/dpl/concept.html"
    expected = ("platforms", "target_groups", "success_metric", "success_rule")

    objects = PageManager.from_queryset(ConceptQuerySet)()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = [
            models.CheckConstraint(
                condition=Q(effort_hours__isnull=True) | Q(effort_hours__gt=0), name="concept_effort_positive"
            ),
            models.CheckConstraint(
                condition=Q(cost_kr__isnull=True) | Q(cost_kr__gte=0), name="concept_cost_not_negative"
            ),
        ]

    def own_findings(self) -> Iterable[Finding]:
        yield from super().own_findings()
        told_by_kit = told(self.kit.stream_block, self.kit, "texts_to_copy_in")
        for tag in dict.fromkeys(tag for text in told_by_kit for tag in LONG_TAG.findall(text) if tag == tag.lower()):
            sentence = _("%(tag)s: if it is several words, begin each with a capital, or no screen reader can tell.")
            yield Finding("hashtag", sentence % {"tag": tag})

    def dpl_files(self) -> list[CatalogueDocument]:
        return open_files_in(self.kit.stream_block, self.kit)

    @property
    def details_asked_for(self) -> set[str]:
        """What one library can fill in once for all texts of the kit."""
        return asked_for(told(self.kit.stream_block, self.kit, "texts_to_copy_in"))

    @property
    def local_texts_url(self) -> str:
        """Where a library does so; empty where there is nothing to fill in, or no address."""
        url: str = self.get_url() or ""
        return f"{url}{self.reverse_subpage('local_texts')}" if url and self.details_asked_for else ""

    @path("tilpas/", name="local_texts")
    def local_texts(self, request: HttpRequest) -> HttpResponse:
        return local_texts_page(request, self)

    @property
    def own_pictures_url(self) -> str:
        """Where a library draws its own title and colour into pictures for posts; empty where it has no address."""
        url: str = self.get_url() or ""
        return f"{url}{self.reverse_subpage('own_pictures')}" if url else ""

    @path("billeder/", name="own_pictures")
    def own_pictures(self, request: HttpRequest) -> HttpResponse:
        return own_pictures_page(request, self)

    @path("billeder/<str:name>/", name="own_picture")
    def own_picture(self, request: HttpRequest, name: str) -> HttpResponse:
        return own_picture_file(request, self, name)

    @path("pakke.zip/", name="package")
    def package(self, request: HttpRequest) -> HttpResponseBase:
        return taken_home(request, self, "file")

    @path("koncept.pdf/", name="on_paper")
    def on_paper(self, request: HttpRequest) -> HttpResponseBase:
        return taken_home(request, self, "pdf")

    def schema(self) -> Schema:
        return how_to(list(told(self.body.stream_block, self.body, "steps_in")), self.effort_hours)


class ConceptCondition(Orderable):
    """One line of the transfer card; try-outs will stand behind it."""

    page = ParentalKey(ConceptPage, on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(_("kind"), max_length=10, choices=ConditionKind.choices, default=ConditionKind.WORKS)
    text = models.CharField(_("line"), max_length=200)

    panels = ["kind", "text"]

    class Meta(Orderable.Meta):
        verbose_name = _("condition")

    def __str__(self) -> str:
        return self.text
