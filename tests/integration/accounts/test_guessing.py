"""Passwords are not guessed without end: every way in, both kinds of staff, and nobody shut out by others."""

import re
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import LazySettings
from django.contrib.auth import aauthenticate, authenticate
from django.test import Client, RequestFactory
from django.utils import timezone

from core.models import User
from foundation.accounts.models import AccountEvent
from foundation.throttling.models import Attempt
from tests.factories import core
from tests.factories.assessment import make_assessor
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

ADMIN, ASSESSORS = "/admin/login/", "/vurdering/log-ind/"
DOORS = (ADMIN, ASSESSORS)
RIGHT = "hemmelig"
HOME, OFFICE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def editor(tree: Tree) -> User:
    return core.make_user("rikke", is_superuser=True)


@pytest.fixture
def assessor(tree: Tree) -> User:
    return make_assessor("birgitte")


def knock(door: str, username: str, password: str = "forkert", *, client: Client | None = None, **headers: Any) -> Any:
    """One try at a door; by a browser of its own unless told otherwise."""
    headers.setdefault("REMOTE_ADDR", HOME)
    return (client or Client()).post(door, {"username": username, "password": password}, **headers)


def without_tokens(answer: Any) -> str:
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", answer.content.decode())


def statuses(answers: list[Any]) -> list[int]:
    return [answer.status_code for answer in answers]


@pytest.mark.parametrize(("door", "name"), [(ADMIN, "rikke"), (ADMIN, "birgitte"), (ASSESSORS, "birgitte")])
def test_wrong_passwords_are_ten_tries(editor: User, assessor: User, door: str, name: str) -> None:
    answers = [knock(door, name, f"gæt {number}") for number in range(13)]

    assert statuses(answers) == [200] * 10 + [429] * 3
    assert "Der er prøvet for mange adgangskoder. Vent 15 minutter, og prøv så igen." in answers[-1].content.decode()
    assert 1 <= int(answers[-1]["Retry-After"]) <= 900
    assert "no-store" in answers[-1]["Cache-Control"]


def test_right_password_is_not_told_apart_while_locked(editor: User) -> None:
    for _number in range(10):
        knock(ADMIN, "rikke")
    wrong, right = knock(ADMIN, "rikke"), knock(ADMIN, "rikke", RIGHT)

    assert wrong.status_code == right.status_code == 429
    assert without_tokens(wrong) == without_tokens(right)
    assert right.client.session.get("_auth_user_id") is None


def test_all_doors_count_together(editor: User) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=HOME)
    answers = [knock(DOORS[number % 2], "rikke") for number in range(8)]
    assert authenticate(request, username="rikke", password="forkert") is None
    assert async_to_sync(aauthenticate)(request, username="rikke", password="forkert") is None

    assert statuses(answers) == [200] * 8
    assert authenticate(request, username="rikke", password=RIGHT) is None
    assert async_to_sync(aauthenticate)(request, username="rikke", password=RIGHT) is None
    assert statuses([knock(door, "rikke", RIGHT) for door in DOORS]) == [429, 429]


def test_caller_without_a_request_is_counted_too(editor: User) -> None:
    for _number in range(10):
        assert authenticate(username="rikke", password="forkert") is None

    assert authenticate(username="rikke", password=RIGHT) is None


@pytest.mark.parametrize("spelling", ["RIKKE", "Rikke", " rikke ", "ｒｉｋｋｅ", "riKKe"])
def test_spellings_of_one_account_count_together(editor: User, spelling: str) -> None:
    for _number in range(10):
        knock(ADMIN, spelling)

    assert knock(ADMIN, "rikke", RIGHT).status_code == 429


def test_forwarding_headers_that_nobody_vouches_for_are_not_read(editor: User) -> None:
    spoofed = [knock(ADMIN, "rikke", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}") for number in range(12)]

    assert statuses(spoofed) == [200] * 10 + [429] * 2


def test_only_the_hop_of_the_trusted_proxy_counts(editor: User, settings: LazySettings) -> None:
    settings.PROXY_HOPS = 1
    spoofed = [
        knock(ADMIN, "rikke", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, {OFFICE}", REMOTE_ADDR="127.0.0.1")
        for number in range(12)
    ]
    elsewhere = knock(ADMIN, "rikke", HTTP_X_FORWARDED_FOR=f"{OFFICE}, 192.0.2.9", REMOTE_ADDR="127.0.0.1")

    assert statuses(spoofed) == [200] * 10 + [429] * 2
    assert elsewhere.status_code == 200


def test_strangers_do_not_shut_out_a_browser_that_signed_in_before(editor: User, assessor: User) -> None:
    """Not from elsewhere, and not from the same office, which has one address for all."""
    for door, name in ((ADMIN, "rikke"), (ASSESSORS, "birgitte")):
        browser = Client()
        assert knock(door, name, RIGHT, client=browser, REMOTE_ADDR=OFFICE).status_code == 302
        browser.post("/admin/logout/")
        for number in range(12):
            knock(door, name, REMOTE_ADDR=OFFICE)
            knock(door, name, REMOTE_ADDR=f"203.0.113.{number}")

        assert knock(door, name, RIGHT, REMOTE_ADDR=OFFICE).status_code == 429
        assert knock(door, name, RIGHT, client=browser, REMOTE_ADDR=OFFICE).status_code == 302


def test_strangers_elsewhere_do_not_shut_out_a_new_browser(editor: User) -> None:
    for _number in range(12):
        knock(ADMIN, "rikke", REMOTE_ADDR=HOME)

    assert knock(ADMIN, "rikke", RIGHT, REMOTE_ADDR=OFFICE).status_code == 302


def test_known_browser_has_ten_tries_of_its_own_and_none_for_others(editor: User, assessor: User) -> None:
    browser = Client()
    knock(ADMIN, "rikke", RIGHT, client=browser)
    browser.post("/admin/logout/")
    own = [knock(ADMIN, "rikke", client=browser) for _number in range(12)]
    cookie = browser.cookies["device"].value
    stranger = Client()
    others = [knock(ASSESSORS, "birgitte", client=stranger) for _number in range(10)]
    stranger.cookies["device"] = cookie

    assert statuses(own) == [200] * 10 + [429] * 2
    assert statuses(others) == [200] * 10
    assert knock(ASSESSORS, "birgitte", client=stranger).status_code == 429
    # Throwing the cookie away brings no new tries: they counted for the network as well.
    assert knock(ADMIN, "rikke").status_code == 429


def test_cookie_of_the_browser_is_closed_to_scripts_and_to_forgery(editor: User) -> None:
    browser = Client()
    knock(ADMIN, "rikke", RIGHT, client=browser)
    cookie = browser.cookies["device"]
    forged = Client()
    forged.cookies["device"] = cookie.value[:-2] + "xx"
    for _number in range(10):
        knock(ADMIN, "rikke", client=forged)

    assert cookie["httponly"] is True
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/")
    assert "rikke" not in cookie.value
    assert knock(ADMIN, "rikke", RIGHT, client=forged).status_code == 429


def test_one_browser_remembers_several_accounts(editor: User, assessor: User) -> None:
    browser = Client()
    for name in ("rikke", "birgitte"):
        knock(ASSESSORS, name, RIGHT, client=browser)
        browser.post("/vurdering/log-ud/")
    for name in ("rikke", "birgitte"):
        for _number in range(10):
            knock(ADMIN, name)

    assert statuses([knock(ASSESSORS, name, RIGHT, client=browser) for name in ("rikke", "birgitte")]) == [302, 302]


def test_spraying_from_one_network_ends(editor: User) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=HOME)
    for number in range(48):
        authenticate(request, username=f"navn{number}", password="Sommer2026!")
    answers = [knock(ADMIN, f"navn{number}", "Sommer2026!") for number in range(48, 52)]

    assert statuses(answers) == [200, 200, 429, 429]
    assert knock(ADMIN, "rikke", RIGHT, REMOTE_ADDR=OFFICE).status_code == 302


def test_one_account_guessed_from_many_networks_ends(editor: User) -> None:
    networks = [f"203.0.113.{number}" for number in range(102)]
    for network in networks[:98]:
        authenticate(RequestFactory().post("/", REMOTE_ADDR=network), username="rikke", password="forkert")
    answers = [knock(ADMIN, "rikke", REMOTE_ADDR=network) for network in networks[98:]]

    assert statuses(answers) == [200, 200, 429, 429]


def test_signing_in_is_no_try(editor: User) -> None:
    answers = [knock(ADMIN, "rikke", RIGHT) for _number in range(12)]

    assert statuses(answers) == [302] * 12
    assert not Attempt.objects.exists()


def test_tries_are_forgotten_in_time(editor: User) -> None:
    for _number in range(11):
        knock(ADMIN, "rikke")
    Attempt.objects.update(at=timezone.now() - timedelta(seconds=901))

    assert knock(ADMIN, "rikke", RIGHT).status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("rik\0ke", "x"), ("rikke", "x\0"), ("rikke", "x" * 1_000_000), ("x" * 10_000, "x"), ("", ""), ("\ud800", "x")],
)
def test_nonsense_is_refused_at_once_and_breaks_nothing(editor: User, username: str, password: str) -> None:
    request = RequestFactory().post("/")

    assert authenticate(request, username=username, password=password) is None
    assert authenticate(username=username, password=password) is None


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("username", "password"), [("rik\0ke", "x"), ("rikke", "x" * 1_000_000)])
def test_nonsense_at_a_door_is_no_error(editor: User, door: str, username: str, password: str) -> None:
    assert knock(door, username, password).status_code == 200


def test_old_password_is_not_guessed_by_who_has_the_session(editor: User) -> None:
    browser = Client()
    knock(ADMIN, "rikke", RIGHT, client=browser)
    address = "/admin/account/"
    page = browser.get(address).context
    typed = {
        f"{panel.name}-{name}": value
        for tab in page["panels_by_tab"].values()
        for panel in tab
        for name, value in panel.get_form().initial.items()
        if isinstance(value, str)
    }
    typed |= {"name_email-first_name": "Rikke", "name_email-last_name": "Holm", "name_email-email": "rikke@example.dk"}
    new = {"password-new_password1": "en helt ny og lang en", "password-new_password2": "en helt ny og lang en"}
    guesses = [browser.post(address, {**typed, **new, "password-old_password": f"gæt {n}"}) for n in range(12)]
    right = browser.post(address, {**typed, **new, "password-old_password": RIGHT})

    assert statuses(guesses) == [200] * 10 + [429] * 2
    assert right.status_code == 429
    assert User.objects.get(pk=editor.pk).check_password(RIGHT)
    Attempt.objects.all().delete()
    assert browser.post(address, {**typed, **new, "password-old_password": RIGHT}).status_code == 302
    assert User.objects.get(pk=editor.pk).check_password("en helt ny og lang en")
    assert not Attempt.objects.exists()


def test_lock_is_noted_once(editor: User) -> None:
    for _number in range(13):
        knock(ADMIN, "rikke")
    kinds = list(AccountEvent.objects.values_list("kind", flat=True))

    assert kinds.count("refused") == 10
    assert kinds.count("locked") == 1
