"""Videos: what was sent is private, what the worker made of it is public."""

from pathlib import PurePosixPath
from uuid import UUID, uuid5

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember
from wagtail.search import index

from foundation.validators import validate_video_url
from media.captions import late_captions
from media.enums import AudioDescription, VideoProblem, VideoState
from media.models.pictures import CatalogueImage, Credited, Exposed
from media.storage_keys import public_storage, uploaded_video_key, video_file_key
from media.validators import validate_video_size


class Video(Credited, Exposed, CollectionMember, index.Indexed, models.Model):
    """A film: our own file, or an address at a host we know. Exactly one of the two."""

    title = models.CharField(_("title"), max_length=120)
    original = models.FileField(
        _("file"),
        upload_to=uploaded_video_key,
        blank=True,
        validators=[FileExtensionValidator(["mp4", "m4v", "mov", "webm", "mkv"]), validate_video_size],
        help_text=_("As it comes from the phone: MP4, MOV, WebM or MKV, at most 10 minutes and 500 MB."),
    )
    file = models.FileField(upload_to=video_file_key, storage=public_storage, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=VideoState.choices, default=VideoState.READY, editable=False
    )
    problem = models.CharField(
        _("problem"), max_length=20, choices=VideoProblem.choices, blank=True, default="", editable=False
    )
    progress = models.PositiveSmallIntegerField(_("progress (percent)"), default=0, editable=False)
    job_id = models.UUIDField(null=True, editable=False)
    is_withheld = models.BooleanField(_("withheld for lack of consent"), default=False, editable=False)
    url = models.URLField(
        _("address of the film"), blank=True, validators=[validate_video_url], help_text=_("At YouTube or Vimeo.")
    )
    poster = models.ForeignKey(
        CatalogueImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="poster_of",
        verbose_name=_("poster"),
        help_text=_("The still picture shown before the film starts. Empty: one is taken from the film."),
    )
    captions = models.TextField(_("captions"), blank=True, editable=False, help_text=_("WebVTT, as we wrote it."))
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
            models.CheckConstraint(condition=~Q(url="") ^ (~Q(file="") | ~Q(original="")), name="video_file_or_url")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    @display(description=_("State"))
    def state_text(self) -> str:
        """The state in words, with the reason or how far the work is."""
        if self.problem:
            return f"{self.get_state_display()}: {self.get_problem_display()}"
        if self.state == VideoState.WORKING:
            return f"{self.get_state_display()}: {self.progress} %"
        return str(self.get_state_display())

    @property
    def may_be_retried(self) -> bool:
        return bool(self.original) and self.state == VideoState.FAILED and not self.is_withheld

    @property
    def late_captions(self) -> list[str]:
        """Which captions nobody will see, because the film has ended."""
        return late_captions(self.captions, self.duration_seconds)

    @property
    def missing_for_publishing(self) -> list[str]:
        """What Danish accessibility law asks for and the film lacks, as sentences for the editor."""
        missing = []
        if not self.url and not self.captions:
            missing.append(gettext("The film “%(title)s” lacks Danish captions.") % {"title": self.title})
        if self.audio_description == AudioDescription.UNDECIDED:
            text = gettext("Decide for the film “%(title)s” whether it needs audio description.")
            missing.append(text % {"title": self.title})
        return missing

    @property
    def result_key(self) -> str:
        """Where the film made of what was sent will lie: the same however often the work is begun again."""
        return f"videos/{_derived(self.original.name, 'film')}.mp4"

    @property
    def poster_key(self) -> str:
        return f"original_images/{_derived(self.original.name, 'poster')}.jpg"

    def clean(self) -> None:
        if bool(self.original or self.file) == bool(self.url):
            raise ValidationError(_("Upload a file or write an address: one of the two."))
        needs_note = self.audio_description in {AudioDescription.DESCRIBED_VERSION, AudioDescription.REASON}
        if needs_note and not self.audio_description_note:
            raise ValidationError({"audio_description_note": _("Write where the version is, or the reason.")})


def _derived(key: str | None, purpose: str) -> str:
    """A key only those can work out who know the other one, which is as random."""
    return uuid5(UUID(PurePosixPath(str(key)).stem), purpose).hex
