"""Images and their renditions. Originals are private and sanitised; what is public are the renditions."""

from pathlib import PurePosixPath
from typing import Any, cast

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError, get_upload_to
from wagtail.search import index

from foundation.before_commit import atomic
from foundation.danish.file_names import file_name
from foundation.usage.usage_index import Usage
from media.enums import Exposure, People
from media.fields import PictureField
from media.storage_keys import random_key


class Credited(models.Model):
    """Who made it, and under which licence it may be passed on."""

    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who made it."))
    licence = models.CharField(
        _("licence"), max_length=80, blank=True, help_text=_("Empty: the catalogue's own licence.")
    )

    class Meta:
        abstract = True


class Exposed(models.Model):
    """Something the public may fetch while a page shows it. Kept by `media.exposure`, never edited."""

    exposure = models.CharField(
        max_length=6, choices=Exposure.choices, default=Exposure.NEVER, db_index=True, editable=False
    )

    class Meta:
        abstract = True

    def get_usage(self) -> Usage:
        return Usage(self)


class CatalogueImage(Credited, Exposed, AbstractImage):  # noqa: DJ008 - AbstractImage has __str__
    file = PictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for those who do not see it. One sentence, without “picture of”."),
    )

    people = models.CharField(
        _("people in the picture"),
        max_length=6,
        choices=People.choices,
        default=People.UNDECIDED,
        blank=True,
        db_index=True,
        help_text=_("Whoever can be recognised must have agreed."),
    )
    is_withheld = models.BooleanField(_("withheld for lack of consent"), default=False, editable=False)
    still_of = models.ForeignKey(
        "media.Video", on_delete=models.SET_NULL, null=True, editable=False, related_name="stills"
    )  # the film it was taken from, and goes with

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "people",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("alt_text"), index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @atomic()
    def save(self, *args: Any, **kwargs: Any) -> None:
        """With what pages tell of it: a process that is killed meanwhile leaves both or neither."""
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return self.alt_text

    def get_upload_to(self, filename: str) -> str:
        return random_key("original_images", filename)

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:
        """With the name it is saved under where another host hands it out (`media.s3`).

        Raises: SourceImageIOError for a withheld picture, which Wagtail's admin shows as missing.
        """
        if self.is_withheld:
            raise SourceImageIOError("The picture is withheld.")
        made: Any = super().generate_rendition_file(filter, source=source)
        made.saved_as = file_name(self.title, PurePosixPath(str(made.name)).suffix)
        return cast(File[bytes], made)


class CatalogueRendition(AbstractRendition):
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]  # how the door finds it
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    def get_upload_to(self, filename: str) -> str:
        return random_key("images", filename)
