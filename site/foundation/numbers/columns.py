"""Parse a column of numbers as a whole: the marks must fit every line of it, and the kind of its metric."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.numbers.figures import FigureKind, Marks, NotANumberError, ParsedNumber
from foundation.numbers.parsing import is_missing, read


@dataclass(frozen=True)
class Cell:
    """What stands in one line. Shape: `line` counts from 1 in what was typed."""

    text: str
    line: int = 1


@dataclass(frozen=True)
class NumberColumn:
    cells: tuple[Cell, ...]
    heading: str = ""


@dataclass(frozen=True)
class ColumnReading:
    """One way to read a column. Shape: as many figures as cells, None where one says it is missing."""

    marks: Marks
    figures: tuple[ParsedNumber | None, ...]


class UnreadableError(NotANumberError):
    """No way of reading fits all of it. Shape: `cells` are the lines in the way, at least one."""

    def __init__(self, cells: Sequence[Cell], *, is_mixed: bool = False) -> None:
        super().__init__(", ".join(cell.text for cell in cells))
        self.cells = tuple(cells)
        self.is_mixed = is_mixed  # each is a number, but not by the same marks


def readings(cells: Sequence[Cell], kind: FigureKind | None = None) -> list[ColumnReading]:
    """The ways in which all of a column can be read: one, or two that differ and leave the choice to whoever wrote it.

    Of a count the whole readings come before all others. Raises: UnreadableError.
    """
    for is_whole in (True, False) if kind is FigureKind.COUNT else (False,):
        found = [reading for marks in Marks if (reading := _by(marks, cells, kind, is_whole=is_whole))]
        if found:
            return found if len({reading.figures for reading in found}) > 1 else found[:1]
    raise _what_is_wrong(cells, kind)


def read_alone(text: str, kind: FigureKind | None = None) -> ParsedNumber:
    """A number that stands in no column. Raises: UnreadableError, AmbiguousError."""
    found = readings([Cell(text)], kind)
    if len(found) > 1:
        raise AmbiguousError(text, [reading.figures[0] for reading in found if reading.figures[0]])
    figure = found[0].figures[0]
    if figure is None:
        raise UnreadableError([Cell(text)])
    return figure


class AmbiguousError(NotANumberError):
    """Two readings fit. Shape: `figures` are what it may be."""

    def __init__(self, text: str, figures: Sequence[ParsedNumber]) -> None:
        super().__init__(text)
        self.figures = tuple(figures)


def is_cell(text: str) -> bool:
    """Whether it is a number by any marks, or says that one is missing."""
    return is_missing(text) or any(_figure(text, marks, None) for marks in Marks)


def is_number(text: str) -> bool:
    return not is_missing(text) and is_cell(text)


def _by(marks: Marks, cells: Sequence[Cell], kind: FigureKind | None, *, is_whole: bool) -> ColumnReading | None:
    figures: list[ParsedNumber | None] = []
    for cell in cells:
        if is_missing(cell.text):
            figures.append(None)
            continue
        figure = _figure(cell.text, marks, kind)
        if figure is None or (is_whole and not figure.is_whole):
            return None
        figures.append(figure)
    return ColumnReading(marks, tuple(figures))


def _figure(text: str, marks: Marks, kind: FigureKind | None) -> ParsedNumber | None:
    try:
        return read(text, marks, kind)
    except NotANumberError:
        return None


def _what_is_wrong(cells: Sequence[Cell], kind: FigureKind | None) -> UnreadableError:
    """The lines that are no number by any marks; if there are none, those that the marks of most lines do not fit."""
    given = [cell for cell in cells if not is_missing(cell.text)]
    misfits = [[cell for cell in given if not _figure(cell.text, marks, kind)] for marks in Marks]
    if bad := [cell for cell in given if all(cell in misfit for misfit in misfits)]:
        return UnreadableError(bad)
    return UnreadableError(min(misfits, key=len), is_mixed=True)
