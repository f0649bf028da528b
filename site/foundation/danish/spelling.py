"""Danish letters where only plain ones may stand: addresses, and file names for those who know no others."""

import unicodedata

from django.utils.text import slugify

from foundation.text import composed

PLAIN = {"æ": "ae", "ø": "oe", "å": "aa"}  # as Danes spell without them
LETTERS = str.maketrans(PLAIN | {letter.upper(): plain.capitalize() for letter, plain in PLAIN.items()})


def in_plain_letters(text: str) -> str:
    """The text in plain letters, signs without any left out."""
    spelled = composed(text).translate(LETTERS)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()


def plain_name(text: str, *, most: int) -> str:
    """Small letters, digits and hyphens, at most so many characters; empty when the text has none of them."""
    return slugify(composed(text).translate(LETTERS))[:most].strip("-_")
