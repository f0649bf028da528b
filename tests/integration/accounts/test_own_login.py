"""What the pages of one's own login say: the reason, the receipt, the way out and the field that was wrong."""

from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from core.models import User
from core.roles import ADMINISTRATORS
from foundation.accounts.models import AccountEvent
from foundation.accounts.sessions import sign_out_everywhere
from foundation.factors.models import GroupPolicy
from foundation.factors.tasks import tell
from tests.factories import core
from tests.factories.posting import as_shown
from tests.factories.signing_in import STEP, prove, send_password, staff
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
APP = "En kode virker én gang og kun i et halvt minut: Tag den, appen viser nu."
RECOVERY = "En gendannelseskode virker én gang: Tag en, du ikke har brugt."


def read(answer: Any) -> Any:
    return BeautifulSoup(answer.content, "html.parser")


def refused(client: Client, **sent: str) -> str:
    page = read(client.post(STEP, sent))
    return str(page.find(id="problem").get_text(strip=True)).removeprefix("Det var den ikke. ")


def test_refusal_fits_what_was_shown(rikke: User, client: Client) -> None:
    send_password(client)

    assert refused(client, code="000000") == APP
    assert refused(client, code="0000 0000") == RECOVERY
    assert refused(client, credential="{}") == "Prøv adgangsnøglen igen, eller skriv en gendannelseskode."


def test_used_recovery_code_is_said_to_be_used(rikke: User, client: Client) -> None:
    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()[0]
    for _time in range(2):
        send_password(client)
        answer = client.post(STEP, {"code": code})

    assert RECOVERY in answer.content.decode()


def test_nobody_without_an_app_is_told_about_one(rikke: User, client: Client) -> None:
    Authenticator.objects.filter(type="totp").update(type="webauthn", data={"name": "Min pc", "credential": {}})
    send_password(client)

    with patch("foundation.factors.views.begin_authentication", return_value={}):  # of a passkey that is none
        assert refused(client, code="000000") == RECOVERY


@pytest.mark.parametrize("door", ["/admin/login/", "/vurdering/log-ind/"])
def test_wrong_password_is_said_in_the_same_words_at_the_fields(rikke: User, client: Client, door: str) -> None:
    page = read(send_password(client, "ukendt", door=door))

    assert page.find(id="problem").get_text(strip=True) == "Brugernavn og adgangskode passer ikke sammen. Prøv igen."
    for name in ("username", "password"):
        field = page.find("input", {"name": name})
        assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "problem")


def test_wrong_code_and_wrong_password_again_are_said_at_the_field(inside: Client) -> None:
    Authenticator.objects.filter(type="totp").delete()
    pages = {
        "code": inside.post("/konto/app/", {"code": "000000"}),
        "password": inside.post("/konto/bekraeft/", {"password": "gættet"}),
    }

    for name, answer in pages.items():
        field = read(answer).find("input", {"name": name})
        assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "problem")


@pytest.mark.parametrize("door", ["/admin/password_reset/", "/vurdering/ny-adgangskode/"])
def test_new_password_is_asked_for_on_our_own_page_and_names_no_id_that_is_not_there(
    rikke: User, client: Client, door: str
) -> None:
    page = read(client.post(door, {"email": "ingen adresse"}))

    assert page.h1.get_text(strip=True) == "En ny adgangskode"
    assert page.find("a", string="Tilbage til login")["href"].endswith(("/admin/login/", "/vurdering/log-ind/"))
    for field in page.find_all(attrs={"aria-describedby": True}):
        assert all(page.find(id=name) for name in field["aria-describedby"].split())


@pytest.mark.parametrize("door", ["/admin/password_reset/confirm/", "/vurdering/ny-adgangskode/"])
def test_used_link_leads_to_a_new_one_of_the_same_door(rikke: User, client: Client, door: str) -> None:
    page = client.get(f"{door}MQ/set-password/").content.decode()

    assert "Linket virker ikke længere" in page
    assert f'class="button" href="{door.removesuffix("confirm/")}"' in page


def test_receipts_after_logging_out_elsewhere_and_removing(inside: Client) -> None:
    elsewhere = inside.post("/konto/log-ud-andre-steder/", follow=True).content.decode()
    app = Authenticator.objects.get(type="totp")
    removed = inside.post(f"/konto/fjern/{app.pk}/", follow=True).content.decode()

    assert "Du er logget ud alle andre steder." in elsewhere
    assert "Den er fjernet, og du er logget ud alle andre steder." in removed


@pytest.mark.parametrize("page", ["/admin/", "/vurdering/", "/konto/"])
def test_who_is_thrown_out_is_told_why(rikke: User, inside: Client, page: str) -> None:
    sign_out_everywhere(rikke)

    login = inside.get(page, follow=True).content.decode()

    assert login.count("Du er blevet logget ud: Enten er du logget ud alle steder") == 1
    assert "Du er blevet logget ud" not in inside.get("/admin/login/").content.decode()


def test_public_page_says_nothing_of_an_ended_session(rikke: User, inside: Client) -> None:
    sign_out_everywhere(rikke)

    assert "messages" not in inside.get("/").cookies


def test_required_factor_is_said_to_be_before_anything_is_pressed(rikke: User, inside: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_IS_REQUIRED = True
    GroupPolicy.objects.filter(group__user=rikke).update(requires_factor=True)

    page = inside.get(f"/konto/fjern/{Authenticator.objects.get(type='totp').pk}/").content.decode()

    assert "Din rolle kræver en anden faktor, og det her er den eneste, du har." in page
    assert "Fjern den" not in page


def test_own_login_names_the_account_and_the_way_out(inside: Client, client: Client) -> None:
    for browser, address in ((inside, "/konto/"), (inside, "/konto/app/")):
        page = browser.get(address, follow=True).content.decode()
        assert "Brugernavn: rikke" in page
        assert 'action="/konto/log-ud/"' in page

    assert inside.post("/konto/log-ud/")["Location"] == "/admin/account/"
    assert inside.get("/admin/").status_code == 302


def test_who_waits_for_the_second_step_can_start_over(rikke: User, client: Client) -> None:
    send_password(client)
    assert "Ikke dig? Begynd forfra" in client.get(STEP).content.decode()

    client.post("/konto/log-ud/")

    assert client.get(STEP)["Location"] == "/admin/login/"


def test_reset_asks_first_and_names_the_person(rikke: User, client: Client) -> None:
    client.force_login(staff("anne", ADMINISTRATORS))
    prove(client)
    address = reverse("reset_factor", args=[rikke.pk])
    listing = client.get("/admin/konti/").content.decode()

    page = read(client.get(address))

    assert f'href="{address}"' in listing
    assert f'action="{address}"' not in listing
    assert "(brugernavn rikke)" in page.find("main").get_text()
    assert Authenticator.objects.filter(user=rikke, type="totp").exists()
    assert client.post(address)["Location"] == "/admin/konti/"
    assert not Authenticator.objects.filter(user=rikke).exists()


@pytest.mark.parametrize(("change", "is_asked"), [("reset", False), ("removed", True)])
def test_mail_about_a_reset_does_not_ask_whether_it_was_you(rikke: User, change: str, is_asked: bool) -> None:
    tell.call(user_id=rikke.pk, change=change)
    body = str(mail.outbox[0].body)

    assert ("Var det dig?" in body) is is_asked
    assert ("En administrator har gjort det" in body) is not is_asked


def test_new_recovery_codes_are_no_new_factor(inside: Client) -> None:
    AccountEvent.objects.all().delete()

    inside.post("/konto/gendannelseskoder/")

    assert list(AccountEvent.objects.values_list("kind", "detail")) == [
        ("account_changed", "Der er lavet nye gendannelseskoder")
    ]


def test_account_without_a_last_name_changes_its_password(tree: Tree, client: Client) -> None:
    user = core.make_user("solo", is_superuser=True, first_name="", last_name="", email="solo@example.dk")
    client.force_login(user)
    sent = as_shown(client.get("/admin/account/"), "password-old_password")
    new = {"password-old_password": "hemmelig", "password-new_password1": "en helt ny og lang en"}

    answer = client.post("/admin/account/", sent | new | {"password-new_password2": "en helt ny og lang en"})

    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password("en helt ny og lang en")


def test_page_of_the_account_is_for_those_with_the_admin(tree: Tree, client: Client) -> None:
    assert client.get("/admin/account/")["Location"].startswith("/admin/login/")


def test_admin_has_our_name_our_time_zones_and_the_way_to_the_own_login(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("chef", is_superuser=True))
    page = read(client.get("/admin/account/"))

    assert page.title.get_text(strip=True).endswith("- SoMe-kataloget")
    zones = [option["value"] for option in page.find("select", {"name": "locale-current_time_zone"}).find_all("option")]
    assert "localtime" not in zones
    assert "Europe/Copenhagen" in zones
    assert page.find(id="tab-profile").find("a", string="Dit login")["href"] == "/konto/"
