"""Keys of reports with two web workers and nginx: ended everywhere at once, and in nobody's log."""

import re
from uuid import uuid4

from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import mailed, token_for
from tests.factories.reports import make_draft
from tests.factories.site import Tree
from tests.production.conftest import Stack

TRIES = 30


def test_new_address_ends_the_old_key_in_every_process(stack: Stack, site: Tree) -> None:
    report = make_draft(email="ida@firma.co")
    old = mailed(report.key, 1, report.email).token
    address = f"{stack.url}/indberet/{old}/"
    assert {stack.visitor().get(address).status_code for _try in range(TRIES)} == {200}

    sent = {"gem": "", "email": "ida@firma.com", "side": "x"}
    stack.visitor().post(f"{stack.url}/indberet/{token_for(report.key)}/trin/1/", sent)

    assert [stack.visitor().get(address).status_code for _try in range(TRIES)] == [410] * TRIES
    assert [stack.visitor().post(f"{address}slet/").status_code for _try in range(TRIES)] == [410] * TRIES
    assert Report.objects.filter(pk=report.pk).exists()


def test_erased_report_is_not_revived_by_any_process(stack: Stack, site: Tree) -> None:
    report = make_draft()
    token = token_for(report.key)
    stack.visitor().post(f"{stack.url}/indberet/{token}/slet/")
    answers = [
        stack.visitor().post(f"{stack.url}/indberet/", {"udkast": token, "gem": "", "name": "Igen"}).status_code
        for _try in range(TRIES)
    ]

    assert answers == [410] * TRIES
    assert not Report.objects.filter(key=report.key).exists()


def test_no_log_holds_a_key(stack: Stack, site: Tree) -> None:
    report = make_draft()
    tokens = [token_for(report.key), mailed(report.key, 1, report.email).token, token_for(uuid4())]
    visitor = stack.visitor()
    for token in tokens:
        address = f"{stack.url}/indberet/{token}/"
        visitor.get(address)
        visitor.get(f"{address}trin/9/")
        visitor.get(f"{stack.url}/%69ndberet/{token}/svar/")
        visitor.get(f"{stack.url}/soeg/?q=x&next=%2Findberet%2F{token}%2F", headers={"Referer": address})
        visitor.post(f"{address}trin/2/", {"why": "x" * 1_000_000, "gem": ""})
        visitor.post(f"{address}trin/1/", data=b"x" * 3_000_000)
    visitor.get(f"{stack.url}/admin/password_reset/confirm/MQ/cx1abc-0123456789abcdef0123456789abcdef/")
    logs = stack.logs()

    assert re.search(r"GET /indberet/\*\*\*", logs)
    assert not [token for token in tokens if token in logs or token.rpartition(".")[2] in logs]
    assert "cx1abc" not in logs
