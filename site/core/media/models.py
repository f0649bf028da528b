"""Pictures and films. Files lie under random keys; what is public about them are the renditions."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import CollectionMember
from wagtail.search import index

from core.media.enums import AudioDescription
from core.media.querysets import ShowingQuerySet
from core.media.storage_keys import captions_file_key, random_key, video_file_key
from core.media.validators import validate_webvtt
from core.validators import validate_film_url


class Credited(models.Model):
    """Who made it, and under which licence it may be passed on."""

    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who made it."))
    licence = models.CharField(
        _("licence"), max_length=80, blank=True, help_text=_("Empty: the catalogue's own licence.")
    )

    class Meta:
        abstract = True


class CatalogueImage(Credited, AbstractImage):  # noqa: DJ008 - AbstractImage has __str__
    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for those who do not see it. One sentence, without “picture of”."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
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

    @property
    def default_alt_text(self) -> str:
        return self.alt_text

    def get_upload_to(self, filename: str) -> str:
        return random_key("original_images", filename)

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:
        return _without_metadata(super().generate_rendition_file(filter, source=source))


def _without_metadata(rendition: File[bytes]) -> File[bytes]:
    """The same file; a JPEG without EXIF, XMP, IPTC and comments (position, names and serial numbers stand there).

    Source: Wagtail's JPEG renditions keep the original's metadata, WebP and AVIF ones do not (measured on 8.0.1).
    """
    picture = PillowImage.open(rendition)
    if picture.format != "JPEG":
        rendition.seek(0)
        return rendition
    clean = BytesIO()
    icc_profile = picture.info.get("icc_profile")
    picture.info.clear()
    picture.save(clean, "JPEG", quality="keep", exif=b"", icc_profile=icc_profile, progressive=True)
    name = rendition.name
    rendition.close()
    return ContentFile(clean.getvalue(), name=name)


class CatalogueRendition(AbstractRendition):
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    def get_upload_to(self, filename: str) -> str:
        return random_key("images", filename)


class Video(Credited, CollectionMember, index.Indexed, models.Model):
    """A film: our own file, or an address at a host we know. Exactly one of the two."""

    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(
        _("file"),
        upload_to=video_file_key,
        blank=True,
        validators=[FileExtensionValidator(["mp4", "webm", "mov"])],
        help_text=_("MP4 plays everywhere."),
    )
    url = models.URLField(
        _("address of the film"), blank=True, validators=[validate_film_url], help_text=_("At YouTube or Vimeo.")
    )
    poster = models.ForeignKey(
        CatalogueImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poster"),
        help_text=_("The still picture shown before the film starts."),
    )
    captions = models.FileField(
        _("captions"),
        upload_to=captions_file_key,
        blank=True,
        validators=[FileExtensionValidator(["vtt"]), validate_webvtt],
        help_text=_("Danish captions as WebVTT (.vtt)."),
    )
    transcript = models.TextField(_("transcript"), blank=True, help_text=_("Everything that is said and shown."))
    audio_description = models.CharField(
        _("audio description"),
        max_length=20,
        choices=AudioDescription.choices,
        default=AudioDescription.UNDECIDED,
    )
    audio_description_note = models.CharField(
        _("note on the audio description"),
        max_length=255,
        blank=True,
        help_text=_("The address of the described version, or the reason why there is none."),
    )
    duration_seconds = models.PositiveIntegerField(_("length (seconds)"), null=True, blank=True)
    width = models.PositiveIntegerField(_("width (pixels)"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height (pixels)"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    search_fields = [
        *CollectionMember.search_fields,
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("transcript"),
    ]

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")), name="video_file_or_url"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if bool(self.file) == bool(self.url):
            raise ValidationError(_("Upload a file or write an address: one of the two."))
        needs_note = self.audio_description in {AudioDescription.DESCRIBED_VERSION, AudioDescription.REASON}
        if needs_note and not self.audio_description_note:
            raise ValidationError({"audio_description_note": _("Write where the version is, or the reason.")})


class Showing(models.Model):
    """A picture or a film on a published page. Kept by receivers when pages are published, never edited."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="showings")
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, null=True, related_name="showings")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, null=True, related_name="showings")
    caption = models.CharField(max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField()

    objects = ShowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("showing")
        verbose_name_plural = _("showings")
        ordering = ["page", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=True) ^ Q(video__isnull=True), name="showing_of_image_or_video"
            )
        ]

    def __str__(self) -> str:
        return self.caption or str(self.image or self.video)
