"""Ledger of consents. Who is seen, and where the proof lies, is for the staff only."""

from django.contrib.admin import display
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from media.enums import AgeClass
from media.models.pictures import CatalogueImage
from media.models.videos import Video
from media.querysets import ConsentQuerySet
from media.storage_keys import proof_key


class Consent(ClusterableModel):
    """What one person, or several together, have agreed to, and which pictures and films that covers.

    What lapses takes all of them off all pages (services.py). One that covers nothing any more is deleted.
    """

    images = models.ManyToManyField(CatalogueImage, through="ConsentPicture", related_name="consents")
    videos = models.ManyToManyField(Video, through="ConsentFilm", related_name="consents")
    who = models.TextField(
        _("who is seen"),
        max_length=1000,
        help_text=_(
            "Name, or words you can find the person by. Several who agreed to the same: one on each line. Staff only."
        ),
    )
    age_class = models.CharField(_("age"), max_length=12, choices=AgeClass.choices)
    purpose = models.CharField(_("purpose"), max_length=200, help_text=_("What the person was told it is for."))
    for_catalogue = models.BooleanField(_("the catalogue, and the libraries' pages that show it"), default=True)
    for_social_media = models.BooleanField(_("social media"), default=False)
    for_print = models.BooleanField(_("print"), default=False)
    for_press = models.BooleanField(_("press"), default=False)
    expires_on = models.DateField(_("holds until"), help_text=_("The day after, the item disappears by itself."))
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("Write today's date when the person changes her mind.")
    )
    proof = models.FileField(
        _("proof"),
        upload_to=proof_key,
        blank=True,
        validators=[FileExtensionValidator(["pdf", "jpg", "jpeg", "png", "eml", "txt"])],
        help_text=_("The signed form or the mail. Staff only."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["expires_on", "pk"]

    def __str__(self) -> str:
        return self.names_in_short

    @property
    def names(self) -> list[str]:
        return [name for line in self.who.splitlines() if (name := line.strip())]

    @property
    @display(description=_("who is seen"))
    def names_in_short(self) -> str:
        """The first name, and how many there are besides."""
        first, more = (self.names or [""])[0], len(self.names) - 1
        if more < 1:
            return first
        return ngettext("%(name)s and %(more)s more", "%(name)s and %(more)s more", more) % {
            "name": first,
            "more": more,
        }

    @property
    def items(self) -> list[CatalogueImage | Video]:
        """The pictures and films it covers. Cost: 2 queries, none when both are fetched."""
        return [*self.images.all(), *self.videos.all()]


class ConsentPicture(models.Model):
    consent = ParentalKey(Consent, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, related_name="+", verbose_name=_("picture"))

    panels = ["image"]

    class Meta:
        verbose_name = _("picture of a consent")
        constraints = [models.UniqueConstraint(fields=["consent", "image"], name="picture_once_a_consent")]

    def __str__(self) -> str:
        return str(self.image)


class ConsentFilm(models.Model):
    consent = ParentalKey(Consent, on_delete=models.CASCADE, related_name="films")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="+", verbose_name=_("film"))

    panels = ["video"]

    class Meta:
        verbose_name = _("film of a consent")
        constraints = [models.UniqueConstraint(fields=["consent", "video"], name="film_once_a_consent")]

    def __str__(self) -> str:
        return str(self.video)
