from django.db.models import TextChoices


class Happened(TextChoices):
    """What became of a page where the public may see it; only programs read it."""

    CAME = "came"
    CHANGED = "changed"
    WENT = "went"


class Place(TextChoices):
    """Where a page shows a picture; only programs read it."""

    COVER = "cover"
    PIECE = "piece"
