"""Media usage: which pictures, videos and documents published pages show, and the download packages made of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.enums import ShownAs
from media.models.documents import CatalogueDocument
from media.models.pictures import CatalogueImage, Exposed
from media.models.videos import Video
from media.querysets import MediaUsageQuerySet
from media.storage_keys import download_package_key, printed_page_key, public_storage


class MediaUsage(models.Model):
    """A picture, film or file on a published page. Kept by receivers when pages are published, never edited.

    Shape: every page has a row for each thing it uses in any way; galleries list only the pieces.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="media_usages")
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, null=True, related_name="media_usages")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, related_name="media_usages")
    document = models.ForeignKey(CatalogueDocument, on_delete=models.CASCADE, null=True, related_name="media_usages")
    shown_as = models.CharField(max_length=10, choices=ShownAs.choices, default=ShownAs.PIECE)
    caption = models.CharField(max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True  # it repeats what the page says

    objects = MediaUsageQuerySet.as_manager()

    class Meta:
        verbose_name = _("media usage")
        verbose_name_plural = _("media usages")
        ordering = ["page", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False, video=None, document=None)
                | Q(image=None, video__isnull=False, document=None)
                | Q(image=None, video=None, document__isnull=False),
                name="media_usage_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.caption or str(self.image or self.video or self.document)


class DownloadPackage(Exposed):
    """What a published page offers to take home, as one file: free pictures, texts, files. Made by the worker.

    Shape: `pdf` is the page on paper, empty for pages that are not made for it.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="download_package")
    file = models.FileField(upload_to=download_package_key, storage=public_storage)
    pdf = models.FileField(upload_to=printed_page_key, storage=public_storage, blank=True)
    images = models.ManyToManyField(CatalogueImage, related_name="+")
    size_bytes = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True  # it repeats what the page says

    def __str__(self) -> str:
        return str(self.file.name)
