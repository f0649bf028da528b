"""Two hundred libraries at once, impatient ones: every receipt is exactly one report."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.deep
REPORTS, AT_ONCE, TRIES = 200, 16, 5
PATIENCE_SECONDS = 3.2
RECEIPT = re.compile(r"Kvittering ([2-9A-Z]{4}-[2-9A-Z]{4})")


def _token(demo: str) -> str:
    with urlopen(f"{demo}/indberet/") as answer:
        return re.findall(r'name="udkast" value="([^"]+)"', answer.read().decode())[0]


def _send(demo: str, token: str, number: int) -> str:
    """Send the six fields, again after a fault, as people and browsers do. Returns: the receipt that is shown."""
    typed = {
        "udkast": token,
        "kind": "initiative",
        "name": f"Indberetning {number}",
        "library": "Fjordby",
        "platforms": "facebook",
        "what": "Vi prøvede.",
        "email": f"person{number}@fjordby.example",
        "send": "",
    }
    for _try in range(TRIES):
        try:
            with urlopen(f"{demo}/indberet/", urlencode(typed).encode(), timeout=60) as answer:
                found = RECEIPT.search(answer.read().decode())
        except HTTPError as error:
            if error.code != HTTPStatus.CONFLICT:  # the other click was quicker
                raise
            continue
        assert found, "no receipt"
        return found[1]
    raise AssertionError(f"no receipt after {TRIES} tries")


def test_every_receipt_is_exactly_one_report(demo: str) -> None:
    with ThreadPoolExecutor(AT_ONCE) as people:
        tokens = list(people.map(lambda _number: _token(demo), range(REPORTS)))
        time.sleep(PATIENCE_SECONDS)
        clicks = [(token, number) for number, token in enumerate(tokens) for _click in range(2)]
        receipts = list(people.map(lambda click: _send(demo, *click), clicks))

    shown = {token: {receipts[place] for place, click in enumerate(clicks) if click[0] == token} for token in tokens}
    assert all(len(of_one) == 1 for of_one in shown.values())
    assert Counter(receipts) == Counter(dict.fromkeys(set(receipts), 2))
    assert len(set(receipts)) == REPORTS
