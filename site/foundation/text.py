"""Normalise text that somebody typed or pasted: nothing is lost but what no text may hold.

The one way in for every text (docs/decisions/0038-text.md); fields, blocks, imports and names of files pass it.
"""

import re
import unicodedata
from itertools import groupby
from typing import Any

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
TAG = "\U000e0020-\U000e007e"  # letters of a flag: of Scotland, of Wales
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"  # control characters, the vertical tab of presentations among them
    "|[\ud800-\udfff]"  # half a character
    f"|[\ufdd0-\ufdef{''.join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))}]"
    "|[\u202a-\u202e\u2066-\u206f]"  # what turns a line around
    "|[\ufeff\ufff9-\ufffb]"  # the mark of a file's beginning, and of notes between lines
    f"|(?P<flag>\U0001f3f4[{TAG}]+\U000e007f)|[\U000e0000-\U000e007f]"  # the same letters elsewhere hide words
)
BREAKS = re.compile("[\t\n]+")
BREAKS_OF_WORD = re.compile("[\x0b\x0c]")  # a line within a paragraph, and a page: Word's and PowerPoint's signs
MOST_MARKS = 3  # over, under or through one letter
THROUGH, LEAST_AROUND = 1, 200  # Unicode's combining classes; those between belong to letters, as vowels do
UNSEEN = {"Cc", "Cf", "Cs"}
TOWER = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")  # whatever else may be among so many signs


def normalise(text: str) -> str:
    """The text in NFC with plain line ends, without what no text may hold.

    That is control characters but tab and new line, halves of characters, noncharacters, what turns the line around,
    and accents towering over a letter. Joiners, emoji, soft hyphens, "<" and all else stay. Doing it again changes
    nothing.
    """
    kept = FORBIDDEN.sub(lambda found: found["flag"] or "", LINE_ENDS.sub("\n", text))
    return TOWER.sub(_cut, composed(kept))


def composed(text: str) -> str:
    """The text in NFC, in a time that grows as the text does; `unicodedata` takes an hour for a megabyte of marks."""
    return unicodedata.normalize("NFC", TOWER.sub(_ordered, text))


def one_line(text: str) -> str:
    """The same where there are no lines: for each break a space."""
    return BREAKS.sub(" ", normalise(text))


def normalise_typed(text: str, *, has_lines: bool = True) -> str:
    """The same of what may be pasted out of Word: where it breaks a line no two words, or numbers, run together."""
    return normalise(BREAKS_OF_WORD.sub("\n" if has_lines else " ", text))


def normalise_within(value: Any) -> Any:
    """The same for every text in lists, tuples and mappings; keys and whatever else there is stay as they are."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, dict):
        return {key: normalise_within(one) for key, one in value.items()}
    return type(value)(map(normalise_within, value)) if type(value) in {list, tuple} else value


def is_blank(text: str) -> bool:
    """Whether nothing of it would be seen."""
    return all(sign.isspace() or unicodedata.category(sign) in UNSEEN for sign in text)


def in_plain_digits(text: str) -> str:
    """The text with the digits of any script written 0-9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _ordered(tower: re.Match[str]) -> str:
    """The same signs taken apart, the marks of each letter in Unicode's order of them."""
    apart = "".join(unicodedata.normalize("NFD", sign) for sign in tower[0])
    return "".join(
        "".join(sorted(signs, key=unicodedata.combining) if are_marks else signs)
        for are_marks, signs in groupby(apart, lambda sign: unicodedata.combining(sign) > 0)
    )


def _cut(tower: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in tower[0]:
        combining = unicodedata.combining(sign)
        is_around = combining == THROUGH or combining >= LEAST_AROUND
        if is_around:
            marks += 1
        elif unicodedata.category(sign)[0] != "M":
            marks = 0
        if not is_around or marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
