"""Whoever is logged out by the time she sends, or meets a server error, keeps what she wrote and can send it again."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.signals import page_published

from core.models import Occasion, User
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree
from tests.factories.stumbling import failing

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/admin/snippets/core/occasion/add/"}
ADD = "/admin/snippets/core/occasion/add/"
WORDS = "Bibliotekernes dag holder åbent i hele landet."
SENT = {"name": "Bibliotekernes dag", "slug": "dagen", "description": WORDS, "sort_order": "1"}


@pytest.fixture
def editor(tree: Tree) -> User:
    return core.make_user("redaktoer", is_superuser=True)


def again(answer: Any) -> tuple[str, dict[str, list[str]]]:
    """What the button *Send it once more* sends, and where to."""
    form: Any = BeautifulSoup(answer.content, "html.parser").find("form", method="post")
    sent: dict[str, list[str]] = {}
    for field in form.find_all("input"):
        sent.setdefault(field["name"], []).append(field["value"])
    return form["action"], sent


def test_form_sent_after_the_session_ended_comes_back_and_is_sent_once_more(editor: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/admin/login/")
    token = browser.cookies["csrftoken"].value

    kept = browser.post(ADD, SENT | {"csrfmiddlewaretoken": token}, headers=OURS)
    browser.force_login(editor)
    address, sent = again(kept)
    done = browser.post(address, sent, headers=OURS)

    assert kept.status_code == 403
    assert "<h1>Du var logget ud</h1>" in kept.content.decode()
    assert WORDS in kept.content.decode()
    assert 'href="/admin/login/?next=/admin/logget-ind/"' in kept.content.decode()
    assert kept["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert done.status_code == 302
    assert Occasion.objects.get().description == WORDS


def test_form_of_before_the_login_is_sent_once_more_too(editor: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)

    kept = browser.post(ADD, SENT | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    address, sent = again(kept)
    browser.post(address, sent, headers=OURS)

    assert kept.status_code == 403
    assert Occasion.objects.get().name == "Bibliotekernes dag"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_what_another_site_sent_is_neither_shown_nor_sent_again(editor: User, site: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)

    refused = browser.post(ADD, SENT, headers={"Sec-Fetch-Site": site}).content.decode()
    browser.logout()
    kept = Client().post(ADD, SENT, headers={"Sec-Fetch-Site": site}).content.decode()

    for page in (refused, kept):
        assert WORDS not in page
        assert "Send det igen" not in page


def test_secrets_are_not_carried_along(tree: Tree) -> None:
    kept = Client().post("/admin/account/", {"name": WORDS, "new_password1": "et langt kodeord"}, headers=OURS)

    assert WORDS in kept.content.decode()
    assert "langt kodeord" not in kept.content.decode()
    assert "Send det igen" not in kept.content.decode()


def test_autosave_is_told_that_nobody_is_logged_in(tree: Tree) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[pages.make_concept(tree.concepts).pk])

    answer = Client().post(address, {"title": "Bus"}, headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert (answer.json()["success"], answer.json()["error_code"]) == (False, "signed_out")
    assert answer.json()["error_message"].startswith("Du er logget ud.")


def test_address_alone_still_leads_to_the_login_page(tree: Tree) -> None:
    answer = Client().get("/admin/images/?q=bus")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/login/?next=/admin/images/%3Fq%3Dbus")
    assert Client().post("/admin/logout/").status_code == 302


def test_open_page_is_told_who_is_logged_in_and_with_which_token(editor: User) -> None:
    browser = Client()
    asked = {"Accept": "application/json"}
    nobody = browser.get("/admin/logget-ind/", headers=asked)
    browser.force_login(editor)
    somebody = browser.get("/admin/logget-ind/", headers=asked)

    assert nobody.status_code == 401
    assert somebody.json()["user"] == editor.pk
    assert len(somebody.json()["token"]) == 64
    assert "<h1>Du er logget ind</h1>" in browser.get("/admin/logget-ind/").content.decode()


def test_server_error_of_a_page_keeps_the_words_the_way_back_and_a_number(tree: Tree, editor: User) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(editor)
    concept = pages.make_concept(tree.concepts)
    address = reverse("wagtailadmin_pages:edit", args=[concept.pk])
    sent = posted(browser.get(address), lead=WORDS, **{"action-publish": "1"})

    with failing(page_published):
        answer = browser.post(address, sent, headers=OURS | {"Referer": f"http://testserver{address}"})
    again_at, fields = again(answer)
    browser.post(again_at, fields, headers=OURS)

    page = answer.content.decode()
    assert answer.status_code == 500
    assert re.search(r"nummeret: <strong>\w{6}</strong>", page)
    assert f'href="http://testserver{address}"' in page
    assert WORDS in page
    concept.refresh_from_db()
    assert concept.lead == WORDS
