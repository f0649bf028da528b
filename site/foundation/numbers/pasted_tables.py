"""Find the columns of numbers in a pasted text: one a line, one line of many, or lines of several cells."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from foundation.dates import after_day, is_day
from foundation.numbers.columns import Cell, NumberColumn, is_cell, is_number
from foundation.numbers.parsing import cleaned, unit_of

Row = list[Cell]
TOTALS = re.compile(r"(?:i alt|total|totalt|sum|samlet|gennemsnit|average|grand total)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(\d{1,3})\s*[.):]\s+(?=\S)")
BULLET = re.compile(r"[•·*▪◦]\s+|[-–]\s+(?=\d)")
LABEL = re.compile(r"\D*[:=]\s*")
LETTER = re.compile(r"[^\W\d_]")
BLANKS = r"(?<!\s)\s+"  # all of them at once, and tried once however many there are
AND = re.compile(rf"{BLANKS}(?:og|and|&)\s+")
# What may stand between the numbers of one line; the first that leaves numbers alone is taken.
SIGNS = (
    *(r"\t+", rf"(?:{BLANKS})?;\s*", r",\s+", rf"(?:{BLANKS})?\|\s*"),
    *(r" {2,}", r"[ ]+", r",", rf"{BLANKS}/\s+"),
)
IDS = re.compile(r"(?:\b|_|-)ids?\b|permalink", re.IGNORECASE)
MOST_COLUMNS = 40
MOSTLY = 0.8


def columns_in(text: str, expected: int) -> list[NumberColumn]:
    """The columns that hold numbers, in order; one with everything in it when nothing better is found.

    `expected` is how many numbers are asked for; it decides where a text can be divided in several ways.
    """
    lines = _unbulleted([Cell(line.strip(), number) for number, line in enumerate(text.splitlines(), start=1)])
    if sum(bool(line.text) for line in lines) <= 1:
        return _of_one_line(next((line for line in lines if line.text), Cell("")), expected)
    if column := _as_a_list(lines, expected):
        return [column]
    for divide in (_by_tab, _by_semicolon, _by_comma, _by_bar, _behind_days, _by_last_space, _by_every_space):
        if columns := columns_of([divide(line) for line in lines if line.text], expected):
            return columns
    if column := _as_one(lines):
        return [column]
    return [NumberColumn(tuple(line for line in lines if line.text))]


@dataclass(frozen=True)
class Table:
    """Shape: `headings` is empty where there are none; the rows of `body` may be shorter than `width`."""

    headings: Row
    body: Sequence[Row]

    @property
    def width(self) -> int:
        return min(max(map(_width, [self.headings, *self.body])), MOST_COLUMNS)

    def heading(self, place: int) -> str:
        return _cell(self.headings, place).text

    def texts(self, place: int) -> list[str]:
        return [_cell(row, place).text for row in self.body]

    def column(self, place: int) -> NumberColumn:
        return NumberColumn(tuple(_cell(row, place) for row in self.body), self.heading(place))


def table_of(rows: Sequence[Row]) -> Table | None:
    """The rows with numbers and the heading above them; None when there are none. Sums are left out."""
    headings, body = _heading_of(rows)
    body = [row for row in body if not _is_total(row) and _width(row)]
    return Table(headings, body) if body else None


def columns_in_table(table: Table) -> list[NumberColumn]:
    """The columns whose cells are numbers, or say that one is missing; ids and row numbers are none."""
    columns = [table.column(place) for place in range(table.width)]
    return _without_ids([column for column in columns if _is_numeric(column)])


def columns_of(rows: Sequence[Row], expected: int) -> list[NumberColumn]:
    """The columns of numbers, where the rows are cells of one table."""
    table = table_of(rows)
    if table is None:
        return []
    widths = {_width(row) for row in table.body}
    cells = [cell for row in table.body for cell in row[: _width(row)]]
    if not table.headings and len(table.body) != expected and all(is_cell(cell.text) for cell in cells):
        return [NumberColumn(tuple(cells))] if len(cells) == expected else []
    if (not table.headings and len(widths) > 1) or (table.headings and _width(table.headings) != max(widths)):
        return []
    if not table.headings and any(_is_half_numeric(table.column(place)) for place in range(table.width)):
        return []
    return columns_in_table(table)


def _width(row: Row) -> int:
    """How many cells a row has, without empty ones at its end."""
    return max((place for place, cell in enumerate(row, start=1) if cell.text.strip()), default=0)


def _is_half_numeric(column: NumberColumn) -> bool:
    """Whether it only looks like a column: some cells are numbers, others neither that nor missing."""
    texts = [cell.text for cell in column.cells]
    return any(map(is_number, texts)) and not all(map(is_cell, texts))


def _is_numeric(column: NumberColumn) -> bool:
    """With a heading some cells may be wrong: they are named when the column is read."""
    texts = [cell.text for cell in column.cells]
    right = sum(map(is_cell, texts))
    is_enough = right >= MOSTLY * len(texts) if column.heading else right == len(texts)
    return is_enough and any(map(is_number, texts)) and not all(map(is_day, texts))


def _heading_of(rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """The row above the first with a bare number, and everything below it. Titles above the heading are left out.

    Where no number is bare, the first with words after it counts: «25 % set» may stand in a heading.
    """
    numbers = ((place, [cell for cell in row if is_number(cell.text)]) for place, row in enumerate(rows))
    first = len(rows)
    for place, cells in numbers:
        first = min(first, place) if cells else first
        if any(not unit_of(cell.text) for cell in cells):
            first = place
            break
    return (rows[first - 1] if first else []), rows[first:]


def _without_ids(columns: list[NumberColumn]) -> list[NumberColumn]:
    told = [column for column in columns if not IDS.search(column.heading)]
    if len(told) > 1 and _counts_rows(told[0]):
        return told[1:]
    return told


def _counts_rows(column: NumberColumn) -> bool:
    return [cleaned(cell.text) for cell in column.cells] == [str(number) for number in range(1, len(column.cells) + 1)]


def _is_total(row: Row) -> bool:
    first = next((cell.text for cell in row if cell.text.strip()), "")
    return bool(TOTALS.match(cleaned(first)))


def _cell(row: Row, place: int) -> Cell:
    if place < len(row):
        return replace(row[place], text=cleaned(row[place].text))
    return Cell("", row[0].line if row else 1)


def _as_a_list(lines: Sequence[Cell], expected: int) -> NumberColumn | None:
    """One number a line, a heading above and a sum below left out. Blank lines are gaps where the count needs them."""
    filled = [line for line in lines if line.text]
    start = next((place for place, line in enumerate(filled) if is_cell(line.text)), len(filled))
    if _is_heading(filled[start:]):
        start += 1
    heading, body = (filled[start - 1].text if start else ""), filled[start:]
    if body and _is_total(body[-1:]):
        body = body[:-1]
    if not body or not all(is_cell(line.text) for line in body) or not any(is_number(line.text) for line in body):
        return None
    between = [line for line in lines if body[0].line <= line.line <= body[-1].line]
    is_gapped = len(body) < expected == len(between)
    return NumberColumn(tuple(between if is_gapped else body), cleaned(heading))


def _is_heading(lines: Sequence[Cell]) -> bool:
    """Whether the first line only looks like a number: «28 dage» above plain ones."""
    units = [unit_of(line.text) for line in lines]
    return len(lines) > 1 and bool(units[0]) and not any(units[1:])


def _of_one_line(line: Cell, expected: int) -> list[NumberColumn]:
    text = AND.sub(" ", _without_label(line.text))
    ways = [_divided(text, sign) for sign in SIGNS]
    whole = [cells for cells in ways if len(cells) > 1 and all(map(is_cell, cells)) and any(map(is_number, cells))]
    chosen = next((cells for cells in whole if len(cells) == expected), None)
    if chosen is None:
        chosen = [line.text] if is_cell(line.text) else next(iter(whole), [line.text])
    return [NumberColumn(tuple(Cell(cell, line.line) for cell in chosen))] if line.text else []


def _without_label(text: str) -> str:
    """Without the words before the first number, if a colon or the like ends them."""
    label = LABEL.match(text)
    return text[label.end() :] if label and LETTER.search(label[0]) else text


def _divided(text: str, sign: str) -> list[str]:
    return [part.strip(" ,;") if sign != r"," else part for part in re.split(sign, text.strip(" ;,"))]


def _by(sign: str) -> Callable[[Cell], Row]:
    def divide(line: Cell) -> Row:
        return [Cell(part.strip(), line.line) for part in next(csv.reader([line.text], delimiter=sign), [])]

    return divide


_by_tab, _by_semicolon, _by_comma, _by_bar = map(_by, "\t;,|")


def _behind_days(line: Cell) -> Row:
    rest = after_day(line.text)
    return [Cell(line.text if rest is None else rest, line.line)]


def _by_last_space(line: Cell) -> Row:
    return [Cell(part, line.line) for part in re.split(r"\s{2,}|\s(?=\S+$)", line.text) if part]


def _by_every_space(line: Cell) -> Row:
    return [Cell(part, line.line) for part in line.text.split()]


def _as_one(lines: Iterable[Cell]) -> NumberColumn | None:
    """Everything that stands between tabs and semicolons, as one column."""
    cells = [Cell(part.strip(), line.line) for line in lines for part in re.split(r"[\t;]", line.text) if part.strip()]
    start = next((place for place, cell in enumerate(cells) if is_number(cell.text)), len(cells))
    body = cells[start:]
    return NumberColumn(tuple(body)) if body and all(is_cell(cell.text) for cell in body) else None


def _unbulleted(lines: list[Cell]) -> list[Cell]:
    """Without the numbers and dots of a list, if every line has one, in order."""
    filled = [line for line in lines if line.text and any(map(str.isdigit, line.text))]
    numbers = [NUMBERED.match(line.text) for line in filled]
    if len(filled) > 1 and [found and int(found[1]) for found in numbers] == list(range(1, len(filled) + 1)):
        return [replace(line, text=NUMBERED.sub("", line.text, count=1)) for line in lines]
    if len(filled) > 1 and all(BULLET.match(line.text) for line in filled):
        return [replace(line, text=BULLET.sub("", line.text, count=1)) for line in lines]
    return lines
