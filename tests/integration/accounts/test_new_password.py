"""A new password: nobody learns who has an account, nobody is flooded, and the link leads home, once, for an hour."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import User
from foundation.accounts.models import AccountEvent
from foundation.accounts.tasks import mail_new_password
from tests.factories.assessment import make_assessor
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

ADMIN, ASSESSORS = "/admin/password_reset/", "/vurdering/ny-adgangskode/"
DOORS = (ADMIN, ASSESSORS)
KNOWN, UNKNOWN = "birgitte@bureau.dk", "brigitte@bureau.dk"
NEW = "en helt ny og lang en"


@pytest.fixture
def birgitte(tree: Tree) -> User:
    return make_assessor("birgitte", email=KNOWN)


def ask(door: str, address: str, client: Client | None = None, **headers: Any) -> Any:
    return (client or Client()).post(door, {"email": address}, **headers)


def deliver() -> list[str]:
    """Let the worker do what waits. Returns: the links in what it mailed, the oldest first."""
    mail.outbox.clear()
    for job in DBTaskResult.objects.filter(task_path__endswith="mail_new_password").order_by("enqueued_at"):
        mail_new_password.call(**job.args_kwargs["kwargs"])
        job.delete()
    return re.findall(r"https?://\S+", "".join(str(message.body) for message in mail.outbox))


def choose(client: Client, link: str, password: str = NEW) -> Any:
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


@pytest.mark.parametrize("door", DOORS)
def test_known_and_unknown_address_are_answered_by_the_same_bytes_and_work(birgitte: User, door: str) -> None:
    answers, work = [], []
    with patch("django.core.mail.EmailMessage.send", side_effect=AssertionError("mailed in the request")):
        for address in (KNOWN, UNKNOWN):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answers.append(ask(door, address))
            work.append([re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in queries])
    told = [
        (
            *(answer.status_code, answer.content, sorted(answer.cookies.items())),
            sorted((name, said) for name, said in answer.items() if name != "Expires"),  # the second it was asked in
        )
        for answer in answers
    ]

    assert told[0] == told[1]
    assert [re.sub(r"\(.*", "", sql) for sql in work[0]] == [re.sub(r"\(.*", "", sql) for sql in work[1]]
    assert "core_user" not in " ".join(work[0])


def test_key_lies_in_no_queue(birgitte: User) -> None:
    ask(ADMIN, KNOWN)
    job = str(DBTaskResult.objects.values_list("args_kwargs", flat=True).get())
    [link] = deliver()
    token = link.rstrip("/").rpartition("/")[2]

    assert len(token) > 30
    assert token not in job


@pytest.mark.parametrize("door", DOORS)
def test_fifty_asked_for_are_three_mails(birgitte: User, door: str) -> None:
    answers = [ask(door, KNOWN, REMOTE_ADDR=f"203.0.113.{number}") for number in range(50)]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert len(deliver()) == 3


def test_spelling_of_the_address_brings_no_more(birgitte: User) -> None:
    for address in (KNOWN, KNOWN.upper(), KNOWN.title(), f" {KNOWN} ", KNOWN):
        ask(ADMIN, address)

    assert len(deliver()) == 3


def test_one_network_asks_for_twenty_an_hour_by_both_doors_together(birgitte: User) -> None:
    for number in range(50):
        ask(DOORS[number % 2], f"navn{number}@fjordby.dk", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    assert DBTaskResult.objects.count() == 20


@pytest.mark.parametrize("door", DOORS)
def test_link_is_our_own_whatever_the_host_header(birgitte: User, settings: LazySettings, door: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ask(door, KNOWN, HTTP_HOST="ond.example", HTTP_X_FORWARDED_HOST="ond.example")
    [link] = deliver()

    assert link.startswith(settings.BASE_URL)
    assert "ond.example" not in str(mail.outbox[0].message())
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([KNOWN], "En ny adgangskode")


@pytest.mark.parametrize("door", DOORS)
def test_link_works_once(birgitte: User, client: Client, door: str) -> None:
    ask(door, KNOWN)
    [link] = deliver()
    chosen = choose(client, link)
    again = Client().get(link, follow=True)

    assert chosen.status_code == 302
    assert User.objects.get(pk=birgitte.pk).check_password(NEW)
    assert "new_password1" not in again.content.decode()
    assert "ugyldig" in again.content.decode().lower() or "virker ikke" in again.content.decode()
    assert client.get(chosen["Location"]).status_code == 200


@pytest.mark.parametrize(("minutes", "is_open"), [(59, True), (61, False)])
def test_link_works_for_an_hour(birgitte: User, client: Client, minutes: int, is_open: bool) -> None:
    ask(ASSESSORS, KNOWN)
    [link] = deliver()
    later = timezone.now().replace(tzinfo=None) + timedelta(minutes=minutes)
    offset = timezone.localtime().utcoffset() or timedelta()
    with patch.object(PasswordResetTokenGenerator, "_now", lambda _self: later + offset):
        page = client.get(link, follow=True).content.decode()

    assert ("new_password1" in page) is is_open


def test_new_password_opens_the_browser_it_was_chosen_in(birgitte: User, client: Client) -> None:
    """Also while somebody else is guessing at the account."""
    for _number in range(11):
        Client().post("/vurdering/log-ind/", {"username": "birgitte", "password": "forkert"})
    ask(ASSESSORS, KNOWN)
    [link] = deliver()
    choose(client, link)
    typed = {"username": "birgitte", "password": NEW}

    assert Client().post("/vurdering/log-ind/", typed).status_code == 429
    assert client.post("/vurdering/log-ind/", typed)["Location"] == "/vurdering/"


def test_assessor_without_admin_is_led_from_login_to_login(birgitte: User, client: Client) -> None:
    page = client.get("/vurdering/log-ind/").content.decode()
    assert f'href="{ASSESSORS}"' in page
    assert "Glemt adgangskode?" in page
    sent = client.get(ask(ASSESSORS, KNOWN, client)["Location"]).content.decode()
    [link] = deliver()
    done = client.get(choose(client, link)["Location"]).content.decode()

    assert "/admin/" not in link
    assert KNOWN not in sent
    assert 'href="/vurdering/log-ind/"' in done


@pytest.mark.parametrize("state", ["inactive", "without a password"])
def test_who_may_not_sign_in_gets_no_link(birgitte: User, state: str) -> None:
    if state == "inactive":
        birgitte.is_active = False
    else:
        birgitte.set_unusable_password()
    birgitte.save()
    ask(ADMIN, KNOWN)

    assert deliver() == []


def test_what_is_no_address_is_said_to_be_none(birgitte: User) -> None:
    for address in (
        "",
        "birgitte",
        f"{KNOWN}\nBcc: alle@ond.example",
        f"{KNOWN},{UNKNOWN}",
        "x" * 300 + "@a.dk",
        "a\0 b@b.dk",
    ):
        assert ask(ASSESSORS, address).status_code == 200

    assert not DBTaskResult.objects.exists()


def test_both_kinds_are_noted_and_none_by_what_was_typed(birgitte: User) -> None:
    for address in (KNOWN, UNKNOWN):
        ask(ADMIN, address, REMOTE_ADDR="192.0.2.1")
    deliver()
    lines = AccountEvent.objects.filter(kind="reset_asked").order_by("pk")

    assert [(line.user, line.network, line.detail) for line in lines] == [
        (birgitte, "192.0.2.1", ""),
        (None, "192.0.2.1", "ingen sådan konto"),
    ]
