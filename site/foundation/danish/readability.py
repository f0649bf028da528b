"""Readability of Danish text: LIX, as schools and newspapers in the North count it.

Words per sentence, plus the share of words longer than six letters. Source: C.-H. Björnsson, *Läsbarhet*, 1968.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

LONG_WORD = 7  # letters, at least
SHORTEST_TEXT = 4  # words; less is a label
HARDEST = 3
SHORT_SENTENCE = 8  # words; a shorter one is not hard, whatever its words
HARD_FROM = 45

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# A full stop ends a sentence where a new one begins: “kl. 10”, “bl.a. det” and “1. marts” go on.
SENTENCE_END = re.compile(r"(?<=[.!?:…])[\"”»)]*\s+(?=[\"“«(]*[A-ZÆØÅ])")
PARAGRAPH_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|t[dh]|div)>|<br\s*/?>|\n{2,}", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Sentence:
    text: str
    words: int
    long_words: int

    @property
    def lix(self) -> float:
        """What the whole text would score if all of it was like this."""
        return self.words + 100 * self.long_words / self.words


@dataclass(frozen=True)
class Readability:
    """Shape: `lix` 0 when there is nothing to read; `hardest` at most three, the hardest first."""

    words: int
    lix: int
    hardest: tuple[str, ...] = ()

    @property
    def is_hard(self) -> bool:
        return self.lix >= HARD_FROM


def readability_of(texts: Iterable[str]) -> Readability:
    """The reading ease of several texts, plain or in HTML."""
    sentences = [one for text in texts for paragraph in _paragraphs(text) for one in _sentences(paragraph)]
    words = sum(one.words for one in sentences)
    if not words:
        return Readability(0, 0)
    long_words = sum(one.long_words for one in sentences)
    hard = [one for one in sentences if one.lix >= HARD_FROM and one.words >= SHORT_SENTENCE]
    hard.sort(key=lambda one: one.lix, reverse=True)
    lix = round(words / len(sentences) + 100 * long_words / words)
    return Readability(words, lix, tuple(one.text for one in hard[:HARDEST]))


def _paragraphs(text: str) -> Iterable[str]:
    for part in PARAGRAPH_END.split(text):
        plain = " ".join(unescape(MARKUP.sub(" ", part)).split())
        if len(WORD.findall(plain)) >= SHORTEST_TEXT:
            yield plain


def _sentences(paragraph: str) -> Iterable[Sentence]:
    for text in SENTENCE_END.split(paragraph):
        words = WORD.findall(text)
        if words:
            yield Sentence(text, len(words), sum(len(word) >= LONG_WORD for word in words))
