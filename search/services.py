"""Finding pages by words. Whatever is typed becomes plain words: no operator of any database gets through."""

import re
import unicodedata
from typing import Any

from wagtail.query import PageQuerySet

MAX_QUERY_LENGTH = 200  # characters
MAX_WORDS = 10
WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """The words to search for, lower case and composed (NFC), at most MAX_WORDS."""
    composed = unicodedata.normalize("NFC", query[:MAX_QUERY_LENGTH]).lower()
    return WORD.findall(composed)[:MAX_WORDS]


def find_pages(query: str, pages: PageQuerySet) -> Any:
    """Those of the pages that hold every word, best first; none when there is no word. Lazy, sliceable, countable."""
    words = words_of(query)
    if not words:
        return pages.none()
    return pages.search(" ".join(words), operator="and")
