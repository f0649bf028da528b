from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from concepts.enums import ConditionKind
from core.checking.findings import Finding
from core.models import BasePage, Metric

TRANSFER_FEATURES = ["bold", "ul", "link"]


class TransferablePage(BasePage):
    """The transfer card: what another library must know before it does the same at home."""

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

    transfer_panels = [
        MultiFieldPanel(["unchangeable_core", "adaptations", "prerequisites"], heading=_("Transfer card")),
        InlinePanel("conditions", heading=_("Works when, flops when"), label=_("line")),
        MultiFieldPanel(["success_metric", "success_rule"], heading=_("Success criterion")),
    ]

    class Meta:
        abstract = True

    def own_findings(self) -> Iterable[Finding]:
        if not self.flops_when:
            yield Finding("flops_when", _("No line says when it flops."))

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
