"""Baseline of a report: the own number and ten earlier posts, as typed, as read, and what must be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from concepts.evidence.own_rank import BASELINE_LENGTH, OwnRank, rank_of_figures
from foundation.numbers.columns import Cell, ColumnReading, NumberColumn, UnreadableError, readings
from foundation.numbers.figures import FigureKind, ParsedNumber
from foundation.numbers.formatting import figure_in_words, no_number
from foundation.numbers.parsing import is_missing
from foundation.numbers.pasted_tables import columns_in

MOST_PASTED = 20_000  # characters; of more nothing is read
SAMPLE = 4  # numbers shown of what may be chosen
BAR = 100  # units of the longest bar
MOST_NAMED = 5  # lines that are named of many wrong ones
Question = list[tuple[str, str]]
Way = tuple[
    Sequence[ParsedNumber | None], Sequence[ParsedNumber | None]
]  # the own number, if there is one, and the ten


@dataclass(frozen=True)
class Bar:
    """One of the eleven. Shape: `post` is its number among the ten, 0 for the own one; `length` of BAR."""

    post: int
    place: int
    text: str
    length: int

    @property
    def is_own(self) -> bool:
        return not self.post


@dataclass(frozen=True)
class ElevenNumbers:
    """A number and ten to compare it with, all of them read."""

    own: ParsedNumber
    ten: tuple[ParsedNumber, ...]

    @cached_property
    def rank(self) -> OwnRank:
        return rank_of_figures(self.own, self.ten)

    @cached_property
    def bars(self) -> list[Bar]:
        """The longest first; of equal ones the own comes last, as its rank has it."""
        figures = [(self.own, 0), *((figure, post) for post, figure in enumerate(self.ten, start=1))]
        ordered = sorted(figures, key=lambda pair: (-pair[0].value, not pair[1], pair[1]))
        most = ordered[0][0].value
        return [
            Bar(post, place, figure_in_words(figure), int(BAR * figure.value / most) if most else 0)
            for place, (figure, post) in enumerate(ordered, start=1)
        ]

    @property
    def seal(self) -> str:
        """A short sum of the eleven, to tell whether they are still the ones that were looked at."""
        figures = ((str(figure.value.normalize()), figure.is_rounded) for figure in (self.own, *self.ten))
        return sha256(repr(list(figures)).encode()).hexdigest()[:16]


@dataclass
class Understood:
    """Shape: a question has choices (key, words) and is empty when nothing has to be asked; `problems` are sentences
    by the names of fields."""

    own: ParsedNumber | None = None
    ten: tuple[ParsedNumber, ...] = ()
    columns: Question = field(default_factory=list)
    readings: Question = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def eleven(self) -> ElevenNumbers | None:
        return ElevenNumbers(self.own, self.ten) if self.own and len(self.ten) == BASELINE_LENGTH else None


def understand(typed: Mapping[str, Any], kind: FigureKind | None) -> Understood:
    """What the answers to `value`, `ten`, `baseline`, `column` and `reading` say of a metric of this kind."""
    found = Understood()
    column, source = _the_ten(typed, found)
    own = [Cell(text)] if (text := str(typed.get("value") or "").strip()) else []
    ways = _ways(own, column.cells if column else (), kind, found, source)
    key = str(typed.get("reading") or "")
    if len(ways) > 1:
        found.readings = [(name, _sample([*own_read, *ten_read])) for name, (own_read, ten_read) in ways.items()]
        if key not in ways:
            return found
    own_read, ten_read = ways.get(key) or next(iter(ways.values()))
    found.own = next(iter(own_read), None)
    if own and found.own is None and "value" not in found.problems:
        found.problems["value"] = [_("Write the number, or leave the field empty.")]
    _take_ten(ten_read, column, source, found)
    return found


def _the_ten(typed: Mapping[str, Any], found: Understood) -> tuple[NumberColumn | None, str]:
    """The column of the comparison posts, and the name of the field it was written in."""
    singles = [
        str(text).strip() for text in (typed.get("ten") or [])[: BASELINE_LENGTH + 1]
    ]  # more are too many as well
    pasted = str(typed.get("baseline") or "").strip("\r\n")
    if any(singles) and pasted.strip():
        found.problems["baseline"] = [_("Both the ten fields and this one are filled in. Empty one of them.")]
        return None, "baseline"
    if any(singles):
        return NumberColumn(tuple(Cell(text, line) for line, text in enumerate(singles, start=1))), "ten"
    columns = columns_in(pasted, BASELINE_LENGTH) if pasted.strip() and len(pasted) <= MOST_PASTED else []
    if len(columns) < 2:
        return next(iter(columns), None), "baseline"
    found.columns = [(str(place), _told(column, place)) for place, column in enumerate(columns, start=1)]
    chosen = str(typed.get("column") or "")
    return (columns[int(chosen) - 1] if chosen in dict(found.columns) else None), "baseline"


def _told(column: NumberColumn, place: int) -> str:
    name = column.heading or _("Column %(number)s") % {"number": place}
    rest = " …" if len(column.cells) > SAMPLE else ""
    return f"{name}: {' · '.join(cell.text for cell in column.cells[:SAMPLE])}{rest}"


def _ways(
    own: Sequence[Cell], ten: Sequence[Cell], kind: FigureKind | None, found: Understood, source: str
) -> dict[str, Way]:
    """The ways to read all eleven: as one column, or, where that does not go, the one and the ten each by itself."""
    try:
        together = readings([*own, *ten], kind)
    except UnreadableError:
        apart = (_read(own, kind, found, "value"), _read(ten, kind, found, source))
        return {
            f"{one.marks.name}-{all_.marks.name}".lower(): (one.figures, all_.figures)
            for one in apart[0]
            for all_ in apart[1]
        }
    return {one.marks.name.lower(): (one.figures[: len(own)], one.figures[len(own) :]) for one in together}


def _read(cells: Sequence[Cell], kind: FigureKind | None, found: Understood, name: str) -> list[ColumnReading]:
    try:
        return readings(cells, kind)
    except UnreadableError as error:
        found.problems.setdefault(name, []).append(_what_is_wrong(error, is_single=name == "value"))
        return readings([])


def _what_is_wrong(error: UnreadableError, *, is_single: bool) -> str:
    if is_single:
        return no_number(str(error))
    lines = "; ".join(
        _("line %(line)s: %(text)s") % {"line": cell.line, "text": cell.text or "–"}
        for cell in error.cells[:MOST_NAMED]
    )
    if error.is_mixed:
        return _("Points and commas are used in two ways. Write these like the others: %(lines)s") % {"lines": lines}
    return _("This is no number: %(text)s") % {"text": lines}


def _take_ten(
    figures: Sequence[ParsedNumber | None], column: NumberColumn | None, source: str, found: Understood
) -> None:
    there = tuple(figure for figure in figures if figure)
    if column is None or source in found.problems:
        return
    sentences: list[str] = []
    if len(there) != BASELINE_LENGTH:
        sentence = (
            _("Ten posts are needed; here are %(number)s. Leave it empty if you have fewer.")
            if len(there) < BASELINE_LENGTH
            else _("Ten posts are needed; here are %(number)s. Take the oldest ones out.")
        )
        sentences.append(sentence % {"number": len(there)})
    for place, cell in enumerate(column.cells, start=1):
        if is_missing(cell.text):
            values = {"place": place, "line": cell.line, "text": cell.text}
            is_told = source == "baseline" and cell.text
            sentence = (
                _("Number %(place)s is missing (line %(line)s: “%(text)s”).")
                if is_told
                else _("Number %(place)s is missing.")
            )
            sentences.append(sentence % values)
    if sentences:
        found.problems.setdefault(source, []).extend(sentences)
    else:
        found.ten = there


def _sample(figures: Sequence[ParsedNumber | None]) -> str:
    """The first different numbers, to tell one reading from another."""
    words = list(dict.fromkeys(figure_in_words(figure) for figure in figures if figure))
    return " · ".join(words[:SAMPLE]) + (" …" if len(words) > SAMPLE else "")
