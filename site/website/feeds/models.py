"""What the feeds have told of, so that they can say when it is gone."""

from django.db import models
from django.db.models import Q


class Listed(models.Model):
    """A page, or a picture on a page, that the public could see in a selection. Kept by the worker's clock.

    No foreign keys: what is told of here may be deleted.
    """

    selection = models.CharField(max_length=20)
    page_id = models.PositiveBigIntegerField()
    image_id = models.PositiveBigIntegerField(default=0)  # 0 for the page itself
    key = models.UUIDField()
    changed_at = models.DateTimeField()  # when it was noticed that it came, or went
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "page_id", "image_id"], name="listed_once_a_selection")
        ]
        indexes = [
            models.Index(
                fields=["selection", "changed_at"], condition=Q(is_withdrawn=True), name="withdrawn_by_selection"
            )
        ]

    def __str__(self) -> str:
        return f"{self.selection} {self.key}"
