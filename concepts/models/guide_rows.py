"""What a platform guide says in rows: figures, formats and changes, each with its source."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable

from core.api_fields import TermField
from core.models import TargetGroup
from core.posts import PostKind
from foundation.validators import validate_https_url
from media.enums import PictureShape

MOST_LINES = 9  # of a text, before it is unfolded


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

    page = ParentalKey("concepts.PlatformGuidePage", on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("what it says"), max_length=160, help_text=_("For example: use it, 16-74 years."))
    value = models.CharField(_("figure"), max_length=40, help_text=_("For example 84 %."))
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    target_group = models.ForeignKey(
        TargetGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("target group"),
        help_text=_("Only for a figure that tells of that group and nobody else."),
    )
    is_compared = models.BooleanField(
        _("in the comparison"),
        default=False,
        help_text=_("Only for a share of the same people as the other platforms' figures, so that they compare."),
    )

    panels = [
        "label",
        "value",
        "target_group",
        MultiFieldPanel(["year", "valid_until"], heading=_("When it holds")),
        MultiFieldPanel(SourcedRow.source_panels, heading=_("Source")),
        "is_compared",
    ]
    api_fields = [
        *(APIField(name) for name in ("label", "value", "year")),
        APIField("target_group", serializer=TermField()),
        *(APIField(name) for name in ("valid_until", "source", "source_url", "is_secondary", "is_outdated")),
    ]

    class Meta(SourcedRow.Meta):
        verbose_name = _("figure")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}" + (f" ({self.year})" if self.year else "")


class PlatformFormat(SourcedRow):
    """One format a platform takes: the size that fits it, what text it has room for, and when somebody last looked.

    Of several of one kind the first says how a concept's posts are shown.
    """

    page = ParentalKey("concepts.PlatformGuidePage", on_delete=models.CASCADE, related_name="sizes")
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

    page = ParentalKey("concepts.PlatformGuidePage", on_delete=models.CASCADE, related_name="changes")
    changed_on = models.DateField(_("date"), null=True)
    description = models.CharField(_("what changed"), max_length=300)
    source = models.CharField(_("source"), max_length=200, blank=True)

    panels = ["changed_on", "description", "source"]
    api_fields = [APIField("changed_on"), APIField("description"), APIField("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("change of a platform")

    def __str__(self) -> str:
        return f"{self.changed_on or ''}: {self.description}"
