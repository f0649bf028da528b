"""Parse one number by marks that are decided already: which they are, a single number seldom tells (`columns`)."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

from foundation.dates import MONTHS
from foundation.numbers.figures import MOST, FigureKind, Marks, NotANumberError, ParsedNumber
from foundation.text import in_plain_digits

MOST_SIGNS = 120
MOST_DIGITS = 20
SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BLANKS = re.compile(r"\s+")
APOSTROPHES = "'’ʼ´‘＇"
PLAIN = str.maketrans("％，．＋－；：（）＇˙", "%,.+-;:()'.") | str.maketrans(
    {"−": "-", "‐": "-", "‑": "-", "﹪": "%", "٪": "%"}
)

# How people say that there is no number.
MISSING = frozenset(
    {"", "-", "–", "—", "--", "---", "―", ".", "..", "…", "?", "*", "x", "/"}
    | {"n/a", "n.a.", "na", "#n/a", "#i/t", "i/t", "nan", "null", "none", "nil", "not available", "no data", "missing"}
    | {"ingen", "ingen data", "mangler", "ukendt tal", "ikke tilgængelig", "ikke tilgængeligt", "ikke målt"}
    | {"ej oplyst", "ikke oplyst"}
)
THOUSANDS = ("tusinde", "tusind", "tusin", "tus", "thousand", "tsd", "k", "t")
MILLIONS = ("millioner", "million", "millions", "mill", "mio", "mln", "mn", "m")
MILLIARDS = ("milliarder", "milliard", "mia", "mrd", "bn", "b")
SIZES = dict.fromkeys(THOUSANDS, 3) | dict.fromkeys(MILLIONS, 6) | dict.fromkeys(MILLIARDS, 9)
ABOUT = r"ca\.?|cirka|circa|omkring|omtrent|about|approx\.?|approximately|around|[~≈]"
WHOLE = re.compile(
    rf"""
    (?P<about>(?:{ABOUT})\s*)?
    (?:kr\.?|dkk|€|\$|£)?\s*
    (?P<sign>[+-])?\s*
    (?P<number>[\d.,٫٬](?:[\d.,٫٬{SPACES}{APOSTROPHES}]*\d)?)
    (?:,-|,–)?\s*
    (?P<percent>%|pct\b\.?|procent\b|percent\b)?\s*
    (?:(?P<size>{"|".join(sorted(SIZES, key=len, reverse=True))})(?![^\W_])\.?)?\s*
    (?P<unit>[^\d]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
ROUNDED = re.compile(rf"\b(?:afrundet|rounded)\b|\((?:{ABOUT})\)", re.IGNORECASE)
LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
AGO = re.compile(r"\b(?:siden|ago)\b", re.IGNORECASE)


def cleaned(text: str) -> str:
    """One line with ASCII digits, plain signs, and nothing that cannot be seen; quotes around it are gone."""
    plain = text if text.isascii() else _in_plain_signs(text)
    plain = BLANKS.sub(lambda run: " " if run[0].isascii() else "\u00a0", plain)
    plain = plain.strip(" \u00a0")
    if len(plain) > 1 and plain[0] + plain[-1] in {'""', "''", "“”", "„“", "»«", "«»", "””", "’’"}:
        plain = plain[1:-1].strip(" \u00a0")
    return plain.removeprefix("'").rstrip(";") if plain not in {"'"} else plain


def _in_plain_signs(text: str) -> str:
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return in_plain_digits(seen).translate(PLAIN)


def is_missing(text: str) -> bool:
    """Whether it says that there is no number."""
    return cleaned(text).casefold() in MISSING


def read(text: str, marks: Marks, kind: FigureKind | None = None) -> ParsedNumber:
    """A number from 0 to MOST. Raises: NotANumberError."""
    plain = cleaned(text)
    found = _whole(plain)
    if found is None or found["sign"] == "-" or not _is_unit(found["unit"]):
        raise NotANumberError(plain[:MOST_SIGNS])
    if found["percent"] and kind is FigureKind.COUNT:
        raise NotANumberError(plain)
    number = _plain_number(found["number"], marks, kind if not found["size"] else None)
    if number is None or sum(sign.isdigit() for sign in number) > MOST_DIGITS:
        raise NotANumberError(plain)
    zeros = SIZES[found["size"].lower()] if found["size"] else 0
    value = Decimal(number).scaleb(zeros)
    if value > MOST:
        raise NotANumberError(plain)
    if zeros or found["about"] or ROUNDED.search(found["unit"]):
        return ParsedNumber(_tidy(value), _step(Decimal(number), zeros))
    return ParsedNumber(_tidy(value))


def unit_of(text: str) -> str:
    """The words after the number, empty when there are none, or no number."""
    found = _whole(cleaned(text))
    return found["unit"].strip() if found else ""


def says_per_cent(text: str) -> bool:
    found = _whole(cleaned(text))
    return bool(found and found["percent"])


def _whole(plain: str) -> "re.Match[str] | None":
    return WHOLE.fullmatch(plain) if len(plain) <= MOST_SIGNS else None


def _is_unit(words: str) -> bool:
    """Whether the words after a number may say what is counted: no month, and no time that has passed."""
    if not words:
        return True
    first = re.split(r"[\W\d_]+", words.strip().casefold(), maxsplit=1)[0]
    is_word = words[0].isalpha() or words[0] in "([€$£" or words in {".", ",", ":", "!"}
    return is_word and first not in MONTHS and not AGO.search(words)


def _plain_number(text: str, marks: Marks, kind: FigureKind | None) -> str | None:
    """As Decimal takes it; None where these marks do not fit. Of a count nothing is decimals that may be thousands."""
    text = text.replace("٫", marks.decimals).replace("٬", marks.thousands)
    found = _shape_of(marks).fullmatch(text)
    if found is None:
        return None
    decimals = found["decimals"] or ""
    if kind is FigureKind.COUNT and not found["groups"] and LIKE_THOUSANDS.fullmatch(found["whole"] + "." + decimals):
        return None
    whole = re.sub(r"\D", "", found["whole"]) or "0"
    return f"{whole}.{decimals}" if decimals else whole


@cache
def _shape_of(marks: Marks) -> "re.Pattern[str]":
    thousands, decimals = re.escape(marks.thousands), re.escape(marks.decimals)
    return re.compile(
        rf"(?P<whole>[1-9]\d{{0,2}}(?P<groups>(?P<mark>{thousands}|[{SPACES}]|[{APOSTROPHES}])\d{{3}}(?:(?P=mark)\d{{3}})*)"
        rf"|\d*)(?:{decimals}(?P<decimals>\d+))?"
    )


def _tidy(value: Decimal) -> Decimal:
    """Without zeros at the end, and never with an exponent."""
    return Decimal(f"{value.normalize():f}")


def _step(number: Decimal, zeros: int) -> Decimal:
    """How far apart two numbers written like this would lie: of 1,2 thousand 100, of «ca. 1.200» 100."""
    if zeros:
        exponent = number.as_tuple().exponent
        return Decimal(1).scaleb(zeros + (exponent if isinstance(exponent, int) else 0))
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
