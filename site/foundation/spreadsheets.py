"""Read the tables of an uploaded spreadsheet or export: CSV, XLSX, or a ZIP of CSV.

Nothing of it is run or followed, and no more is read than somebody would look at. What is packed is read in a process
of its own, with little memory and a short life (`foundation.workbook_process`): a few bytes unpack to any
size, whatever they say.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from foundation.numbers.formatting import unmistakable
from foundation.text import normalise

Rows = list[list[str]]
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_SIGNS = 2_000  # of one cell
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ",;\t|"
SECONDS, MEGABYTES = 6, 400  # of the processor and of memory, for what is packed
PATIENCE_SECONDS = 20  # on a busy machine; a database lets go of who keeps it waiting for 30


class NoTableError(ValueError):
    """There is no table in it that we can read."""


class OldExcelError(NoTableError):
    """A workbook of before 2007."""


class BusyError(NoTableError):
    """Nobody had the time to read it: it may be a good one."""


def tables_in(data: bytes) -> dict[str, Rows]:
    """The tables by their names, at most MOST_ROWS rows of MOST_COLUMNS cells each. Raises: NoTableError."""
    if data.startswith(OLD_EXCEL):
        raise OldExcelError
    found = _packed_in(data) if data.startswith(ZIP) else _in_text(data)
    tables = {name: rows for name, rows in found.items() if rows}
    if not tables:
        raise NoTableError
    return tables


def _in_text(data: bytes) -> dict[str, Rows]:
    try:
        return {"": rows_of_text(decoded(data))}
    except (csv.Error, TypeError) as error:  # a quote without end, a separator that is none
        raise NoTableError from error


def _packed_in(data: bytes) -> dict[str, Rows]:
    limits = ("-m", "media.sandbox", str(SECONDS), str(MEGABYTES))
    command = [sys.executable, *limits, sys.executable, "-m", "foundation.workbook_process"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise BusyError from error
    if done.returncode != 0:
        raise NoTableError
    tables: dict[str, Rows] = json.loads(done.stdout)
    return tables


def decoded(data: bytes) -> str:
    """The text in UTF-8 or UTF-16, with or without a mark, or else in the old code of Windows. Raises: NoTableError."""
    code = BYTE_ORDERS.get(data[:2]) or _by_zeros(data)
    if code:
        return data.decode(code, errors="replace").removeprefix("\ufeff")
    if b"\x00" in data:
        raise NoTableError
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _by_zeros(data: bytes) -> str:
    """UTF-16 without its mark has a zero beside nearly every letter."""
    start = data[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 3 < len(start):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def rows_of_text(text: str) -> Rows:
    """The cells of a text whose separator is the one that divides its lines alike."""
    text = normalise(text)
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared:
        text = text[declared.end() :]
    separator = declared[1] if declared else _separator_of(text)
    return plain_rows(csv.reader(StringIO(text, newline=""), delimiter=separator))


def _separator_of(text: str) -> str:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    outside = [re.sub(r'"[^"]*"', "", line) for line in lines]
    return max(SEPARATORS, key=lambda sign: sum(line.count(sign) for line in outside if sign in line))


def plain_rows(rows: Iterable[Iterable[Any]]) -> Rows:
    return [row for row in islice(_told(rows), MOST_ROWS) if any(row)]


def _told(rows: Iterable[Iterable[Any]]) -> Iterator[list[str]]:
    for row in rows:
        yield [told(value)[:MOST_SIGNS].strip() for value in islice(row, MOST_COLUMNS)]


def told(value: Any) -> str:
    """A cell's value as text that can only be read one way: a number never has just three decimals."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:16].replace("T", " ")
    if isinstance(value, (int, float, Decimal)):
        return unmistakable(Decimal(str(value)))
    return normalise(str(value))
