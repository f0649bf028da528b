"""Keys in whatever may be logged: paths, queries, referers, tracebacks; and what is no key stays readable."""

import logging
from uuid import uuid4

import pytest

from showcase.reporting.links import mailed, token_for
from website.masking import mask, mask_logs

TOKENS = {
    "of the browser": token_for(uuid4()),
    "raised": token_for(uuid4(), 12),
    "mailed": mailed(uuid4(), 3, "ida@fjordby.dk").token,
}
PLACES = [
    *("/indberet/{}/", "/indberet/{}/trin/1/", "/en/indberet/{}/slet/", "/indberet/{}", "//indberet//{}/"),
    *('"GET /indberet/{}/billeder/7/ HTTP/1.1" 200', "https://katalog.dk/indberet/{}/?tjek=1", "?next=/indberet/{}/"),
    *("?next=%2Findberet%2F{}%2Ftrin", "%2findberet%2f{}%2f", "Not Found: /indberet/{}/x", "{'udkast': ['{}']}"),
    *(
        "/%69ndberet/{}/",
        "Referer: https://katalog.dk/indberet/{}/diplom/",
        "udkast={}&gem=",
        "<a href='/indberet/{}/'>",
    ),
]


@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize("place", PLACES)
def test_key_of_a_report_is_masked_wherever_it_stands(name: str, place: str) -> None:
    token = TOKENS[name]

    masked = mask(place.replace("{}", token))

    assert masked == place.replace("{}", "***")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("/indberet/b12af", "/indberet/***"),
        ("/admin/password_reset/confirm/MQ/set-password/", "/admin/password_reset/confirm/***/"),
        ("/admin/password_reset/confirm/MQ/cx1-9f2c/", "/admin/password_reset/confirm/***/"),
        ("/vurdering/ny-adgangskode/MQ/cx1-9f2c/", "/vurdering/ny-adgangskode/***/"),
        *((same, same) for same in ("/vurdering/ny-adgangskode/", "/vurdering/ny-adgangskode/sendt/")),
        ("?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0af9&x=1", "?X-Amz-Credential=***&X-Amz-Signature=***&x=1"),
        *((same, same) for same in ("/indberet/", "/indberet/link/", "/koncepter/?platform=facebook", "100 %", "")),
    ],
)
def test_other_secrets_are_masked_and_the_rest_is_readable(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_every_handler_gets_message_arguments_and_traceback_masked(caplog: pytest.LogCaptureFixture) -> None:
    mask_logs()
    mask_logs()
    token = TOKENS["mailed"]
    logger = logging.getLogger("some.library")
    try:
        raise ValueError(f"/indberet/{token}/")
    except ValueError:
        logger.exception("GET %(path)s", {"path": f"/indberet/{token}/"}, stack_info=True)
    logger.error("%s%%", "50")

    assert token not in caplog.text
    assert "ValueError: /indberet/***/" in caplog.text
    assert [record.getMessage() for record in caplog.records] == ["GET /indberet/***/", "50%"]
