from django.db import models
from django.utils.translation import gettext_lazy as _


class Light(models.IntegerChoices):
    """What lists show of a page's content. Told by shape and word, never by colour alone."""

    GOOD = 0, _("All in order")
    ADVICE = 1, _("Could be better")
    MISSING = 2, _("Something is missing")


class LinkState(models.TextChoices):
    UNKNOWN = "unknown", _("not looked up")
    ALIVE = "alive", _("answers")
    UNCLEAR = "unclear", _("answers, but not us")
    DEAD = "dead", _("dead")
