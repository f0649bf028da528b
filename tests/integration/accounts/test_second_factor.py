"""The second step of signing in: asked for, passed, refused and skipped."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, set_up_roles
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from foundation.accounts.sessions import sign_out_everywhere
from foundation.factors.factor_verification import with_password
from foundation.factors.models import GroupPolicy
from foundation.factors.tasks import tell
from foundation.throttling.models import Attempt
from foundation.throttling.rate_limits import Counter, note
from tests.factories import core
from tests.factories.signing_in import DOORS, MADE_UP_ANSWERS, SECRET, STEP, code_of, is_in, send_password, staff
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("door", DOORS)
def test_password_alone_leads_to_the_second_step_at_either_door(door: str, rikke: User, client: Client) -> None:
    response = send_password(client, door=door)

    assert response["Location"] == STEP
    assert SESSION_KEY not in client.session
    assert not is_in(client)


@pytest.mark.parametrize("door", DOORS)
def test_code_of_the_app_opens_the_door_that_was_knocked_at(door: str, rikke: User, client: Client) -> None:
    send_password(client, door=door)

    response = client.post(STEP, {"code": code_of()})

    assert response["Location"] == DOORS[door]
    assert is_in(client)


def test_session_is_another_after_each_step(rikke: User, client: Client) -> None:
    client.get("/admin/login/")
    keys = [client.session.session_key]
    send_password(client)
    keys.append(client.session.session_key)
    client.post(STEP, {"code": code_of()})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3


def test_code_with_a_space_is_the_same_code(rikke: User, client: Client) -> None:
    send_password(client)
    code = code_of()

    client.post(STEP, {"code": f"{code[:3]} {code[3:]}"})

    assert is_in(client)


def test_code_of_the_app_is_taken_once(rikke: User, client: Client) -> None:
    first, second = Client(), Client()
    code = code_of()
    for browser in (first, second):
        send_password(browser)
        browser.post(STEP, {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_code_from_before_a_used_one_is_not_taken_either(rikke: User, client: Client) -> None:
    send_password(client)
    client.post(STEP, {"code": code_of(steps=1)})
    other = Client()
    send_password(other)

    other.post(STEP, {"code": code_of()})

    assert (is_in(client), is_in(other)) == (True, False)


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "１２３４５６", "1" * 5000, "\u0000", "é"])
def test_wrong_code_is_refused_and_noted(rikke: User, client: Client, code: str) -> None:
    send_password(client)

    response = client.post(STEP, {"code": code})

    assert response.status_code == 400
    assert not is_in(client)
    assert AccountEvent.objects.filter(kind=EventKind.REFUSED, user=rikke).count() == 1


@pytest.mark.parametrize("answer", MADE_UP_ANSWERS)
def test_made_up_answer_of_a_passkey_is_refused(rikke: User, client: Client, answer: str) -> None:
    send_password(client)
    client.get(STEP)

    assert client.post(STEP, {"credential": answer}).status_code == 400
    assert not is_in(client)


def test_eleventh_code_in_a_quarter_is_not_even_looked_at(rikke: User, client: Client) -> None:
    for number in range(10):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")  # a new browser and network each time helps nobody
        send_password(browser)
        browser.post(STEP, {"code": "000000"})
    send_password(client)

    response = client.post(STEP, {"code": code_of()})

    assert response.status_code == 429
    assert not is_in(client)


def test_tries_that_are_turned_away_are_one_line_of_the_log(rikke: User, client: Client) -> None:
    send_password(client)
    for _number in range(15):
        client.post(STEP, {"code": "000000"})

    lines = AccountEvent.objects.filter(kind=EventKind.LOCKED, user=rikke)
    assert [line.detail for line in lines] == ["andet trin"]


def test_fifty_codes_a_day_are_enough_and_their_owner_is_told(rikke: User, client: Client) -> None:
    for _number in range(50):
        note([Counter("factor-day", with_password(rikke))])
    Attempt.objects.update(at=timezone.now() - timedelta(hours=3))

    for _twice in range(2):
        send_password(client)
        response = client.post(STEP, {"code": code_of()})

    assert response.status_code == 429
    assert "i morgen" in response.content.decode()
    (job,) = DBTaskResult.objects.filter(task_path="foundation.factors.tasks.tell")
    tell.call(**job.args_kwargs["kwargs"])
    assert mail.outbox[-1].to == ["rikke@example.dk"]
    assert "Skift din adgangskode nu" in mail.outbox[-1].body
    rikke.set_password("en-ganske-ny-kode-2026")
    rikke.save()
    send_password(client, password="en-ganske-ny-kode-2026")
    assert client.post(STEP, {"code": code_of()}).status_code == 302


def test_recovery_code_works_once_and_the_others_still_do(rikke: User, client: Client) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    browsers = [Client() for _code in range(3)]
    for browser, code in zip(browsers, [codes[0], codes[0], codes[1]], strict=True):
        send_password(browser)
        browser.post(STEP, {"code": code})

    assert [is_in(browser) for browser in browsers] == [True, False, True]


def test_who_waits_too_long_begins_again(rikke: User, client: Client, settings: Any) -> None:
    settings.SECOND_STEP_SECONDS = 0
    send_password(client)

    response = client.post(STEP, {"code": code_of()})

    assert response["Location"] == "/admin/login/"
    assert not is_in(client)


@pytest.mark.parametrize("change", ["password", "switched off", "signed out everywhere"])
def test_who_waits_is_nobody_once_the_account_changed(rikke: User, client: Client, change: str) -> None:
    send_password(client)
    if change == "password":
        rikke.set_password("et nyt kodeord")
    rikke.is_active = change != "switched off"
    rikke.save()
    if change == "signed out everywhere":
        sign_out_everywhere(rikke)

    response = client.post(STEP, {"code": code_of()})

    assert response["Location"] == "/admin/login/"


def test_step_is_not_there_for_who_sent_no_password(rikke: User, client: Client) -> None:
    assert client.get(STEP)["Location"] == "/admin/login/"
    assert client.post(STEP, {"code": code_of()})["Location"] == "/admin/login/"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/admin/images/", "/admin/images/"),
        ("https://ond.example/", "/admin/"),
        ("//ond.example/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
    ],
)
def test_way_on_stays_on_our_own_host(rikke: User, client: Client, target: str, address: str) -> None:
    send_password(client, next=target)

    assert client.post(STEP, {"code": code_of()})["Location"] == address


def test_whoever_was_signed_in_is_not_after_a_half_login_as_another(rikke: User, client: Client) -> None:
    client.force_login(staff("mette"))
    assert is_in(client)

    send_password(client)

    assert not is_in(client)


@pytest.mark.parametrize(("remember", "lasts"), [("on", False), ("", True)])
def test_session_lasts_as_long_as_was_wished(rikke: User, client: Client, remember: str, lasts: bool) -> None:
    send_password(client, **({"remember": remember} if remember else {}))
    client.post(STEP, {"code": code_of()})

    assert client.session.get_expire_at_browser_close() is lasts


@pytest.mark.parametrize("group", [ADMINISTRATORS, ASSESSORS])
def test_role_that_asks_for_a_factor_leads_to_a_new_one(
    tree: Tree, client: Client, settings: Any, group: str, django_capture_on_commit_callbacks: Any
) -> None:
    set_up_roles()
    settings.SECOND_FACTOR_IS_REQUIRED = True
    user = staff("birgitte", group)

    location = send_password(client, "birgitte")["Location"]
    page = client.get(location)
    client.get("/konto/app/")
    with django_capture_on_commit_callbacks(execute=True):
        added = client.post("/konto/app/", {"code": code_of(client.session["mfa.totp.secret"])})
    codes = client.get(added["Location"]).content.decode()

    assert (location, page.status_code) == ("/konto/", 200)
    assert "Gem dem" in codes
    assert int(client.session[SESSION_KEY]) == user.pk
    assert AccountEvent.objects.filter(kind=EventKind.FACTOR_ADDED, user=user).count() == 1
    assert DBTaskResult.objects.filter(task_path="foundation.factors.tasks.tell").count() == 1


def test_superuser_needs_a_factor_whatever_the_group(tree: Tree, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_IS_REQUIRED = True
    core.make_user("chef", is_superuser=True)

    assert send_password(client, "chef")["Location"] == "/konto/"
    assert not is_in(client)


def test_role_that_does_not_ask_signs_in_by_password(tree: Tree, client: Client, settings: Any) -> None:
    set_up_roles()
    settings.SECOND_FACTOR_IS_REQUIRED = True
    staff("rikke")

    assert send_password(client)["Location"] == "/admin/"
    assert is_in(client)


def test_demand_made_of_a_group_holds_for_sessions_that_are_open(tree: Tree, client: Client, settings: Any) -> None:
    set_up_roles()
    settings.SECOND_FACTOR_IS_REQUIRED = True
    client.force_login(staff("rikke"))
    assert is_in(client)

    GroupPolicy.objects.filter(group__name=EDITORS).update(requires_factor=True)

    assert not is_in(client)


def test_factor_added_elsewhere_is_asked_for_in_open_sessions(tree: Tree, client: Client) -> None:
    set_up_roles()
    user = staff("rikke")
    client.force_login(user)
    assert is_in(client)

    TOTP.activate(user, SECRET)

    assert not is_in(client)
