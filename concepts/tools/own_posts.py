"""One's own last ten posts, as pasted: what was understood, and what the next must beat."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concepts.evidence.own_rank import BASELINE_LENGTH, TOO_MANY_TIES, own_rank
from core.models import Metric
from foundation.numbers.columns import ColumnReading, NumberColumn, UnreadableError, readings
from foundation.numbers.figures import FigureKind, ParsedNumber
from foundation.numbers.formatting import figure_in_words, no_number, plain_number
from foundation.numbers.pasted_tables import columns_in

MOST_PASTED = 20_000  # characters; of more nothing is read
SMALL = 20  # counts below it jump about by themselves


@dataclass(frozen=True)
class OwnPosts:
    """Shape: `figures` as read, none where `problems` say why; `choices` are two ways to read them, where two fit."""

    figures: tuple[ParsedNumber, ...] = ()
    problems: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> list[str]:
        return [figure_in_words(figure) for figure in self.figures]

    @property
    def bar(self) -> Decimal | None:
        """What the next post must be more than: the second best of the ten. Ties take the worse rank."""
        return sorted(figure.value for figure in self.figures)[-2] if self.figures else None

    @property
    def bar_text(self) -> str:
        return "" if self.bar is None else plain_number(self.bar)

    @property
    def warnings(self) -> list[str]:
        """What makes these ten a poor measure."""
        if not self.figures:
            return []
        values = [figure.value for figure in self.figures]
        rank = own_rank(max(values), values)
        found = []
        if rank.equal >= TOO_MANY_TIES:
            found.append(_("Several of the ten are equal: choose a number that varies more, such as reach or views."))
        if max(values) < SMALL:
            found.append(_("The numbers are small, and chance moves small numbers most: choose one that counts more."))
        if rank.is_growing:
            found.append(_("The ten rise steadily: measure per follower, or the account's growth looks like success."))
        if any(figure.is_rounded for figure in self.figures):
            found.append(_("Some numbers are rounded, so the bar is too."))
        return found


def own_posts(text: str, metric: Metric | None, chosen: str = "") -> OwnPosts:
    """Read what was pasted. Shape: `chosen` is one of the `choices` that were offered before."""
    if not text.strip():
        return OwnPosts()
    if len(text) > MOST_PASTED:
        return OwnPosts(problems=(_("That is more than can be read. Paste the ten numbers alone."),))
    columns = columns_in(text, BASELINE_LENGTH)
    if not columns:
        return OwnPosts(problems=(_("There is no number in it. Write one in each line."),))
    if len(columns) > 1:
        return OwnPosts(problems=(_("There are several columns in it. Paste the one with the numbers."),))
    return _of_column(columns[0], metric.kind if metric else None, chosen)


def _of_column(column: NumberColumn, kind: FigureKind | None, chosen: str) -> OwnPosts:
    try:
        found = readings(column.cells, kind)
    except UnreadableError as error:
        return OwnPosts(problems=tuple(no_number(cell.text) for cell in error.cells[:3]))
    by_marks = {reading.marks.name.lower(): reading for reading in found}
    if len(by_marks) > 1 and chosen not in by_marks:
        asked = tuple((name, _first_of(reading)) for name, reading in by_marks.items())
        return OwnPosts(problems=(_("The numbers can be read in two ways. Which is it?"),), choices=asked)
    reading = by_marks.get(chosen, found[0])
    figures = tuple(figure for figure in reading.figures if figure is not None)
    if len(figures) != BASELINE_LENGTH:
        told = ngettext(
            "There is %(number)d number; ten are needed, the latest ten of the same kind.",
            "There are %(number)d numbers; ten are needed, the latest ten of the same kind.",
            len(figures),
        )
        return OwnPosts(problems=(told % {"number": len(figures)},))
    return OwnPosts(figures=figures)


def _first_of(reading: ColumnReading) -> str:
    return ", ".join(figure_in_words(figure) for figure in reading.figures[:3] if figure)
