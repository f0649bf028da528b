from django.db import models


class Attempt(models.Model):
    """That somebody did something that may not be done without end. Whom is kept as a keyed hash, for a day."""

    action = models.CharField(max_length=20)
    who = models.CharField(max_length=32)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["action", "who", "at"], name="attempts_by_who")]

    def __str__(self) -> str:
        return self.action
