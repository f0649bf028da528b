"""Placeholders in texts to copy: which details they ask for, and what they become."""

import pytest

from concepts.local_details import LocalDetail, TextPiece, asked_for, pieces_of


def _filled(text: str, **details: str) -> str:
    return "".join(piece.text for piece in pieces_of(text, details))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("", ""),
        ("Ét bogstav galt i [by]!", "Ét bogstav galt i Fjordby!"),
        ("[By], [by] og [ by ]", "Fjordby, Fjordby og Fjordby"),
        ("[by][by]", "FjordbyFjordby"),
        ("[antal] i [by]", "[antal] i Fjordby"),
        ("[titel A] er ikke [titel]", "[titel A] er ikke [titel]"),
        ("[by", "[by"),
        ("[by\n]", "[by\n]"),
        ("[[by]]", "[Fjordby]"),
        (f"[{'x' * 61}] [by]", f"[{'x' * 61}] Fjordby"),
    ],
)
def test_details_that_are_known_stand_in_the_text_and_the_rest_as_it_was(text: str, filled: str) -> None:
    assert _filled(text, by="Fjordby") == filled


def test_detail_left_empty_stays_a_placeholder() -> None:
    assert _filled("Kom til [bibliotek] i [by]", by="Fjordby", bibliotek="") == "Kom til [bibliotek] i Fjordby"


def test_what_was_written_is_not_filled_in_once_more() -> None:
    assert _filled("[titel] på [bibliotek]", titel="[bibliotek]", bibliotek="Fjordby") == "[bibliotek] på Fjordby"


def test_piece_remembers_its_placeholder_and_what_it_asks_for() -> None:
    town, hour = TextPiece("Fjordby", "[By]", "by"), TextPiece("[tid]", "[tid]")

    assert list(pieces_of("i [By] kl. [tid]", {"by": "Fjordby"})) == [
        *(TextPiece("i "), town, TextPiece(" kl. "), hour, TextPiece(""))
    ]


def test_only_details_that_mean_the_same_in_every_text_are_asked_for() -> None:
    assert asked_for(["[by] [antal]", "[Bibliotek]", "[titel B]"]) == {LocalDetail.TOWN, LocalDetail.LIBRARY}
