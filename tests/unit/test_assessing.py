"""The arithmetic of assessments, and what is hidden while they are made."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libraries.models import Library
from showcase.assessment.anonymising import as_shown, hide
from showcase.assessment.identifying_names import WantedNames, names_of
from showcase.assessment.scoring import compare, rounded, weighted_mean

FJORDBY = Library(name="Fjordby Bibliotek", municipality="Fjordby", domain="www.fjordbybib.dk")


def _hidden(text: str, library: Library) -> str:
    return as_shown(hide(text, WantedNames(frozenset(names_of(library)))))


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


@pytest.mark.parametrize(
    ("mean", "shown"),
    [
        *((Fraction(69, 20), "3.5"), (Fraction(67, 20), "3.4"), (Fraction(65, 20), "3.3"), (Fraction(5, 2), "2.5")),
        *((Fraction(10, 3), "3.3"), (Fraction(11, 3), "3.7"), (Fraction(99, 20), "5.0"), (Fraction(21, 20), "1.1")),
        *((Fraction(3449, 1000), "3.4"), (Fraction(9, 4), "2.3"), (Fraction(11, 4), "2.8"), (Fraction(5), "5.0")),
    ],
)
def test_mean_is_rounded_half_up(mean: Fraction, shown: str) -> None:
    assert str(rounded(mean)) == shown


@pytest.mark.parametrize(
    ("sheets", "totals", "mean"),
    [
        ([{"a": (3, 3), "b": (2, 4)}, {"a": (1, 3), "b": (1, 4)}], ["3.4", "3.5"], "3.5"),  # of 3.4 and 3.5: 3.45
        ([{"a": (11, 3), "b": (9, 4)}], ["3.5"], "3.5"),  # 3.45
        ([{"a": (13, 3), "b": (7, 4)}, {"a": (11, 3), "b": (9, 4)}], ["3.4", "3.5"], "3.4"),  # of 3.35 and 3.45: 3.4
    ],
)
def test_nothing_is_rounded_twice(sheets: list[dict[str, tuple[int, int]]], totals: list[str], mean: str) -> None:
    outcome = compare(sheets)
    assert outcome is not None

    assert [str(total) for total in outcome.totals] == totals
    assert str(outcome.mean) == mean


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
        ("Se dk.ond.dk-ond.dkx/ eller @-.ond.dk", "Se [adresse]-[adresse] eller @-.[adresse]"),
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
