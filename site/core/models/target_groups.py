"""Target groups, and the schemes they lie in. Editors keep them as snippets."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.models.vocabulary import Term
from foundation.fields import OrderField


class TargetGroupScheme(models.Model):
    """A dated way to divide the public. One is in force; groups of older ones are part of a group of that one."""

    name = models.CharField(_("name"), max_length=120)
    version = models.CharField(_("version"), max_length=20, help_text=_("For example the year it was made."))
    source = models.CharField(_("source"), max_length=255, blank=True)
    is_default = models.BooleanField(
        _("in force"),
        default=False,
        help_text=_("Of one only. Groups of the others: retire them, and say what group in force each is part of."),
    )
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

    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        limit_choices_to={"part_of": None},
        verbose_name=_("part of"),
        help_text=_("Whoever filters by that group finds what has this one, too."),
    )

    choices_grouped_by = "scheme"

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    def clean(self) -> None:
        super().clean()
        if self.part_of is None:
            return
        if self.part_of_id == self.pk or self.part_of.part_of_id:
            raise ValidationError({"part_of": _("Choose a group that is not itself part of one.")})
        if self.pk and self.parts.exists():
            raise ValidationError({"part_of": _("Other groups are part of this one, so it cannot be part of one.")})

    def may_become(self, other: Any) -> bool:
        """What has parts does not become one, or a part would have parts."""
        return other.part_of_id is None or not self.parts.exists()

    def told_by(self) -> QuerySet["TargetGroup"]:
        return self.parts.all()

    @classmethod
    def offered_whole(cls, keeping: "TargetGroup | None" = None) -> QuerySet["TargetGroup"]:
        """Those that somebody may choose today, without their parts, and the one that is chosen already."""
        is_kept = Q(pk=keeping.pk) if keeping else Q(pk__in=[])
        return cls._default_manager.filter(Q(is_retired=False, part_of=None) | is_kept)
