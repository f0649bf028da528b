"""Blind copy of a report: what assessors may read, while they must not know whose it is and afterwards.

An allow-list: an answer comes out only when its form field says how. What an editor has looked at is kept as plain
words (`kept`), and assessors read those.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from foundation.numbers.figures import ParsedNumber
from showcase.assessment.anonymising import Piece, as_shown, hide
from showcase.assessment.identifying_names import Name, WantedNames, names_of_register, names_of_reporter, phrase
from showcase.assessment.models import Case
from showcase.reporting.blindness import Blind, banded, blindness_of
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.parsing import AnswerInWords, answers_in_words
from showcase.reporting.services import rank_of

HEAD = ("name", "kind", "platforms")  # answers that the heading gives
WHILE_BLIND = frozenset({Blind.SHOWN, Blind.SEARCHED, Blind.BANDED})
AFTERWARDS = WHILE_BLIND | {Blind.HIDDEN}
BANDED_OR_HIDDEN = frozenset({Blind.BANDED, Blind.HIDDEN})
Pieces = list[Piece]


@dataclass(frozen=True)
class Row:
    label: str
    pieces: Pieces


@dataclass(frozen=True)
class ShownToAssessors:
    """A report as assessors see it. Shape: `steps` are an id, a heading and rows; `files` come with their texts."""

    title: Pieces
    kind: str
    platforms: str
    steps: list[tuple[str, Any, list[Row]]]
    rank: Mapping[str, Any] | None
    files: list[tuple[ReportFile, Pieces]]

    @property
    def plain_title(self) -> str:
        return as_shown(self.title)


def look(case: Case, register: Set[Name] | None = None) -> dict[str, Any]:
    """The report as it is now, each text in pieces, by the names of their places.

    Cost: about 10 queries. Whoever looks at many reads the names of the register once: 2 queries, and most of the time.
    """
    report, rows = case.report, _rows(case.report)
    wanted = _wanted(report, rows, {phrase(text) for text in case.left_out}, register)
    answers = {row.name: _blindly(row, wanted) for row in rows if row.blind in WHILE_BLIND}
    rank = rank_of(report)
    files = {str(file.pk): hide(file.alt_text, wanted) for file in files_to_show(case)}
    return {"answers": answers, "files": files, "rank": _rank(rank) if rank else None}


def kept(looked: Mapping[str, Any]) -> dict[str, Any]:
    """What was looked at, as words to keep."""
    answers = {name: as_shown(pieces) for name, pieces in looked["answers"].items()}
    files = {key: as_shown(pieces) for key, pieces in looked["files"].items()}
    return {"answers": answers, "files": files, "rank": looked["rank"]}


def seal(words: Mapping[str, Any]) -> str:
    """A short sum of kept words, to tell whether they are still the ones that were looked at."""
    return sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def narrowed(words: Mapping[str, Any], left_out: Iterable[str], files: Iterable[ReportFile]) -> dict[str, Any]:
    """Kept words without these phrases, and with no other files than these."""
    wanted = WantedNames(frozenset(phrase(text) for text in left_out))
    pks = {str(file.pk) for file in files}
    shorter = {
        "answers": {name: hide(text, wanted) for name, text in words["answers"].items()},
        "files": {key: hide(alt, wanted) for key, alt in words["files"].items() if key in pks},
        "rank": words["rank"],
    }
    return kept(shorter)


def places_of(case: Case, left_out: str) -> int:
    """How often a phrase stands in what the agency reads, or would read now. Cost: about 4 queries."""
    now = [row.text for row in _rows(case.report) if row.blind == Blind.SEARCHED]
    now += [file.alt_text for file in files_to_show(case)]
    handed_over = [text for kind in ("answers", "files") for text in case.shown.get(kind, {}).values()]
    return max(_count(now, left_out), _count(handed_over, left_out))


def _count(texts: Iterable[str], left_out: str) -> int:
    wanted = WantedNames(frozenset({phrase(left_out)}))
    return sum(piece.is_by_hand for text in texts for piece in hide(text, wanted))


def files_to_show(case: Case) -> list[ReportFile]:
    """The report's files without those an editor withholds, and without films.

    A film is kept as it was sent, with the place and the telephone's name in it, until somebody makes a page of it.
    """
    return [file for file in files_afterwards(case) if not file.is_film]


def to_preview(case: Case, looked: Mapping[str, Any]) -> ShownToAssessors:
    """With the pieces an editor can still black out or give back, and all pictures."""
    files = [(file, looked["files"].get(str(file.pk), [Piece(file.alt_text)])) for file in case.report.files.all()]
    return _shown(looked["answers"], looked["rank"], files)


def while_blind(case: Case) -> ShownToAssessors:
    """From what was looked at, and nothing else."""
    answers = {name: [Piece(text)] for name, text in case.shown["answers"].items()}
    files = [(file, [Piece(case.shown["files"][str(file.pk)])]) for file in files_while_blind(case)]
    return _shown(answers, case.shown["rank"], files)


def while_blind_head(case: Case) -> dict[str, str]:
    """What a list says of it, by the answers' names. Cost: none."""
    return {name: str(case.shown["answers"].get(name, "")) for name in HEAD}


def files_while_blind(case: Case) -> list[ReportFile]:
    return [file for file in files_to_show(case) if str(file.pk) in case.shown["files"]]


def afterwards(case: Case) -> ShownToAssessors:
    """Whose it is, too; never the contact, and never what an editor withholds."""
    answers = {row.name: [Piece(row.text)] for row in _rows(case.report) if row.blind in AFTERWARDS}
    rank = rank_of(case.report)
    files = [(file, [Piece(file.alt_text)]) for file in files_afterwards(case)]
    return _shown(answers, _rank(rank) if rank else None, files, allowed=AFTERWARDS)


def files_afterwards(case: Case) -> list[ReportFile]:
    left_out = withheld(case)
    return [file for file in case.report.files.all() if file.pk not in left_out]


def withheld(case: Case) -> set[int]:
    """The files an editor withholds from the agency; none of a case that is not kept yet. Cost: 1 query."""
    return set(case.withheld.values_list("pk", flat=True)) if case.pk else set()


def _shown(
    answers: Mapping[str, Pieces],
    rank: Mapping[str, Any] | None,
    files: list[tuple[ReportFile, Pieces]],
    *,
    allowed: frozenset[Blind] = WHILE_BLIND,
) -> ShownToAssessors:
    steps = []
    for step in STEPS:
        rows = [
            Row(str(field.label), answers[name])
            for name, field in step.base_fields.items()
            if name in answers and name not in HEAD and blindness_of(field) in allowed
        ]
        if rows:
            steps.append((f"step-{step.step}", step.heading, rows))
    title, kind, platforms = (answers.get(name, []) for name in HEAD)
    return ShownToAssessors(title, as_shown(kind), as_shown(platforms), steps, rank, files)


def _rows(report: Report) -> list[AnswerInWords]:
    return [row for _name, _heading, rows in answers_in_words(report) for row in rows]


def _blindly(row: AnswerInWords, wanted: WantedNames) -> Pieces:
    if row.blind == Blind.SEARCHED:
        return hide(row.text, wanted)
    return [Piece(banded(row.value) if row.blind == Blind.BANDED else row.text)]


def _wanted(
    report: Report, rows: Iterable[AnswerInWords], left_out: Set[Name], register: Set[Name] | None
) -> WantedNames:
    reporter = names_of_reporter(
        report.contact_name or report.answer("contact_name"), report.email, report.answer("post_url")
    )
    names = (names_of_register() if register is None else register) | reporter | left_out
    return WantedNames(frozenset(names), frozenset(_exact_numbers(report, rows)))


def _exact_numbers(report: Report, rows: Iterable[AnswerInWords]) -> set[str]:
    """The numbers that could be looked up: those told only as bands or not at all, and the municipality's size."""
    values = [row.value for row in rows if row.blind in BANDED_OR_HIDDEN]
    given = [one for value in values for one in (value if isinstance(value, Sequence) else [value])]
    exact = {str(int(figure.value)) for figure in given if isinstance(figure, ParsedNumber) and figure.is_whole}
    return exact | ({str(report.library.inhabitants)} if report.library else set())


def _rank(rank: Any) -> dict[str, Any]:
    """What is shown of an own rank."""
    told = ("rank", "chance_percent", "has_many_ties", "is_growing", "is_rounded", "is_uncertain", "best", "worst")
    return {name: getattr(rank, name) for name in told}
