from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AudioDescription(TextChoices):
    """How a film can be followed by someone who does not see it (Danish accessibility law)."""

    UNDECIDED = "undecided", _("Not decided yet")
    NOT_NEEDED = "not-needed", _("Not needed: everything important is said aloud")
    DESCRIBED_VERSION = "described-version", _("There is a described version")
    REASON = "reason", _("There is none, for the reason stated")
