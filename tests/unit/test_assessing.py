"""The arithmetic of assessments, and what is hidden while they are made."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.libraries.models import Library
from showcase.assessment.hiding import as_shown, hide
from showcase.assessment.names import Telling, names_of
from showcase.assessment.scoring import compare, weighted_mean

FJORDBY = Library(name="Fjordby Bibliotek", municipality="Fjordby", domain="www.fjordbybib.dk")


def _hidden(text: str, library: Library) -> str:
    return as_shown(hide(text, Telling(frozenset(names_of(library)))))


def test_weights_count() -> None:
    assert weighted_mean({"a": (3, 5), "b": (1, 1)}) == Decimal("4.0")
    assert weighted_mean({"a": (1, 1), "b": (1, 2)}) == Decimal("1.5")


def test_comparison_marks_where_they_disagree() -> None:
    outcome = compare([{"a": (3, 5), "b": (1, 3)}, {"a": (3, 3), "b": (1, 4), "c": (2, 1)}])
    assert outcome is not None

    assert [line.is_disputed for line in outcome.lines] == [True, False, False]
    assert [line.points for line in outcome.lines] == [(5, 3), (3, 4), (None, 1)]
    assert outcome.totals == (Decimal("4.5"), Decimal("2.5"))
    assert outcome.mean == Decimal("3.5")
    assert outcome.is_disputed
    assert compare([]) is None


SHEETS = st.dictionaries(st.text(min_size=1), st.tuples(st.integers(1, 10), st.integers(1, 5)), min_size=1)


@given(SHEETS)
def test_mean_lies_between_the_points(sheet: dict[str, tuple[int, int]]) -> None:
    points = [given for _weight, given in sheet.values()]

    assert min(points) <= weighted_mean(sheet) <= max(points)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Fjordbys bibliotek i FJORDBY", "[biblioteket] bibliotek i [biblioteket]"),
        ("Hos Fjordby Bibliotek læser vi", "Hos [biblioteket] læser vi"),
        ("Skriv til ida@fjordby.dk eller se https://fjordby.dk/x", "Skriv til [adresse] eller se [adresse]"),
        ("Vi skrev som @fjordby_bib under #fjordbybibliotek", "Vi skrev som [konto] under #[biblioteket]"),
        ("fjordbybib og Fjordby-borgere", "[biblioteket] og [biblioteket]-borgere"),
        ("Bussen kørte.", "Bussen kørte."),
    ],
)
def test_library_is_hidden_in_any_spelling(text: str, hidden: str) -> None:
    assert _hidden(text, FJORDBY) == hidden


def test_library_with_signs_in_its_name_is_hidden() -> None:
    assert _hidden("Ære (Ærø) +", Library(name="Ærø (Marstal)+", municipality="Ærø")) == "Ære ([biblioteket]) +"


@given(st.text(), st.text(max_size=40))
def test_hiding_never_fails(text: str, name: str) -> None:
    assert isinstance(_hidden(text, Library(name=name, municipality=name, domain=name)), str)
