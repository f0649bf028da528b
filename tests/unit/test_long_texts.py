"""Whatever somebody pastes is read in a time that grows as its length does; else these would run for minutes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checking.strings import addresses_in
from foundation.danish.folding import folded
from foundation.danish.order import order_key
from foundation.danish.readability import readability_of
from foundation.danish.spelling import in_plain_letters
from foundation.numbers.columns import NumberColumn
from foundation.numbers.pasted_tables import columns_in
from foundation.text import composed
from media.captions import read
from showcase.assessment.anonymising import hide
from showcase.assessment.identifying_names import WantedNames
from showcase.reporting.baseline import MOST_PASTED, understand
from showcase.reporting.mail_title import MOST_OF_TITLE, short_title
from showcase.reporting.platform_export import MOST_SHOWN, posts_in_text

LENGTH = 60_000
DISORDER = {"accents": "\u0315\u0300", "marks that come apart": "\u0f73"}
LINES = {
    "letters": "a" * LENGTH,
    "blanks": "1" + " " * LENGTH + "a",
    "tabs": "1" + " \t" * LENGTH + "a",
    "words": "a og " * LENGTH,
    "colons": "a:" * LENGTH + "1",
}


def _cells(columns: list[NumberColumn]) -> list[str]:
    return [cell.text for column in columns for cell in column.cells]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_line_without_numbers_is_one_cell(line: str) -> None:
    assert len(_cells(columns_in(line, 10))) <= 1


@pytest.mark.parametrize("beginning", ["<", "<a ", "<a href="])
def test_text_full_of_tags_that_never_end_is_checked(beginning: str) -> None:
    text = beginning * LENGTH

    assert readability_of([text]).words <= 2 * LENGTH
    assert addresses_in(iter([text])) == []


@pytest.mark.parametrize("marks", DISORDER.values(), ids=DISORDER)
def test_letter_with_marks_in_disorder_is_read(marks: str) -> None:
    letter = "x" + marks * LENGTH

    assert composed(composed(letter)) == composed(letter)
    assert (folded(letter), order_key(letter), in_plain_letters(letter)) == ("x", order_key("x"), "x")


@given(text=st.text(alphabet=[*"ae≮ְֱ́̈̕", *"ཱཱིུ𝅗𝅥각ẹ̆", "🇩", "\u200d"], max_size=40))
def test_composed_is_what_unicode_composes(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)


def test_captions_with_a_clock_and_nothing_behind_it() -> None:
    found = read(b"1\n00:00:01.000 --> 00:00:02.000\nHej\n00:00:01" + b" " * LENGTH + b"--")

    assert found.text.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHej\n")


@pytest.mark.parametrize("title", [sign * LENGTH for sign in ("a", "1", "a.", "-")])
def test_title_of_any_length_goes_into_a_mail(title: str) -> None:
    assert len(short_title(title)) <= MOST_OF_TITLE


@pytest.mark.parametrize("sign", ["a", "a.", "1.", "-", "x-"])
def test_word_of_any_length_is_looked_through_for_addresses(sign: str) -> None:
    pieces = hide(f"ond.dk {sign * LENGTH} ond.dk", WantedNames(frozenset()))

    assert [piece.text for piece in pieces] == ["ond.dk", f" {sign * LENGTH} ", "ond.dk"]


def test_more_than_may_be_pasted_is_not_read() -> None:
    ten = "\n".join(map(str, range(10)))

    understood = understand({"value": "1", "baseline": ten.rjust(MOST_PASTED)}, None)
    too_long = understand({"value": "1", "baseline": ten.rjust(MOST_PASTED + 1)}, None)

    assert (len(understood.ten), too_long.ten, too_long.problems) == (10, (), {})


def test_page_carries_no_more_posts_than_it_shows() -> None:
    lines = [f"Opslag {number}\t{number}" for number in range(MOST_SHOWN + 100)]

    posts = posts_in_text("\n".join(["Titel\tVisninger", *lines]))

    assert posts is not None
    assert [post.numbers for post in posts.posts] == [(str(number),) for number in range(MOST_SHOWN)]


def test_of_thousands_of_single_numbers_only_the_first_are_read() -> None:
    understood = understand({"ten": ["1"] * 10_000}, None)

    assert (understood.ten, list(understood.problems)) == ((), ["ten"])
