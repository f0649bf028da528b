"""Anonymising of texts: names that tell whose a report is are blacked out or offered."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.danish.folding import bare, fold, folded
from showcase.assessment.identifying_names import Name, NameKind, WantedNames
from showcase.assessment.ordinary_words import is_ordinary

# Bounded as names of hosts are, since it is tried again at every sign of a word, and reporters' words may be long.
DOTTED = r"(?<![\w@])(?:[\w-]{1,63}\.){1,20}"
ADDRESS = re.compile(
    rf"(?<!\S)\S+@\S+|\b(?:https?://|www\.)\S+|{DOTTED}(?:dk|com|net|org|eu|info|app)(?:/\S*)?(?!\w)"
    rf"|{DOTTED}[a-z]{{2,}}/\S*",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"(?<!\w)@\w[\w.-]*")
PHONE = re.compile(r"(?<!\d)(?:\+45\s?)?\d\d\s?\d\d\s?\d\d\s?\d\d(?!\d)")
NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:[. \u00a0]\d{3})+(?![\d])|(?<![\d.])\d{3,}(?!\d)")
COUNTED_PEOPLE = re.compile(r"\s*(?:følgere|foelgere|followers|indbyggere)\b", re.IGNORECASE)
POSTCODE = re.compile(r"(?<!\d)(?:DK-)?\d{4}\s+$")
BETWEEN_PARTS = r"[\s\-_.·/&'’]{0,3}(?:(?:og|i)[\s\-_]+)?"
# Beside or inside a name these say that it is one.
LIBRARY_BEFORE = re.compile(r"(?:bibliotek\w*|kommunen?)\s+(?:i|på|for|ved)?\s*$", re.IGNORECASE)
LIBRARY_AFTER = re.compile(r"\W{0,2}(?:\w*bibliotek|kommune|bib\b)", re.IGNORECASE)
GLUED_BEFORE = re.compile(r"(?:visit|oplev|bib|biblio|bibliotek\w*|kommune)$")
GLUED_AFTER = re.compile(r"s?(?:bib|kommune|folkebib|librar)")
STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n])[\s\"'«»“”()\-–•*>]*$")
LOOK_AROUND = 40
LONG, SHORT = 5, 4  # letters: long enough to be found inside any word; to be found where a word begins


class Mark(Enum):
    PLAIN = auto()
    HIDDEN = auto()
    OFFERED = auto()
    BY_HAND = auto()


@dataclass(frozen=True)
class Piece:
    """A stretch of text. Shape: `shown` is what assessors read there."""

    text: str
    mark: Mark = Mark.PLAIN
    label: str | Promise = ""

    @property
    def shown(self) -> str:
        return str(self.label) if self.label else self.text

    @property
    def is_offered(self) -> bool:
        return self.mark == Mark.OFFERED

    @property
    def is_by_hand(self) -> bool:
        return self.mark == Mark.BY_HAND


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    mark: Mark
    label: str | Promise = ""


LABELS = {NameKind.PLACE: _("[the library]"), NameKind.PERSON: _("[name]"), NameKind.PHRASE: _("[left out]")}


def hide(text: str, wanted: WantedNames) -> list[Piece]:
    """The text in pieces: what tells is hidden, what may be an ordinary word is offered.

    It hides too much rather than too little; what it offers is shown unless an editor blacks it out.
    """
    text = bare(text)
    spans: list[_Span] = [
        *(_Span(*found.span(), Mark.HIDDEN, _("[address]")) for found in ADDRESS.finditer(text)),
        *(_Span(*found.span(), Mark.HIDDEN, _("[account]")) for found in ACCOUNT.finditer(text)),
        *(_Span(*found.span(), Mark.HIDDEN, _("[number]")) for found in PHONE.finditer(text)),
        *_numbers(text, wanted.numbers),
        *_named(text, wanted.names),
    ]
    return list(_pieces(text, _apart(text, spans)))


def as_shown(pieces: Iterable[Piece]) -> str:
    """What assessors read."""
    return "".join(piece.shown for piece in pieces)


def _numbers(text: str, wanted: frozenset[str]) -> Iterator[_Span]:
    for found in NUMBER.finditer(text):
        if re.sub(r"\D", "", found[0]) in wanted or COUNTED_PEOPLE.match(text, found.end()):
            yield _Span(*found.span(), Mark.HIDDEN, _("[number]"))


def _named(text: str, names: Iterable[Name]) -> Iterator[_Span]:
    looked_for, words = list(names), _Words(text)
    for swallows in (True, False):
        flat, places = fold(text, swallows=swallows)
        for name in looked_for:
            if name.parts[0] not in flat:
                continue
            for found in _pattern(name.parts).finditer(flat):
                start, end = places[found.start()], places[found.end() - 1] + 1
                if span := _judged(words, name, start, end):
                    yield span


@lru_cache(maxsize=4096)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(BETWEEN_PARTS.join(parts))


def _judged(words: "_Words", name: Name, start: int, end: int) -> _Span | None:
    """What to do about a name found at this place: nothing, hide it, or offer it."""
    text, first, last = words.text, words.begin(start), words.end(end)
    before = folded(text[max(first, start - LOOK_AROUND) : start])
    after = folded(text[end : min(last, end + LOOK_AROUND)])
    is_whole = not before and after in {"", "s"}
    is_tag = text[max(0, first - 1) : first] in {"#", "_", "@"} or text[last : last + 1] == "_"
    is_camel = bool(before) and text[start].isupper() and not text[start - 1].isupper()
    is_glued = bool(GLUED_BEFORE.search(before) or GLUED_AFTER.match(after))
    if name.kind == NameKind.PERSON or (name.is_word and not is_tag and not is_glued):
        is_found = is_whole
    elif name.kind == NameKind.PHRASE:
        is_found = is_whole or is_tag or is_camel
    else:
        begins = name.length >= SHORT and (not before or is_tag or is_camel)
        is_found = is_whole or is_glued or begins or name.length >= LONG
    if not is_found:
        return None
    is_offered = _may_be_a_word(text, name, first, last) and not (
        is_glued or is_camel or (is_tag and is_whole) or _is_proper(text, name, first, last, is_whole=is_whole)
    )
    if is_offered:
        return _Span(first, last, Mark.OFFERED)
    return _Span(first, last, Mark.BY_HAND if name.kind == NameKind.PHRASE else Mark.HIDDEN, LABELS[name.kind])


class _Words:
    """Where the words of a text begin and end: found once, for a long word may hold a name a thousand times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._begins = list(range(len(text) + 1))
        self._ends = list(range(len(text) + 1))
        for place in range(1, len(text) + 1):
            if text[place - 1].isalnum():
                self._begins[place] = self._begins[place - 1]
        for place in range(len(text) - 1, -1, -1):
            if text[place].isalnum():
                self._ends[place] = self._ends[place + 1]

    def begin(self, place: int) -> int:
        """Of the word that stands before this place, or the place itself."""
        return self._begins[place]

    def end(self, place: int) -> int:
        """Of the word that goes on at this place, or the place itself."""
        return self._ends[place]


def _may_be_a_word(text: str, name: Name, first: int, last: int) -> bool:
    if name.kind == NameKind.PHRASE or len(name.parts) > 1:
        return False
    return name.is_word or (last - first <= LOOK_AROUND and bool(is_ordinary(text[first:last].casefold())))


def _is_proper(text: str, name: Name, first: int, last: int, *, is_whole: bool) -> bool:
    """Whether what stands there is written as a name: by a capital within a sentence, or beside «bibliotek»."""
    if not is_whole:
        return False
    before, after = text[max(0, first - LOOK_AROUND) : first], text[last : last + LOOK_AROUND]
    if LIBRARY_BEFORE.search(before) or LIBRARY_AFTER.match(after):
        return True
    is_capital = text[first].isupper()
    return is_capital and (name.kind == NameKind.PERSON or not STARTS_SENTENCE.search(before))


def _apart(text: str, spans: Iterable[_Span]) -> list[_Span]:
    """The spans in order, none over another: hidden ones joined where they meet, offered ones only where free."""
    hidden: list[_Span] = []
    certain = (span for span in spans if span.mark != Mark.OFFERED)
    for span in sorted(certain, key=lambda span: (span.start, -span.end)):
        if hidden and span.start < hidden[-1].end:
            last = hidden[-1]
            hidden[-1] = _Span(last.start, max(last.end, span.end), last.mark, last.label)
        else:
            code = POSTCODE.search(text, max(0, span.start - LOOK_AROUND), span.start)
            hidden.append(_Span(code.start() if code else span.start, span.end, span.mark, span.label))
    offered = (span for span in spans if span.mark == Mark.OFFERED)
    return sorted([*hidden, *_free(offered, hidden)], key=lambda span: span.start)


def _free(offered: Iterable[_Span], hidden: Sequence[_Span]) -> Iterator[_Span]:
    """Those that lie over no other."""
    starts, end = [span.start for span in hidden], 0
    for span in sorted(offered, key=lambda span: span.start):
        before = bisect_left(starts, span.end)
        if span.start >= end and (not before or hidden[before - 1].end <= span.start):
            end = span.end
            yield span


def _pieces(text: str, spans: Iterable[_Span]) -> Iterator[Piece]:
    place = 0
    for span in spans:
        if place < span.start:
            yield Piece(text[place : span.start])
        yield Piece(text[span.start : span.end], span.mark, span.label)
        place = span.end
    if place < len(text):
        yield Piece(text[place:])
