"""What somebody does about her own second factor: sets it up, renews codes, removes it, logs out elsewhere."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import QuerySet
from django.test import Client, RequestFactory
from django.utils import translation

from core.models import User
from core.roles import ASSESSORS, EDITORS, set_up_roles
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from foundation.factors import services
from foundation.factors.models import GroupPolicy
from tests.factories.signing_in import MADE_UP_ANSWERS, SECRET, STEP, code_of, is_in, prove, send_password, staff
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("answer", MADE_UP_ANSWERS)
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


def test_log_speaks_the_same_language_whatever_the_page_does(inside: Client, rikke: User) -> None:
    request = RequestFactory().post("/en/konto/")
    with translation.override("en"):
        services.renew_codes(request, rikke)

    assert AccountEvent.objects.filter(user=rikke).latest("pk").detail == "Der er lavet nye gendannelseskoder"


@pytest.mark.parametrize(("group", "address"), [(EDITORS, "/admin/account/"), (ASSESSORS, "/vurdering/")])
def test_login_page_leads_back_to_where_one_works(tree: Tree, client: Client, group: str, address: str) -> None:
    set_up_roles()
    client.force_login(staff("mette", group))
    prove(client)

    page = client.get("/konto/").content.decode()

    assert [way for way in ("/admin/account/", "/vurdering/") if f'href="{way}"' in page] == [address]


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
