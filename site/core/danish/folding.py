"""Letters as they sound, whichever way they were typed: Høje-Taastrup, Hoeje Tåstrup and HØJETÅSTRUP are one."""

import unicodedata

# As they are written where there is no such key. `oe` and `aa` are folded on to `o` and `a` below.
LETTERS = {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "œ": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th"}
SWALLOWED = frozenset({("o", "e"), ("a", "a")})
JOINER = "\u200d"  # holds emoji together


def bare(text: str) -> str:
    """The text composed (NFC), without signs that take no room: soft hyphens, zero-width spaces, direction marks."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        sign
        for place, sign in enumerate(composed)
        if unicodedata.category(sign) != "Cf" or (sign == JOINER and not composed[place - 1 : place].isalnum())
    )


def fold(text: str, *, swallows: bool = True) -> tuple[str, list[int]]:
    """Small letters a-z, digits, and whatever stood between them; and where in the text each comes from.

    Accents, bold and wide letters fold to plain ones; æ is ae, ø and oe are o, å and aa are a. Two names glued together
    may meet in such a pair (biblioesbjerg): unless it `swallows`, oe and aa stay two letters.
    """
    folded: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in LETTERS.get(sign.lower()) or _plain(sign):
            if not (swallows and folded and (folded[-1], letter) in SWALLOWED):
                folded.append(letter)
                places.append(place)
    return "".join(folded), places


def folded(text: str) -> str:
    return fold(bare(text))[0]


def _plain(sign: str) -> str:
    letters = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(LETTERS.get(letter, letter) for letter in letters if unicodedata.category(letter) != "Mn")
