from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from concepts.blocks import ConceptBodyBlock, KitBlock
from concepts.components import TransferCard, concept_card, concept_contents, concept_facts, kin_reason
from concepts.enums import ConditionKind
from concepts.forms import ConceptForm
from concepts.models.transfer import TransferablePage
from concepts.querysets import FACET_RELATIONS, ConceptQuerySet
from core.components import Card, PageTools
from core.contents import sections_of
from core.facets import EffortFacet, Facet, TermFacet, terms_in_search
from core.fields import StreamField
from core.findable import Schema, how_to
from core.media.models import CatalogueDocument
from core.media.showings import picture_set_of
from core.media.usage import files_in
from core.models import BasePage, DplReadyPage, Objective, Occasion, Platform, PostFormat, TargetGroup, TracedPage
from core.querysets import is_visible
from core.serializers import PageReferencesField, TermsField

FACETS: tuple[Facet, ...] = (
    TermFacet("platform", _("Platform"), "platforms"),
    TermFacet("maalgruppe", _("Target group"), "target_groups"),
    TermFacet("formaal", _("Objective"), "objectives"),
    TermFacet("format", _("Format"), "formats"),
    TermFacet("anledning", _("Occasion"), "occasions"),
    EffortFacet(),
)


class ConceptPage(DplReadyPage, TransferablePage, TracedPage):
    """An idea that worked, told so that another library can copy it."""

    RELATED: ClassVar[int] = 4

    facets: ClassVar[tuple[Facet, ...]] = FACETS

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
        MultiFieldPanel(["platforms", "target_groups", "objectives", "formats", "occasions"], heading=_("Facets")),
        MultiFieldPanel(["effort_hours", "cost_kr", "skills"], heading=_("What it takes")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(TransferablePage.transfer_panels, heading=_("Transfer")),
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
        *terms_in_search("platforms", "target_groups", "objectives", "formats", "occasions"),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.pk:
            models.prefetch_related_objects([self], *FACET_RELATIONS, "conditions")
        sources = self.source_initiatives.select_related("locale", "library")
        visible = ConceptPage.objects.sibling_of(self).visible() if self.pk else ConceptPage.objects.none()
        sections = sections_of(self.body)
        before, after = visible.neighbours(self.number)
        return context | {
            "facts": concept_facts(self),
            "transfer": TransferCard.of(self),
            "sections": sections,
            "contents": concept_contents(self, sections),
            "sources": [initiative for initiative in sources if is_visible(initiative)],
            "related": self._related(visible, request),
            "before": before,
            "after": after,
            "tools": PageTools.of(
                self, context["contact_email"], reviewed_on=self.reviewed_on, pictures=picture_set_of(self)
            ),
        }

    def dpl_context(self) -> dict[str, Any]:
        return {"transfer": TransferCard.of(self), "facts": concept_facts(self)}

    def dpl_files(self) -> list[CatalogueDocument]:
        return [file for file in files_in(self.kit.stream_block, self.kit) if file.is_open]

    def schema(self) -> Schema:
        steps = [step for block in self.body for step in getattr(block.value, "how_to", [])]
        return how_to(steps, self.effort_hours)

    def _related(self, visible: ConceptQuerySet, request: HttpRequest) -> list[Card]:
        """Concepts like this one, with the reason why. Cost: 5 queries."""
        kin = visible.kin_of(self, self.RELATED)
        found = visible.filter(pk__in=[one.pk for one in kin]).for_cards().in_bulk()
        return [concept_card(found[one.pk], request, reason=kin_reason(one, self.effort_hours)) for one in kin]


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
