"""LIX, by hand: words per sentence and the share of long words."""

import pytest

from foundation.danish.readability import readability_of

EASY = "Vi kom i tide. Du tog bussen hjem."
HARD = "Kommunikationsmedarbejdernes tværkommunale samarbejdsaftaler forudsætter ledelsesmæssig prioritering."


@pytest.mark.parametrize(
    ("text", "words", "lix"),
    [
        (EASY, 8, 4),  # 8 words in 2 sentences, none long
        (HARD, 6, 106),  # 6 words in 1 sentence, all long
        ("<p>Vi kom i tide</p><ul><li>Du tog bussen hjem</li></ul>", 8, 4),  # paragraphs and points end without a stop
        ("Vi ses kl. 10 ved bl.a. kirken og 1. marts", 11, 11),  # a stop within a sentence
        ("Ét ord", 0, 0),  # a label
        ("", 0, 0),
    ],
)
def test_lix_is_words_per_sentence_and_share_of_long_words(text: str, words: int, lix: int) -> None:
    reading = readability_of([text])

    assert (reading.words, reading.lix) == (words, lix)


def test_hardest_sentences_come_first_and_easy_and_short_ones_not_at_all() -> None:
    harder, hard = (f"{HARD[:-1]} {rest}" for rest in ("og samarbejde.", "og en del af det."))

    assert readability_of([f"{EASY} {hard} {HARD} {harder}"]).hardest == (harder, hard)


def test_markup_and_entities_are_no_words() -> None:
    assert readability_of(["<p>Ida &amp; Bo <b>kom</b> hjem nu</p>"]).words == 5
