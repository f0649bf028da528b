from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from concepts.blocks import ConceptBodyBlock, KitBlock
from concepts.enums import ConditionKind
from concepts.forms import ConceptForm
from concepts.querysets import ConceptQuerySet
from core.facets import EffortFacet, Facet, TermFacet, groups, known_values, read_choice
from core.fields import StreamField
from core.models import BasePage, Metric, Objective, Occasion, Platform, PostFormat, TargetGroup
from core.paging import PAGE_PARAMETER, page_of
from core.querysets import is_visible
from core.serializers import PageReferencesField, TermsField

TRANSFER_FEATURES = ["bold", "ul", "link"]


class ConceptIndexPage(BasePage):
    """All concepts, sorted by facets that stand in the address."""

    PAGE_SIZE: ClassVar[int] = 24

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["concepts.ConceptPage"]
    page_description = _("The list of all concepts, with facets. There is one.")
    template = "concepts/concept_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("concept index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        concepts = ConceptPage.objects.child_of(self).visible()
        known = known_values(ConceptPage, ConceptPage.facets)
        choice = read_choice(request.GET, ConceptPage.facets, known)
        found = choice.apply(concepts).newest_first().for_cards()
        return context | {
            "choice": choice,
            "groups": groups(concepts, choice, known),
            "results": page_of(found, request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE),
        }


class ConceptPage(BasePage):
    """An idea that worked, told so that another library can copy it."""

    facets: ClassVar[tuple[Facet, ...]] = (
        TermFacet("platform", _("Platform"), "platforms"),
        TermFacet("maalgruppe", _("Target group"), "target_groups"),
        TermFacet("formaal", _("Objective"), "objectives"),
        TermFacet("format", _("Format"), "formats"),
        TermFacet("anledning", _("Occasion"), "occasions"),
        EffortFacet(),
    )

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Stands on the spine. Every concept has its own.")
    )
    platforms = ParentalManyToManyField(Platform, related_name="concepts", blank=True, verbose_name=_("platforms"))
    target_groups = ParentalManyToManyField(
        TargetGroup, related_name="concepts", blank=True, verbose_name=_("target groups")
    )
    objectives = ParentalManyToManyField(Objective, related_name="concepts", blank=True, verbose_name=_("objectives"))
    formats = ParentalManyToManyField(PostFormat, related_name="concepts", blank=True, verbose_name=_("formats"))
    occasions = ParentalManyToManyField(Occasion, related_name="concepts", blank=True, verbose_name=_("occasions"))
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
    unchangeable_core = RichTextField(
        _("the core that must not change"), features=TRANSFER_FEATURES, blank=True, help_text=_("Two or three points.")
    )
    adaptations = RichTextField(_("what must be adapted"), features=TRANSFER_FEATURES, blank=True)
    prerequisites = RichTextField(_("prerequisites"), features=TRANSFER_FEATURES, blank=True)
    success_metric = models.ForeignKey(
        Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("metric")
    )
    success_rule = models.CharField(
        _("rule"), max_length=255, blank=True, help_text=_("When it has succeeded, measured by the metric.")
    )
    body = StreamField(ConceptBodyBlock(), blank=True, verbose_name=_("the concept"))
    kit = StreamField(KitBlock(), blank=True, verbose_name=_("kit"))

    content_panels = [
        MultiFieldPanel(["number", *BasePage.intro_panels], heading=_("Introduction")),
        FieldPanel("body"),
    ]
    transfer_panels = [
        MultiFieldPanel(["unchangeable_core", "adaptations", "prerequisites"], heading=_("Transfer card")),
        InlinePanel("conditions", heading=_("Works when, flops when"), label=_("Line")),
        MultiFieldPanel(["success_metric", "success_rule"], heading=_("Success criterion")),
    ]
    facet_panels = [
        MultiFieldPanel(["platforms", "target_groups", "objectives", "formats", "occasions"], heading=_("Facets")),
        MultiFieldPanel(["effort_hours", "cost_kr", "skills"], heading=_("What it takes")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(transfer_panels, heading=_("Transfer")),
            ObjectList(facet_panels, heading=_("Facets and effort")),
            ObjectList([FieldPanel("kit")], heading=_("Kit")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ],
        base_form_class=ConceptForm,
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("kit"),
        index.SearchField("unchangeable_core"),
        index.SearchField("skills"),
        index.FilterField("number"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("number"),
        APIField("platforms", serializer=TermsField()),
        APIField("target_groups", serializer=TermsField()),
        APIField("objectives", serializer=TermsField()),
        APIField("formats", serializer=TermsField()),
        APIField("occasions", serializer=TermsField()),
        APIField("effort_hours"),
        APIField("cost_kr"),
        APIField("skills"),
        APIField("unchangeable_core"),
        APIField("adaptations"),
        APIField("prerequisites"),
        APIField("works_when"),
        APIField("flops_when"),
        APIField("success_criterion"),
        APIField("body"),
        APIField("kit"),
        APIField("source_initiatives", serializer=PageReferencesField()),
    ]
    parent_page_types = ["concepts.ConceptIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("An idea that worked, told so that another library can copy it.")
    template = "concepts/concept_page.html"

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

    @property
    def works_when(self) -> list[str]:
        return [line.text for line in self.conditions.all() if line.kind == ConditionKind.WORKS]

    @property
    def flops_when(self) -> list[str]:
        return [line.text for line in self.conditions.all() if line.kind == ConditionKind.FLOPS]

    @property
    def success_criterion(self) -> dict[str, str | None]:
        """The metric's name (None when none is chosen) and the rule it is judged by."""
        return {"metric": self.success_metric.name if self.success_metric else None, "rule": self.success_rule}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sources = self.source_initiatives.select_related("locale", "library")
        return context | {"sources": [initiative for initiative in sources if is_visible(initiative)]}


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

    def clean(self) -> None:
        if not self.text.strip():
            raise ValidationError({"text": _("Write what makes the difference.")})
