"""Finding pages by words. Whatever is typed becomes plain words: no operator of any database gets through."""

import re
import unicodedata
from functools import reduce
from operator import and_

from django.db.models import Case, Q, When
from wagtail.query import PageQuerySet

MAX_QUERY_LENGTH = 200  # characters
MAX_WORDS = 10
WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """The words to search for, lower case and composed (NFC), at most MAX_WORDS."""
    composed = unicodedata.normalize("NFC", query[:MAX_QUERY_LENGTH]).lower()
    return WORD.findall(composed)[:MAX_WORDS]


def find_pages(query: str, pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that hold every word; those with all of them in the title first, then the newest.

    Databases rank by how rare a word is in the whole index, hidden pages included; that must not come out, so the
    order is ours. None when there is no word.
    """
    words = words_of(query)
    if not words:
        return pages.none()
    # The index is asked alone: it refuses filters on columns it does not hold.
    everywhere = pages.model.objects.order_by("id")
    results = everywhere.search(" ".join(words), operator="and", order_by_relevance=False)
    is_in_title = reduce(and_, (Q(title__icontains=word) for word in words))
    title_first = Case(When(is_in_title, then=0), default=1)
    found = pages.filter(pk__in=results.get_queryset().order_by().values("pk"))
    return found.order_by(title_first, "-first_published_at", "pk")
