from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What is noted about accounts, for administrators to read."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGNED_OUT = "signed_out", _("signed out")
    REFUSED = "refused", _("refused")
    LOCKED = "locked", _("too many tries")
    RESET_ASKED = "reset_asked", _("new password asked for")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    FACTOR_ADDED = "factor_added", _("second factor added")
    FACTOR_REMOVED = "factor_removed", _("second factor removed")
    SESSIONS_ENDED = "sessions_ended", _("signed out everywhere")
    ACCOUNT_CHANGED = "account_changed", _("account changed")
    RIGHTS_CHANGED = "rights_changed", _("rights changed")
    EXPORTED = "exported", _("exported")
    ERASED = "erased", _("erased")


class HolderKind(TextChoices):
    """Who may have rights."""

    USER = "user"
    GROUP = "group"
