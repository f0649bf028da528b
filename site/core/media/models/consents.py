"""The ledger of consents. Who is seen, and where the proof lies, is for the staff only."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.media.enums import AgeClass
from core.media.models.films import Video
from core.media.models.pictures import CatalogueImage
from core.media.querysets import ConsentQuerySet
from core.media.storage_keys import proof_key


class Consent(models.Model):
    """One person's consent for one picture or film. What lapses takes the item off all pages (services.py)."""

    image = models.ForeignKey(
        CatalogueImage,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("picture"),
    )
    video = models.ForeignKey(
        Video, on_delete=models.CASCADE, null=True, blank=True, related_name="consents", verbose_name=_("film")
    )
    who = models.CharField(
        _("who is seen"), max_length=160, help_text=_("Name, or words you can find the person by. Staff only.")
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
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=True) ^ Q(video__isnull=True), name="consent_for_image_or_video"
            )
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.item}"

    @property
    def item(self) -> CatalogueImage | Video | None:
        return self.image or self.video
