"""What was made of reports, and what of it was taken back."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from showcase.reporting.enums import RemovalReason
from showcase.reporting.models.reports import Report
from showcase.reporting.querysets import RemovalQuerySet


class Copy(models.Model):
    """One page, picture or film made from a report; protects it, so that no report goes and leaves a copy behind.

    What hangs on those is found by them: revisions, aliases' pages, sizes, stills, consents, ZIP, media usages, feeds.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, null=True, related_name="+")
    image = models.ForeignKey("media.CatalogueImage", on_delete=models.CASCADE, null=True, related_name="+")
    video = models.ForeignKey("media.Video", on_delete=models.CASCADE, null=True, related_name="+")

    wagtail_reference_index_ignore = True  # it tells where something came from, not that it is used

    class Meta:
        verbose_name = _("copy of a report")
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, image=None, video=None)
                | Q(page=None, image__isnull=False, video=None)
                | Q(page=None, image=None, video__isnull=False),
                name="copy_is_page_image_or_video",
            ),
            models.UniqueConstraint(fields=["report", "page"], name="copy_once_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.page or self.image or self.video}"


class Removal(models.Model):
    """What an erasure or withdrawal took from the editors, told without a word of what it said.

    `page_id` is no foreign key: the page is gone, and must not come back from a window that still holds it.
    """

    reason = models.CharField(max_length=10, choices=RemovalReason.choices)
    library = models.ForeignKey("libraries.Library", on_delete=models.SET_NULL, null=True, related_name="+")
    page_id = models.PositiveBigIntegerField(null=True)
    what = models.CharField(max_length=60, blank=True)
    is_page_kept = models.BooleanField(default=False)
    files = models.PositiveSmallIntegerField(default=0)
    worked_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["page_id"], name="removal_page")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What happened, to an editor."""
        told = f"{self.get_reason_display()}. {self._what_went}"
        return f"{told} ({self.worked_on_by})" if self.worked_on_by else told

    @property
    def _what_went(self) -> str:
        if self.page_id is None:
            sentence = ngettext(
                "%(files)s picture or film is gone.", "%(files)s pictures and films are gone.", self.files
            )
            return sentence % {"files": self.files}
        values = {"kind": apps.get_model(self.what)._meta.verbose_name, "number": self.page_id}
        if self.is_page_kept:
            sentence = gettext("Its words are taken out of the draft of the %(kind)s, page %(number)s; your own stay.")
            return sentence % values
        return gettext("The draft of the %(kind)s, page %(number)s, is gone.") % values
