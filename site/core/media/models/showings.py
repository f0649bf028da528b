"""What published pages show."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.media.enums import ShownAs
from core.media.models.documents import CatalogueDocument
from core.media.models.films import Video
from core.media.models.pictures import CatalogueImage, Exposed
from core.media.querysets import ShowingQuerySet
from core.media.storage_keys import picture_set_key, public_storage


class Showing(models.Model):
    """A picture, film or file on a published page. Kept by receivers when pages are published, never edited.

    Shape: every page has a row for each thing it uses in any way; galleries list only the pieces.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="showings")
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, null=True, related_name="showings")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, related_name="showings")
    document = models.ForeignKey(CatalogueDocument, on_delete=models.CASCADE, null=True, related_name="showings")
    shown_as = models.CharField(max_length=10, choices=ShownAs.choices, default=ShownAs.PIECE)
    caption = models.CharField(max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField()
    platforms = models.ManyToManyField("core.Platform", related_name="showings")
    target_groups = models.ManyToManyField("core.TargetGroup", related_name="showings")
    occasions = models.ManyToManyField("core.Occasion", related_name="showings")

    objects = ShowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("showing")
        verbose_name_plural = _("showings")
        ordering = ["page", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False, video=None, document=None)
                | Q(image=None, video__isnull=False, document=None)
                | Q(image=None, video=None, document__isnull=False),
                name="showing_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.caption or str(self.image or self.video or self.document)


class PictureSet(Exposed):
    """What a published page offers to take home, as one file: free pictures, texts, files. Made by the worker."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="picture_set")
    file = models.FileField(upload_to=picture_set_key, storage=public_storage)
    images = models.ManyToManyField(CatalogueImage, related_name="+")
    size_bytes = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.file.name)
