"""Pictures for posts that a library has ordered with its own title, name and colour in them."""

from django.db import models

from concepts.models.orders import MadeToOrder
from media.models import DownloadPackage
from media.storage_keys import random_key


def ordered_pictures_key(_pictures: object, filename: str) -> str:
    return random_key("post_pictures", filename)


class OrderedPictures(MadeToOrder):
    """All shapes in one ZIP, never under a public address.

    They go with the package as it was: a picture that is changed or withheld since lies on in none.
    Shape: `told` as `concepts.own_pictures.PostTold`; `file` is empty until they are drawn.
    """

    TOLD = "told"

    package = models.ForeignKey(DownloadPackage, on_delete=models.CASCADE, related_name="ordered_pictures")
    told = models.JSONField()
    file = models.FileField(upload_to=ordered_pictures_key, blank=True)

    class Meta(MadeToOrder.Meta):
        constraints = [models.UniqueConstraint(fields=["package", "digest"], name="ordered_pictures_once")]

    def __str__(self) -> str:
        return f"{self.package_id}: {self.digest[:8]}"
