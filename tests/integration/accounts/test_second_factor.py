"""The second step of signing in: asked for, passed, refused, skipped, set up, lost and reset."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.accounts.enums import EventKind
from core.accounts.models import AccountEvent
from core.accounts.sessions import sign_out_everywhere
from core.factors import services
from core.factors.models import GroupPolicy
from core.factors.proofs import with_password
from core.factors.tasks import tell
from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, set_up_roles
from core.throttling.limits import Counter, note
from core.throttling.models import Attempt
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
SECRET = generate_totp_secret()
STEP = "/konto/andet-trin/"
DOORS = {"/admin/login/": "/admin/", "/vurdering/log-ind/": "/vurdering/"}


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def staff(name: str, group: str = EDITORS, **fields: Any) -> User:
    user = core.make_user(name, email=f"{name}@example.dk", **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def rikke(tree: Tree) -> User:
    """An editor with an authenticator app and recovery codes."""
    set_up_roles()
    user = staff("rikke")
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def send_password(client: Client, name: str = "rikke", *, door: str = "/admin/login/", **data: str) -> Any:
    return client.post(door, {"username": name, "password": "hemmelig", **data})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


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


ANSWERS = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    "[" * 5000,
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    *(
        f'{{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {{{response}}}}}'
        for response in (
            '"clientDataJSON": "e30", "signature": "YQ", "authenticatorData": "YQ"',
            '"clientDataJSON": "e30", "attestationObject": "oA"',
            '"clientDataJSON": "\u00ff", "attestationObject": 1',
        )
    ),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_made_up_answer_of_a_passkey_is_refused(rikke: User, client: Client, answer: str) -> None:
    send_password(client)
    client.get(STEP)

    assert client.post(STEP, {"credential": answer}).status_code == 400
    assert not is_in(client)


@pytest.mark.parametrize("answer", ANSWERS)
def test_made_up_new_passkey_is_refused(rikke: User, client: Client, answer: str) -> None:
    send_password(client)
    client.post(STEP, {"code": code_of()})
    client.get("/konto/adgangsnoegle/", headers={"host": "testserver"})

    assert client.post("/konto/adgangsnoegle/", {"credential": answer}).status_code == 400
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_eleventh_new_passkey_in_a_quarter_is_not_even_looked_at(inside: Client) -> None:
    statuses = [inside.post("/konto/adgangsnoegle/", {"credential": "{}"}).status_code for _try in range(11)]

    assert statuses[-1] == 429
    assert 429 not in statuses[:9]  # the code that let her in was one of the ten


@pytest.mark.parametrize(
    "act",
    [
        lambda request, user: services.add_passkey(request, user, answer=None, name=""),
        lambda request, user: services.add_app(request, user, secret=SECRET, code=""),
        services.renew_codes,
        lambda request, user: services.remove(request, user, services.factors_of(user)[0]),
        lambda request, user: services.reset(user, request=request),
    ],
)
def test_factors_are_changed_one_change_at_a_time(
    rikke: User, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, act: Any
) -> None:
    locked = []

    def lock(rows: Any) -> Any:
        locked.append(rows.model)
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", lock)

    act(rf.post("/konto/"), rikke)

    assert locked[0] is User


def test_eleventh_code_in_a_quarter_is_not_even_looked_at(rikke: User, client: Client) -> None:
    for number in range(10):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")  # a new browser and network each time helps nobody
        send_password(browser)
        browser.post(STEP, {"code": "000000"})
    send_password(client)

    response = client.post(STEP, {"code": code_of()})

    assert response.status_code == 429
    assert not is_in(client)


def test_fifty_codes_a_day_are_enough_and_their_owner_is_told(rikke: User, client: Client) -> None:
    for _number in range(50):
        note([Counter("factor-day", with_password(rikke))])
    Attempt.objects.update(at=timezone.now() - timedelta(hours=3))

    for _twice in range(2):
        send_password(client)
        response = client.post(STEP, {"code": code_of()})

    assert response.status_code == 429
    assert "i morgen" in response.content.decode()
    (job,) = DBTaskResult.objects.filter(task_path="core.factors.tasks.tell")
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
    assert DBTaskResult.objects.filter(task_path="core.factors.tasks.tell").count() == 1


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


@pytest.fixture
def inside(rikke: User, client: Client) -> Client:
    send_password(client)
    client.post(STEP, {"code": code_of()})
    return client


def test_codes_are_shown_once(inside: Client, rikke: User) -> None:
    first = inside.get("/konto/gendannelseskoder/").content.decode()
    again = inside.get("/konto/gendannelseskoder/").content.decode()
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()

    assert all(f"{code[:4]} {code[4:]}" in first for code in codes)
    assert not any(f"{code[:4]} {code[4:]}" in again for code in codes)


def test_new_codes_make_the_old_ones_worthless(inside: Client, rikke: User, client: Client) -> None:
    old = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()

    inside.post("/konto/gendannelseskoder/")
    other = Client()
    send_password(other)
    other.post(STEP, {"code": old[0]})

    assert not is_in(other)


def test_removing_the_last_factor_removes_codes_and_other_sessions(inside: Client, rikke: User) -> None:
    elsewhere = Client()
    send_password(elsewhere)
    elsewhere.post(STEP, {"code": Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()[0]})
    assert is_in(elsewhere)

    inside.post(f"/konto/fjern/{Authenticator.objects.get(type='totp').pk}/")

    assert (is_in(inside), is_in(elsewhere)) == (True, False)
    assert not Authenticator.objects.exists()
    assert AccountEvent.objects.filter(kind=EventKind.FACTOR_REMOVED, user=rikke, actor=rikke).count() == 1


def test_last_factor_stays_where_the_role_asks_for_one(inside: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_IS_REQUIRED = True
    GroupPolicy.objects.filter(group__name=EDITORS).update(requires_factor=True)

    response = inside.post(f"/konto/fjern/{Authenticator.objects.get(type='totp').pk}/")

    assert response.status_code == 409
    assert Authenticator.objects.filter(type="totp").exists()


def test_factor_of_somebody_else_is_not_there(inside: Client) -> None:
    other = TOTP.activate(staff("mette"), SECRET).instance

    assert inside.post(f"/konto/fjern/{other.pk}/").status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


PAGES = ["", "app/", "adgangsnoegle/", "gendannelseskoder/", "fjern/1/", "log-ud-andre-steder/"]


@pytest.mark.parametrize("page", PAGES)
def test_account_asks_strangers_to_sign_in_and_the_absent_minded_for_their_password(
    rikke: User, inside: Client, settings: Any, page: str
) -> None:
    stranger = Client().post(f"/konto/{page}")
    settings.FRESH_SECONDS = 0

    absent = inside.post(f"/konto/{page}")

    assert stranger["Location"].startswith("/admin/login/?next=/konto/")
    assert absent["Location"].startswith("/konto/bekraeft/?next=")


def test_password_once_more_opens_the_account(inside: Client) -> None:
    session = inside.session
    session["proven_at"] = 0
    session.save()

    wrong = inside.post("/konto/bekraeft/", {"password": "gættet", "next": "/konto/app/"})
    right = inside.post("/konto/bekraeft/", {"password": "hemmelig", "next": "//ond.example/"})

    assert (wrong.status_code, right["Location"]) == (400, "/konto/")
    assert inside.get("/konto/").status_code == 200


def test_logging_out_everywhere_else_keeps_this_session(inside: Client, rikke: User) -> None:
    elsewhere = Client()
    send_password(elsewhere)
    elsewhere.post(STEP, {"code": Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()[0]})

    inside.post("/konto/log-ud-andre-steder/")

    assert (is_in(inside), is_in(elsewhere)) == (True, False)


def _administrator(client: Client, **fields: Any) -> Client:
    client.force_login(staff("anne", ADMINISTRATORS, **fields))
    session = client.session
    session["proven_at"] = time.time()
    session.save()
    return client


def test_administrator_resets_a_lost_factor(
    rikke: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    signed_in = Client()
    send_password(signed_in)
    signed_in.post(STEP, {"code": code_of()})
    admin = _administrator(client)

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("reset_factor", args=[rikke.pk]))
    tell.call(user_id=rikke.pk, change="reset")

    assert not Authenticator.objects.filter(user=rikke).exists()
    assert not is_in(signed_in)
    event = AccountEvent.objects.get(kind=EventKind.FACTOR_REMOVED)
    assert (event.user, event.actor.username if event.actor else "") == (rikke, "anne")
    assert DBTaskResult.objects.filter(task_path="core.factors.tasks.tell").count() == 1
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (["rikke@example.dk"], "Anden faktor er nulstillet")
    assert send_password(signed_in)["Location"] == "/admin/"


@pytest.mark.parametrize("act", ["reset_factor", "end_sessions"])
def test_administrator_does_not_look_after_a_superuser(rikke: User, client: Client, act: str) -> None:
    rikke.is_superuser = True
    rikke.save()
    before = rikke.session_generation

    response = _administrator(client).post(reverse(act, args=[rikke.pk]))

    assert response["Location"] == "/admin/"
    assert Authenticator.objects.filter(user=rikke, type="totp").exists()
    assert User.objects.get(pk=rikke.pk).session_generation == before


def test_administrator_signs_somebody_out_everywhere(rikke: User, client: Client) -> None:
    signed_in = Client()
    send_password(signed_in)
    signed_in.post(STEP, {"code": code_of()})

    _administrator(client).post(reverse("end_sessions", args=[rikke.pk]))

    assert not is_in(signed_in)
    assert AccountEvent.objects.filter(kind=EventKind.SESSIONS_ENDED, user=rikke).count() == 1


def test_reset_is_asked_for_by_post_and_by_who_is_there(rikke: User, client: Client, settings: Any) -> None:
    admin = _administrator(client)
    assert admin.get(reverse("reset_factor", args=[rikke.pk])).status_code == 405
    settings.FRESH_SECONDS = 0

    response = admin.post(reverse("reset_factor", args=[rikke.pk]))

    assert response["Location"].startswith("/konto/bekraeft/")
    assert Authenticator.objects.filter(user=rikke).exists()


def test_command_resets_for_the_only_administrator(rikke: User) -> None:
    call_command("reset_second_factor", "rikke")

    assert not Authenticator.objects.filter(user=rikke).exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "ingen")


def test_secrets_are_not_readable_in_the_database_and_survive_a_new_key(
    rikke: User, client: Client, settings: Any
) -> None:
    assert all(SECRET not in str(data) for data in Authenticator.objects.values_list("data", flat=True))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for the days to come, long enough to be one"

    send_password(client)
    client.post(STEP, {"code": code_of()})

    assert is_in(client)


def test_secret_no_key_opens_lets_nobody_in(rikke: User, client: Client, settings: Any) -> None:
    settings.SECRET_KEY = "another key for the days to come, long enough to be one"

    send_password(client)

    assert client.post(STEP, {"code": code_of()}).status_code == 400


def test_list_of_logins_costs_the_same_for_many(rikke: User, client: Client) -> None:
    admin, counts = _administrator(client), []

    for number in range(3):
        staff(f"ny{number}", ASSESSORS)
        with CaptureQueriesContext(connection) as captured:
            page = admin.get(reverse("accounts")).content.decode()
        counts.append(len(captured))

    assert "rikke@" not in page
    assert len(set(counts[1:])) == 1


@pytest.mark.parametrize("is_asked", [True, False])
def test_group_is_asked_for_a_factor_in_its_form(rikke: User, client: Client, is_asked: bool) -> None:
    client.force_login(core.make_user("chef", is_superuser=True))
    group = Group.objects.get(name=EDITORS)
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    data = _formsets(client.get(address).context["permission_panels"])

    client.post(address, {"name": EDITORS, **data, **({"policy-requires_factor": "on"} if is_asked else {})})

    assert GroupPolicy.objects.get(group=group).requires_factor is is_asked


def test_new_group_gets_its_rules(rikke: User, client: Client) -> None:
    client.force_login(core.make_user("chef", is_superuser=True))
    address = reverse("wagtailusers_groups:add")
    data = _formsets(client.get(address).context["permission_panels"])

    client.post(address, {"name": "Nye", **data, "policy-requires_factor": "on"})

    assert GroupPolicy.objects.get(group__name="Nye").requires_factor


def _formsets(panels: Any) -> dict[str, str]:
    """The empty management forms of Wagtail's panels."""
    sets = [panel for panel in panels if hasattr(panel, "management_form")]
    return {f"{one.prefix}-{name}": "0" for one in sets for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_rules_an_administrator_changed_stay_when_roles_are_set_up_again(tree: Tree) -> None:
    set_up_roles()
    GroupPolicy.objects.filter(group__name=ASSESSORS).update(requires_factor=False)

    set_up_roles()

    rules = dict(GroupPolicy.objects.values_list("group__name", "requires_factor"))
    assert rules == {ADMINISTRATORS: True, EDITORS: False, "Sektionsredaktører": False, ASSESSORS: False}
