"""Danish letters where only plain ones may stand: addresses and file names."""

from django.utils.text import slugify

PLAIN = {"æ": "ae", "ø": "oe", "å": "aa"}  # as Danes spell without them
LETTERS = str.maketrans(PLAIN)


def plain_name(text: str, *, most: int) -> str:
    """Small letters, digits and hyphens, at most so many characters; empty when the text has none of them."""
    return slugify(text.lower().translate(LETTERS))[:most].strip("-_")
