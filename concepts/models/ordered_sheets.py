"""What somebody has made with a tool, on one sheet of paper."""

from django.db import models

from concepts.models.orders import MadeToOrder
from media.storage_keys import random_key


def sheet_key(_sheet: object, filename: str) -> str:
    return random_key("sheets", filename)


class OrderedSheet(MadeToOrder):
    """A sheet for whoever has the address it was made from; what changes there gives another sheet.

    Shape: `told` as `concepts.printed.sheet_pdf` takes it; `file` is empty until it is made.
    """

    TOLD = "told"

    told = models.JSONField()
    file = models.FileField(upload_to=sheet_key, blank=True)

    class Meta(MadeToOrder.Meta):
        constraints = [models.UniqueConstraint(fields=["digest"], name="ordered_sheet_once")]

    def __str__(self) -> str:
        return self.digest[:8]
