"""What reporters type: numbers as Danes write them, columns of spreadsheets, text that hides nothing."""

from decimal import Decimal

import pytest

from showcase.reporting.mail import fenced
from showcase.reporting.numbers import NotANumberError, read_column, read_number
from showcase.reporting.text import short_title
from showcase.reporting.validators import plain_address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1250", "1250"), ("1.250", "1250"), ("1 250", "1250"), ("1\u00a0250", "1250"), ("12.345.678", "12345678")),
        *(("3,5", "3.5"), ("1.250,75", "1250.75"), ("3.5", "3.5"), (" 0 ", "0"), ("1.5", "1.5"), ("0,125", "0.125")),
    ],
)
def test_number_is_read_as_danes_write_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "abc", "-1", "1e9", "1,2,3", "1.2.3", "NaN", "Infinity", "１２", "9" * 30, "10 %", "1.25.000", "٣"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumberError):
        read_number(text)


def test_column_of_a_spreadsheet_is_read_with_heading_blanks_and_tabs() -> None:
    assert read_column("Visninger\r\n1.204\r\n\r\n 980 \r\n1 100,5\t\n3;4\n") == [
        *(Decimal(1204), Decimal(980), Decimal("1100.5"), Decimal(3), Decimal(4)),
    ]
    assert read_column(" \n\t\n") == []


def test_word_between_the_numbers_is_refused() -> None:
    with pytest.raises(NotANumberError, match="ukendt"):
        read_column("1\nukendt\n3")


def test_words_of_users_are_fenced_and_never_in_a_header() -> None:
    assert fenced("hej\nBcc: alle@example.dk") == "> hej\n> Bcc: alle@example.dk"
    assert plain_address("a@b.dk\nBcc: c@d.dk") == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        *(
            ("Bussen svarer kl. 18", "Bussen svarer kl. 18"),
            ("Sommerbogen 2025-2026, bl.a. i Ny", "Sommerbogen 2025-2026, bl.a. i Ny"),
        ),
        *(("Se https://ond.dk/x?y nu", "Se nu"), ("Se ond.dk/x nu", "Se nu"), ("Se ｏｎｄ。dk nu", "Se nu")),
        *(
            ("Skriv ida@b.dk", "Skriv"),
            ("Ring +45 12 34 56 78 nu", "Ring nu"),
            ("10.0.0.1/x", ""),
            ("ond\u200d.dk", ""),
        ),
        *(
            ("En\nlinje\r\nBcc: x@y.dk", "En linje Bcc:"),
            ("ord " * 30, "ord " * 13 + "or…"),
            ("\u202egnp\u0000.", "gnp."),
        ),
    ],
)
def test_title_in_a_mail_is_short_and_leads_nowhere(text: str, title: str) -> None:
    assert short_title(text) == title
