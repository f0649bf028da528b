"""Keys in whatever may be logged: paths, queries, referers, tracebacks; and what is no key stays readable."""

import logging
from typing import Any
from uuid import uuid4

import pytest

from showcase.reporting.signed_tokens import mailed, token_for
from website.log_masking import mask, mask_logs

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


class Unspeakable:
    """Whose text cannot be had, one way or both."""

    def __init__(self, shown: str = "") -> None:
        self.shown = shown

    def __str__(self) -> str:
        raise LookupError("not ready")

    def __repr__(self) -> str:
        return self.shown or str(self)


@pytest.mark.parametrize(
    ("message", "arguments", "told"),
    [
        ("%(a)s", ({"b": "/indberet/{}/"},), "%(a)s (not put together with {'b': '/indberet/***/'})"),
        ("/indberet/{}/ %d", ("x",), "/indberet/***/ %d (not put together with ('x',))"),
        ("%s %s", ("/indberet/{}/",), "%s %s (not put together with ('/indberet/***/',))"),
        ("%s", (Unspeakable("/indberet/{}/"),), "%s (not put together with (/indberet/***/,))"),
        ("%s", (Unspeakable(),), "%s (not put together with <tuple>)"),
        (Unspeakable(), (), "<Unspeakable> (not put together with ())"),
    ],
)
def test_message_wrongly_put_together_is_told_masked_and_stops_nobody(
    caplog: pytest.LogCaptureFixture, message: Any, arguments: tuple[Any, ...], told: str
) -> None:
    mask_logs()
    token = TOKENS["mailed"]

    logging.getLogger("some.library").warning(_with(message, token), *(_with(one, token) for one in arguments))

    assert [record.getMessage() for record in caplog.records] == [told]


def _with(value: Any, token: str) -> Any:
    """The value with a key in the place of `{}`."""
    if isinstance(value, dict):
        return {name: _with(inner, token) for name, inner in value.items()}
    if isinstance(value, Unspeakable):
        return Unspeakable(_with(value.shown, token))
    return value.replace("{}", token) if isinstance(value, str) else value


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
