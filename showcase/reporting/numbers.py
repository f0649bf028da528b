"""Numbers as Danes write them, and columns pasted from a spreadsheet."""

import re
from decimal import Decimal

# 1.234,5 and 1 234 and 12,5 and 12.5: a dot before exactly three digits divides thousands, as it does in Danish.
WITH_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
SPACES = re.compile(r"[\u00a0\u202f\u2009]")
MOST = Decimal(10) ** 12
MOST_DIGITS = 20


class NotANumberError(ValueError):
    """Says what was read instead."""


def read_number(text: str) -> Decimal:
    """A number from 0 to MOST. Raises: NotANumberError."""
    plain = SPACES.sub(" ", text).strip()
    if len(plain) > MOST_DIGITS:
        raise NotANumberError(plain[:MOST_DIGITS])
    if WITH_THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(" ", "")
    elif not PLAIN.fullmatch(plain):
        raise NotANumberError(plain)
    number = Decimal(plain.replace(",", "."))
    if number > MOST:
        raise NotANumberError(plain)
    return number


def read_column(text: str) -> list[Decimal]:
    """The numbers of a pasted column, in order. Blank lines and a heading above the first number are left out.

    Raises: NotANumberError for a line in between that is no number.
    """
    cells = [cell.strip() for line in text.splitlines() for cell in re.split(r"[\t;]", line)]
    cells = [cell for cell in cells if cell]
    while cells and not any(sign.isdigit() for sign in cells[0]):
        cells = cells[1:]
    return [read_number(cell) for cell in cells]
