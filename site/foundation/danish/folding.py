"""Letters as they sound, whichever way they were typed: Høje-Taastrup, Hoeje Tåstrup and HØJETÅSTRUP are one."""

import unicodedata

from foundation.text import composed

# As they are written where there is no such key. `oe` and `aa` are folded on to `o` and `a` below.
LETTERS = {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "œ": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th"}
SWALLOWED = frozenset({("o", "e"), ("a", "a")})
JOINER = "\u200d"  # holds emoji together


def bare(text: str) -> str:
    """The text composed (NFC), without signs that take no room: soft hyphens, zero-width spaces, direction marks."""
    signs = composed(text)
    return "".join(
        sign
        for place, sign in enumerate(signs)
        if unicodedata.category(sign) != "Cf" or (sign == JOINER and not signs[place - 1 : place].isalnum())
    )


def fold(text: str, *, swallows: bool = True) -> tuple[str, list[int]]:
    """Small letters a-z, digits, and whatever stood between them; and where in the text each comes from.

    Accents, bold and wide letters fold to plain ones; æ is ae, ø and oe are o, å and aa are a. Two names glued together
    may meet in such a pair (biblioesbjerg): unless it `swallows`, oe and aa stay two letters. The e of køer is no half.
    """
    folded: list[str] = []
    places: list[int] = []
    before = ""  # the letter that may swallow the next: itself plain, and no half of a pair
    for place, sign in enumerate(text):
        letters = LETTERS.get(sign.lower())
        for letter in letters or _plain(sign):
            if swallows and not letters and (before, letter) in SWALLOWED:
                before = ""
                continue
            folded.append(letter)
            places.append(place)
            before = "" if letters else letter
    return "".join(folded), places


def folded(text: str) -> str:
    return fold(bare(text))[0]


def _plain(sign: str) -> str:
    letters = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(LETTERS.get(letter, letter) for letter in letters if unicodedata.category(letter) != "Mn")
