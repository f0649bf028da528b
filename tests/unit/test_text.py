"""What people type and paste: nothing that no text may hold is kept, and nothing else is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.text import MOST_MARKS, normalise, normalise_typed, one_line

NONCHARACTERS = {chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)} | {
    chr(number) for number in range(0xFDD0, 0xFDF0)
}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f")
MARKS_OF_FILES = set("\ufeff\ufff9\ufffa\ufffb")
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
KEPT = {
    "joined emoji": "👩\u200d👧 👩🏽\u200d🚒 🏳\ufe0f\u200d🌈",
    "styled emoji": "❤\ufe0f ☺\ufe0e 1\ufe0f\u20e3",
    "flag of letters": "🇩🇰",
    "flag of tags": ENGLAND,
    "emoji newer than Python's tables": "\U0001fae8\U0001fadf\U0001fac6",
    "soft hyphen": "biblioteks\u00adformidlingen",
    "word joiner and zero width space": "a\u2060b\u200bc\u200cd",
    "marks of direction": "\u200fשלום\u200e (nr. 3)",
    "less than": "Vi <3 biblioteket, 5 < 10 & 7 > 2",
    "lines": "linje\nto\ttre",
    "not to be broken": "10\u00a0kr. 5\u202f%",
    "private use": "\uf0b7 punkt",
    "stands for a picture, or for what was lost": "\ufffc \ufffd",
    "Vietnamese": "Nguyễn Thị Ái",
    "Hebrew with vowels and notes": "בְּרֵאשִׁ֖ית",
    "Danish": "Blåbærgrød på Ærø – «hylde» …",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_text_is_kept(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vandret\x0bskift", "Vandretskift"),
        ("a\x00b\x1bc\u202ed\u2066e\ufeff\x7f\x9f", "abcde"),
        ("\ud83d og \udcda", " og "),
        ("a\uffffb\ufffec\U0010ffffd\ufdd0", "abcd"),
        ("et\r\nto\rtre\x85fire\u2028fem\u2029seks", "et\nto\ntre\nfire\nfem\nseks"),
        ("e\x00\u0301", "é"),
        ("A\u030arhus", "Århus"),
        ("Z" + "\u0336" * 50 + "o", "Z" + "\u0336" * MOST_MARKS + "o"),
        ("Z" + "\u0334\u0335\u0336\u034f" * 9 + "o", "Z\u0334\u0335\u0336" + "\u034f" * 9 + "o"),
        ("bog" + ENGLAND[1:] + ENGLAND, "bog" + ENGLAND),
    ],
)
def test_what_no_text_may_hold_is_dropped(text: str, kept: str) -> None:
    assert normalise(text) == kept


def test_where_there_are_no_lines_a_break_is_a_space() -> None:
    assert one_line("Et\r\n\tto  tre\u2028fire\x0b") == "Et to  tre fire"


def test_where_word_breaks_a_line_no_words_run_together() -> None:
    assert normalise_typed("op\x0bmed\x0csiden\x00") == "op\nmed\nsiden"
    assert normalise_typed("op\x0bmed", has_lines=False) == "op med"


def _is_forbidden(sign: str) -> bool:
    return (
        unicodedata.category(sign) in {"Cc", "Cs"}
        or sign in NONCHARACTERS | TURNING | MARKS_OF_FILES
        or 0xE0000 <= ord(sign) <= 0xE007F
    )


ANYTHING = st.text(
    st.one_of(
        st.characters(categories=(), include_characters="\r\n\t\x0b\x00\x85\u2028\ufeff\u202e\ud83d\udcda\uffff"),
        st.characters(exclude_categories=()),
        st.sampled_from(sorted(set("".join(KEPT.values())) - set(ENGLAND))),
    )
)


@given(ANYTHING)
def test_no_text_loses_a_sign_that_is_not_forbidden(text: str) -> None:
    plain = "".join("\n" if sign in "\r\x85\u2028\u2029" else sign for sign in text.replace("\r\n", "\n"))
    wanted = "".join(sign for sign in plain if sign in "\n\t" or not _is_forbidden(sign))

    kept = normalise(text)

    assert not any(_is_forbidden(sign) for sign in kept.replace(ENGLAND, "") if sign not in "\n\t")
    assert _bare(kept) == _bare(unicodedata.normalize("NFC", wanted))


@given(ANYTHING)
def test_tidy_text_is_composed_and_stays_as_it_is(text: str) -> None:
    kept = normalise(text)

    assert unicodedata.is_normalized("NFC", kept)
    assert normalise(kept) == kept
    assert kept.encode().decode() == kept


def _bare(text: str) -> list[str]:
    """Without accents, of which a letter keeps so many only; tested above."""
    return [sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)]
