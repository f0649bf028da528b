from django.db.models import TextChoices


class Happened(TextChoices):
    """What became of a page where the public may see it; only programs read it."""

    CAME = "came"
    CHANGED = "changed"
    WENT = "went"


class Standing(TextChoices):
    """How a word stands with a page; only programs read it."""

    WHOLE = "", "whole"
    PART = "part"
    IMPLIED = "implied"  # what a part of it says


class Place(TextChoices):
    """Where a page shows a picture; only programs read it."""

    COVER = "cover"
    PIECE = "piece"
