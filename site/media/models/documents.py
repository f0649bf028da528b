"""Documents to take home. Private until a page the public may see offers them, at an address nobody can guess."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from foundation.danish.file_names import file_name
from foundation.danish.spelling import plain_name
from media.models.pictures import Exposed
from media.storage_keys import document_key

NAME_LENGTH = 80


class CatalogueDocument(Exposed, AbstractDocument):
    """Shape: `token` is all an address tells; names are made of the title, never of the name a file came with."""

    file = models.FileField(_("file"), upload_to=document_key)
    token = models.UUIDField(unique=True, default=uuid4, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def filename(self) -> str:
        """As it stands in the address."""
        name = plain_name(self.title, most=NAME_LENGTH) or "fil"
        return f"{name}{PurePosixPath(str(self.file.name)).suffix.lower()}"

    @property
    def download_name(self) -> str:
        """As it is called where it is saved."""
        return file_name(self.title, PurePosixPath(str(self.file.name)).suffix.lower())

    @property
    def url(self) -> str:
        return reverse("document", args=[self.token.hex, self.filename])
