from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CountedUse(TextChoices):
    """What is counted, and by what: a page's id, a host, a feed's name, the mark of what was searched for."""

    KIT = "kit", _("Files taken home")
    COPIED = "copied", _("Texts copied")
    FRAME = "frame", _("Frames shown on other sites")
    FEED = "feed", _("Feeds fetched")
    SEARCH = "search", _("Searches")
    SEARCHED = "searched", _("Searched for")
    MISSED = "missed", _("Searched for, and nothing found")


OF_PAGES = (CountedUse.KIT, CountedUse.COPIED)
OF_WORDS = (CountedUse.SEARCHED, CountedUse.MISSED)
