"""Kits with what one library has written into them."""

from django.db import models

from concepts.models.orders import MadeToOrder
from media.models import DownloadPackage
from media.storage_keys import random_key


def filled_kit_key(_kit: object, filename: str) -> str:
    return random_key("filled_kits", filename)


class FilledKit(MadeToOrder):
    """A kit with what one library has written into it, never under a public address.

    It goes with the package as it was: what is changed or withheld since lies on in none.
    Shape: `details` by `LocalDetail`; both files are empty until they are made.
    """

    TOLD = "details"

    package = models.ForeignKey(DownloadPackage, on_delete=models.CASCADE, related_name="filled_kits")
    details = models.JSONField()
    file = models.FileField(upload_to=filled_kit_key, blank=True)
    pdf = models.FileField(upload_to=filled_kit_key, blank=True)

    class Meta(MadeToOrder.Meta):
        constraints = [models.UniqueConstraint(fields=["package", "digest"], name="filled_kit_once")]

    def __str__(self) -> str:
        return f"{self.package_id}: {self.digest[:8]}"
