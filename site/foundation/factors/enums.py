from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactorNeed(Enum):
    """What is still wanted of somebody whose password was right."""

    NOTHING = auto()
    PROOF = auto()  # of the second factor
    FACTOR = auto()  # one, for the role asks for it


class FactorChange(TextChoices):
    """What happened to somebody's second factor: the subject of the mail, and the line in the log of accounts."""

    APP = "app", _("An authenticator app was added")
    PASSKEY = "passkey", _("A passkey was added")
    CODES = "codes", _("New recovery codes were made")
    REMOVED = "removed", _("A second factor was removed")
    RESET = "reset", _("The second factor was reset")
    GUESSED = "guessed", _("Somebody has your password and is trying to get past your second factor")
