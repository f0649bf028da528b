"""Whatever strangers send is read in time that grows with it: what doubles with every letter stops the whole site."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from foundation.danish import file_names, folding, names, order, spelling, words
from foundation.dates import NotADayError, after_day, is_day, read_day
from foundation.exports import formula_safe
from foundation.numbers.columns import is_cell
from foundation.numbers.parsing import unit_of
from foundation.numbers.pasted_tables import columns_in
from foundation.pasted_urls import address_in
from foundation.search_backend import plain_words
from foundation.spreadsheets import rows_of_text
from foundation.text import normalise, one_line
from libraries.finding import LibraryNames
from media import captions
from showcase.assessment.anonymising import hide
from showcase.assessment.identifying_names import Name, NameKind, WantedNames
from showcase.reporting.mail_title import short_title
from showcase.reporting.validators import plain_address
from tests.computing import computing_at_most
from website.log_masking import mask
from website.tracking import path_without_tracking, without_tracking

SIGNS = 50_000  # half of what a draft keeps of one answer
SECONDS = 4  # of the processor; each takes less than a tenth of that, and what grows with the square more than 5
WANTED = WantedNames(
    frozenset({Name(("herning",)), Name(("hoje", "tastrup")), Name(("vejen",), is_word=True)})
    | {Name(("anna",), NameKind.PERSON, is_word=True)},
    frozenset({"1234"}),
)
CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"

READERS: Mapping[str, Callable[[str], Any]] = {
    "tidy": normalise,
    "one line": one_line,
    "address in what was pasted": address_in,
    "day": lambda text: (is_day(text), after_day(text)),
    "cell of a spreadsheet": formula_safe,
    "lines of a file": rows_of_text,
    "column": lambda text: columns_in(text, 10),
    "number": lambda text: (is_cell(text), unit_of(text)),
    "captions": lambda text: _refused(captions.read, f"{CUE}{text}".encode()),
    "file name": lambda text: file_names.disposition(file_names.file_name(text)),
    "name": lambda text: LibraryNames([]).find(text),
    "keys": lambda text: (names.key_of(text), folding.folded(text), order.order_key(text)),
    "plain letters": lambda text: spelling.plain_name(text, most=80),
    "words": lambda text: [words.forms_of.__wrapped__(word) for word in words.words_of(text)],
    "blindness": lambda text: hide(text, WANTED),
    "query": without_tracking,
    "path": path_without_tracking,
    "search": plain_words,
    "e-mail": plain_address,
    "title in a mail": short_title,
    "line of a log": mask,
}
PUMPED = {
    "letters": "a" * SIGNS,
    "marks in the wrong order": "e" + "\u0315\u0300" * (SIGNS // 2),
    "vowel signs": "\u05d0" + "\u05bc\u05b0" * (SIGNS // 2),
    "lines": "\n" * SIGNS,
    "blanks": f"a{' ' * SIGNS}b",
    "blanks between numbers": f"1{' ' * SIGNS}2",
    "tabs and lines": "\t\n" * (SIGNS // 2) + "x",
    "Word's breaks between numbers": "1" + "\x0b" * 119 + "1" + "\u2028" * 100,
    "words": "ab " * (SIGNS // 3),
    "different words": " ".join(f"ord{number}" for number in range(SIGNS // 8)),
    "words with numbers": "a 1 " * (SIGNS // 4),
    "numbers": "1 " * (SIGNS // 2),
    "points": ".a" * (SIGNS // 2),
    "hyphens": "-a" * (SIGNS // 2),
    "hyphens and points": ("-a" * 30 + ".") * (SIGNS // 61),
    "commas": "," * SIGNS,
    "quotes": '"' * SIGNS,
    "odd quotes": '"a\n' * (SIGNS // 3),
    "at": "a@" * (SIGNS // 2),
    "brackets": "<b " * (SIGNS // 3),
    "ands": "&amp;" * (SIGNS // 5),
    "questions": "?utm_a" * (SIGNS // 6),
    "slashes": "//a." * (SIGNS // 4),
    "clocks": "00:01 --> 00:02\n" * (SIGNS // 16),
    "names in one word": "herning" * (SIGNS // 7),
    "names": "Herning vejen anna " * (SIGNS // 19),
    "places": "1234 Herning, " * (SIGNS // 14),
    "libraries": "bibliotek" * (SIGNS // 9),
    "equals": "cite='" * (SIGNS // 6),
    "keys of reports": "indberet/" * (SIGNS // 9),
}


def _refused(read: Callable[[bytes], Any], data: bytes) -> Any:
    try:
        return read(data)
    except ValueError:
        return None
    except Exception as error:
        if type(error).__name__ != "ValidationError":
            raise
        return None


@pytest.mark.deep
@pytest.mark.parametrize("text", PUMPED.values(), ids=PUMPED)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_long_text_is_read_in_time_that_grows_with_it(read: Callable[[str], Any], text: str) -> None:
    with computing_at_most(SECONDS):
        read(text)


def test_day_of_a_long_line_is_none() -> None:
    with computing_at_most(SECONDS), pytest.raises(NotADayError):
        read_day("den " + "1 " * SIGNS, today=date(2026, 11, 26))
