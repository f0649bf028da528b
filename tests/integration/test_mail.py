"""Mails wait for the commit, and none tells of what was taken back."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any) -> None:
    """pytest puts its own mailbox in place of the backend; put ours before it."""
    settings.EMAIL_DELIVERY = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "website.mail.AfterCommit"


def _send() -> int:
    return mail.send_mail("Udgivet", "Din side er udgivet.", None, ["ida@fjordby.dk"])


def test_mail_waits_for_the_commit() -> None:
    with transaction.atomic():
        assert _send() == 1
        assert mail.outbox == []

    assert [message.subject for message in mail.outbox] == ["Udgivet"]


def test_parts_of_a_mail_stand_one_line_apart() -> None:
    mail.send_mail("Udgivet", "\n Hej  \n \n\t\n\nFarvel\n\n", None, ["ida@fjordby.dk"])

    assert mail.outbox[0].body == "Hej\n\nFarvel\n"


def test_mail_of_what_was_taken_back_is_never_sent() -> None:
    with transaction.atomic():
        _send()
        transaction.set_rollback(True)

    assert mail.outbox == []


def test_mail_outside_a_transaction_goes_at_once() -> None:
    _send()

    assert len(mail.outbox) == 1


@pytest.fixture
def _post_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


@pytest.mark.usefixtures("_post_is_down")
def test_worker_learns_that_a_mail_was_not_sent() -> None:
    with pytest.raises(ConnectionRefusedError):
        _send()


@pytest.mark.usefixtures("_post_is_down")
def test_what_is_done_stays_done_when_the_post_is_down(caplog: pytest.LogCaptureFixture) -> None:
    followed: list[bool] = []

    with transaction.atomic():
        _send()
        transaction.on_commit(lambda: followed.append(True))

    assert followed == [True]
    assert "ConnectionRefusedError" in caplog.text
