"""What reporters type: addresses, titles."""

import pytest

from showcase.reporting.mail import fenced
from showcase.reporting.mail_title import short_title
from showcase.reporting.validators import plain_address


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
