"""Target groups, and the schemes they lie in. Editors keep them as snippets."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.vocabulary import Term
from foundation.fields import OrderField


class TargetGroupScheme(models.Model):
    """A dated way to divide the public, so that old and new divisions can stand side by side."""

    name = models.CharField(_("name"), max_length=120)
    version = models.CharField(_("version"), max_length=20, help_text=_("For example the year it was made."))
    source = models.CharField(_("source"), max_length=255, blank=True)
    is_default = models.BooleanField(_("is the default"), default=False)
    name_order = OrderField("name")

    class Meta:
        verbose_name = _("target group scheme")
        verbose_name_plural = _("target group schemes")
        ordering = ["-is_default", "name_order", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="unique_scheme_version"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class TargetGroup(Term):
    scheme = models.ForeignKey(
        TargetGroupScheme, on_delete=models.PROTECT, related_name="target_groups", verbose_name=_("scheme")
    )

    choices_grouped_by = "scheme"

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
