"""What is put into the index, and what is asked of it: folded words without endings, the same for every database."""

from itertools import pairwise

from foundation.danish.folding import folded
from foundation.danish.words import SMALL_WORDS, forms_of, parts_of_word, words_of

MAX_QUERY_LENGTH = 200  # characters
MAX_WORDS = 10
SHORTEST_BEGINNING = 3  # letters that may be the beginning of a longer word; shorter ones must be the whole


def indexed(text: str) -> str:
    """A text as the index holds it: each word in its forms, compounds with hyphens apart and joined (e-bog, ebog)."""
    return " ".join(form for word in words_of(text) for form in sorted(_all_forms(word)))


def asked(query: str) -> list[frozenset[str]]:
    """What a page must hold: of each set one form.

    Two neighbours are looked for joined too (tik tok, læse sal). Small words count only where there are no others.
    """
    words = _words_in(query[:MAX_QUERY_LENGTH])[:MAX_WORDS]
    joined = [forms_of(first + second) for first, second in pairwise(words)]
    groups = [
        frozenset(forms_of(word).union(*joined[max(place - 1, 0) : place + 1])) for place, word in enumerate(words)
    ]
    telling = [forms for word, forms in zip(words, groups, strict=True) if folded(word) not in SMALL_WORDS]
    return [forms for forms in telling or groups if forms]


def is_read_whole(query: str) -> bool:
    """Whether every word of it is looked for."""
    return len(query) <= MAX_QUERY_LENGTH and len(_words_in(query)) <= MAX_WORDS


def _words_in(query: str) -> list[str]:
    return [part for word in words_of(query) for part in _pieces(word)]


def may_begin(form: str) -> bool:
    """Whether longer words that begin like this are found too."""
    return len(form) >= SHORTEST_BEGINNING and not form.isdigit()


def _pieces(word: str) -> list[str]:
    """What a hyphen holds together is one word where a piece alone says nothing (e-bog), else several."""
    parts = parts_of_word(word)
    return parts if min(map(len, parts)) >= SHORTEST_BEGINNING else ["".join(parts)]


def _all_forms(word: str) -> frozenset[str]:
    parts = parts_of_word(word)
    if len(parts) == 1:
        return forms_of(word)
    return forms_of("".join(parts)).union(*map(forms_of, parts))
