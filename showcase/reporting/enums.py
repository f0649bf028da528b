from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportKind(TextChoices):
    INITIATIVE = "initiative", _("One post, film or campaign")
    STRATEGY = "strategy", _("A way of working, such as a strategy or a fixed series")


class ReportState(TextChoices):
    DRAFT = "draft", pgettext_lazy("report", "Draft")
    RECEIVED = "received", pgettext_lazy("report", "Received")
    ASSESSING = "assessing", pgettext_lazy("report", "Being assessed")
    ASKED = "asked", pgettext_lazy("report", "Needs an answer")
    PUBLISHED = "published", pgettext_lazy("report", "Published")
    DECLINED = "declined", pgettext_lazy("report", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")


# What a reporter may still correct and withdraw, and what staff are done with.
OPEN_STATES = (ReportState.RECEIVED, ReportState.ASSESSING, ReportState.ASKED)
CLOSED_STATES = (ReportState.PUBLISHED, ReportState.DECLINED, ReportState.WITHDRAWN)


class Reach(TextChoices):
    ORGANIC = "organic", _("No, nobody paid for it")
    BOOSTED = "boosted", _("Yes, some of it was paid")


class PeopleSeen(TextChoices):
    NOBODY = "nobody", _("Nobody can be recognised")
    ADULTS = "adults", _("Adults")
    CHILDREN = "children", _("Children, or children and adults")


class Channel(TextChoices):
    CATALOGUE = "catalogue", _("The catalogue")
    SOCIAL = "social", _("Social media")
    PRESS = "press", _("Press and presentations")


class RemovalReason(TextChoices):
    ERASED = "erased", _("The reporter had everything erased")
    WITHDRAWN = "withdrawn", _("The report was withdrawn")
    TAKEN_DOWN = "taken_down", _("It was taken down as the library asked")
