"""A form from before the last login: our own page at every door, a way on, and nothing that was typed lost."""

import json
from typing import Any

import pytest
from django.test import Client

from core.models import User
from core.roles import set_up_roles
from tests.factories import core
from tests.factories.assessment import make_assessor, make_case
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
WORDS = "Det virker, fordi alle kender bogbussen."
DOORS = ["/admin/login/", "/admin/account/", "/vurdering/log-ind/", "/vurdering/ny-adgangskode/", "/konto/bekraeft/"]


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def birgitte(tree: Tree) -> User:
    set_up_roles()
    return make_assessor("birgitte")


@pytest.mark.parametrize("door", DOORS)
def test_every_door_says_it_in_danish_on_our_own_page(birgitte: User, browser: Client, door: str) -> None:
    answer = browser.post(door, {"csrfmiddlewaretoken": "x" * 64, "username": "birgitte"})
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "<h1>Siden var for gammel</h1>" in tight(page)
    assert f'href="{door}"' in page
    assert "CSRF" not in page
    assert "DEBUG" not in page
    assert answer["Cache-Control"] == "private, no-store" or "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("door", "home"), [("/admin/login/", "/admin/"), ("/vurdering/log-ind/", "/vurdering/")])
def test_login_left_open_in_another_tab_leads_in(birgitte: User, browser: Client, door: str, home: str) -> None:
    browser.force_login(birgitte)

    page = browser.post(door, {"username": "birgitte", "password": "hemmelig"}).content.decode()

    assert "<h1>Allerede logget ind</h1>" in tight(page)
    assert "birgitte" in page
    assert f'class="button" href="{home}"' in page


def assess(browser: Client, user: User, **headers: str) -> str:
    """The page an assessor gets who sends what she wrote before her login of now."""
    browser.force_login(user)
    sent = {"csrfmiddlewaretoken": "x" * 64, "why_it_works": WORDS, "keep": "", "password": "et langt kodeord her"}
    case = make_case()
    answer = browser.post(
        f"/vurdering/{case.pk}/", sent, headers={"Referer": "http://testserver/vurdering/7/", **headers}
    )
    return answer.content.decode()


def test_what_an_assessor_wrote_stands_there_to_be_copied(birgitte: User, browser: Client) -> None:
    page = assess(browser, birgitte, **OURS)

    assert WORDS in page
    assert 'href="http://testserver/vurdering/7/"' in page
    assert "kodeord her" not in page


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_what_another_site_sent_is_not_shown(birgitte: User, browser: Client, site: str) -> None:
    assert WORDS not in assess(browser, birgitte, **{"Sec-Fetch-Site": site})


def test_way_back_never_leads_to_another_site(birgitte: User, browser: Client) -> None:
    assert "ond.example" not in assess(browser, birgitte, Referer="https://ond.example/")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (json.dumps({"blocks": [{"text": "Alle elsker den bogbus."}], "entityMap": {}}), ["Alle elsker den bogbus."]),
        (
            '{"blocks": 7, "a": "en to tre fire"}',
            ["{&quot;blocks&quot;: 7, &quot;a&quot;: &quot;en to tre fire&quot;}"],
        ),
        ("<script>alert(1)</script> og mere", ["&lt;script&gt;alert(1)&lt;/script&gt; og mere"]),
        ("kort", []),
        ("4f1d22aa-9a2b-4c3d-8e4f-5a6b7c8d9e0f", []),
    ],
)
def test_words_are_shown_and_what_machines_wrote_is_not(
    tree: Tree, browser: Client, sent: str, shown: list[str]
) -> None:
    browser.force_login(core.make_user("chef", is_superuser=True))

    page = browser.post("/admin/pages/7/edit/", {"body-0-value": sent}, headers=OURS).content.decode()

    assert page.count("<textarea") == len(shown)
    assert all(f"readonly>{words}</textarea>" in page for words in shown)


def test_script_gets_a_sentence_it_can_show(birgitte: User, browser: Client) -> None:
    answer: Any = browser.post("/admin/account/", headers={"Accept": "application/json"})

    assert answer.status_code == 403
    assert answer.json()["sentence"].startswith("Siden blev åbnet, før")
