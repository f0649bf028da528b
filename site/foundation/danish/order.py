"""The Danish order of names: æ, ø and å last, aa as å, capitals, accents and hyphens no matter.

The key is made of digits alone, so that every database and every language puts it in the same order.
Source: Retskrivningsordbogen, DS 377.
"""

import unicodedata

from foundation.text import composed

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzæøå"
NUMBERS = {sign: f"{number:02}" for number, sign in enumerate(ALPHABET, start=1)}
BREAK = "00"  # between words, before every letter: Faxe Ladeplads before Faxen
# Letters of the neighbours, where Danes look for them.
SAME = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "œ": "ø", "ß": "ss", "ð": "d", "đ": "d", "þ": "th"})
LETTERS = frozenset(ALPHABET)


def order_key(text: str) -> str:
    """What a list of names is sorted by. Shape: two digits for every letter; the same for all spellings."""
    words = "".join(map(_plain, composed(text).casefold().translate(SAME))).split()
    return BREAK.join("".join(map(NUMBERS.__getitem__, word.replace("aa", "å"))) for word in words)


def _plain(sign: str) -> str:
    """The letter without accents; a blank for what is neither letter nor digit."""
    if sign in LETTERS:
        return sign
    letters = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(letter for letter in letters if letter in LETTERS) or ("" if _is_mark(sign) else " ")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Cf"} or sign in "'’.,"
