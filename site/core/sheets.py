"""The tables in a file that somebody took out of a platform or a spreadsheet: CSV, XLSX, or a ZIP of CSV.

Nothing of it is run or followed, and no more is read than somebody would look at.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from core.numbers.telling import unmistakable

Rows = list[list[str]]
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_SIGNS = 2_000  # of one cell
MOST_UNPACKED_BYTES = 30_000_000
MOST_MEMBERS = 300
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ",;\t|"
UNREADABLE = (BadZipFile, zlib.error, csv.Error, EOFError, SyntaxError, NotImplementedError, RuntimeError)


class NoTableError(ValueError):
    """There is no table in it that we can read."""


class OldExcelError(NoTableError):
    """A workbook of before 2007."""


def tables_in(data: bytes) -> dict[str, Rows]:
    """The tables by their names, at most MOST_ROWS rows of MOST_COLUMNS cells each. Raises: NoTableError."""
    try:
        found = _found_in(data)
    except NoTableError:
        raise
    except (*UNREADABLE, LookupError, OSError, TypeError, ValueError) as error:  # whatever a broken file makes of it
        raise NoTableError from error
    tables = {name: rows for name, rows in found.items() if rows}
    if not tables:
        raise NoTableError
    return tables


def _found_in(data: bytes) -> dict[str, Rows]:
    if data.startswith(OLD_EXCEL):
        raise OldExcelError
    if not data.startswith(ZIP):
        return {"": rows_of_text(decoded(data))}
    with ZipFile(BytesIO(data)) as packed:
        members = packed.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
            raise NoTableError
        if any(member.filename == "xl/workbook.xml" for member in members):
            return _workbook(data)
        texts = [member for member in members if member.filename.lower().endswith((".csv", ".tsv", ".txt"))]
        return {member.filename: rows_of_text(decoded(packed.read(member))) for member in texts}


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
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared:
        text = text[declared.end() :]
    separator = declared[1] if declared else _separator_of(text)
    return _plain(csv.reader(StringIO(text, newline=""), delimiter=separator))


def _separator_of(text: str) -> str:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    outside = [re.sub(r'"[^"]*"', "", line) for line in lines]
    return max(SEPARATORS, key=lambda sign: sum(line.count(sign) for line in outside if sign in line))


def _workbook(data: bytes) -> dict[str, Rows]:
    """The values of each sheet as they were last calculated; formulas are not run."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return {
            sheet.title: _plain(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _plain(rows: Iterable[Iterable[Any]]) -> Rows:
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
    return str(value)
