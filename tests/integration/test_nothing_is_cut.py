"""What is pasted and too long stands in its field when the page comes back, and the page says by how much."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Platform, User
from showcase.assessment.models import Case
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Message, Report
from showcase.services import conditions_of
from tests.factories import core, pages
from tests.factories.reports import make_report
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
LONG = "En lang tekst. " * 1_333 + "Slut."
COUNTED = "20.000 tegn"


@pytest.fixture
def editor(client: Client) -> User:
    user = core.make_user("redaktør", is_superuser=True)
    client.force_login(user)
    return user


def _in_box(page: str, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


@pytest.mark.parametrize("button", ["ask", "decline"])
def test_long_word_to_a_reporter_comes_back_whole(tree: Tree, client: Client, editor: User, button: str) -> None:
    report = make_report()

    page = client.post(f"/admin/reports/{report.pk}/write/", {"text": LONG, button: ""}).content.decode()

    assert len(LONG) == 20_000
    assert _in_box(page, "text") == LONG
    assert f"{COUNTED}, 15.000 for mange" in page
    assert not Message.objects.exists()


@pytest.mark.parametrize("button", ["ask", "decline"])
def test_word_to_the_reporter_of_a_report_closed_meanwhile_can_be_copied(
    tree: Tree, client: Client, editor: User, button: str
) -> None:
    report = make_report()
    Report.objects.filter(pk=report.pk).update(state=ReportState.WITHDRAWN)

    page = client.post(f"/admin/reports/{report.pk}/write/", {"text": "Hvor mange?", button: ""}).content.decode()

    assert "Indberetningen er allerede lukket." in page
    assert ">Hvor mange?</textarea>" in page


def test_long_phrase_to_black_out_comes_back_whole(tree: Tree, client: Client, editor: User) -> None:
    report = make_report()

    page = client.post(f"/admin/reports/{report.pk}/agency/", {"phrase": LONG}).content.decode()

    assert f'name="phrase" value="{LONG}"' in page
    assert f"Udelad højst 200 tegn ad gangen: {COUNTED}, 19.800 for mange." in page
    assert not any(case.left_out for case in Case.objects.all())


def test_long_texts_of_a_snippet_come_back_whole(tree: Tree, client: Client, editor: User) -> None:
    address = reverse("wagtailsnippets_core_platform:add")
    typed = {"name": "TikTok", "slug": "tiktok", "description": LONG, "sort_order": "1"}

    page = client.post(address, typed).content.decode()

    assert LONG in unescape(page)
    assert f"{COUNTED}, 19.745 for mange" in page
    assert not Platform.objects.filter(slug="tiktok").exists()


def test_long_title_of_a_page_comes_back_whole(tree: Tree, client: Client, editor: User) -> None:
    address = reverse("wagtailadmin_pages:add", args=["concepts", "conceptpage", tree.concepts.pk])

    page = client.get(address).content.decode()

    title = re.findall(r'<(?:input|textarea)[^>]*name="title"[^>]*>', page)[0]
    assert 'data-most="55"' in title
    assert "maxlength" not in page.replace("maxlength</", "")
    assert "data-keep-count" in page


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("bus", False),
        ("en to tre fire fem seks syv otte ni ti", False),
        ("en to tre fire fem seks syv otte ni ti elleve", True),
    ],
)
def test_search_says_when_it_does_not_read_all(tree: Tree, client: Client, query: str, is_told: bool) -> None:
    page = client.get("/soeg/", {"q": query}).content.decode()

    assert f'value="{query}"' in page
    assert ("Det er en lang tekst at søge på." in page) is is_told


def test_search_keeps_a_long_text_in_its_field(tree: Tree, client: Client) -> None:
    long = ("bussen svarer " * 30).strip()

    page = client.get("/soeg/", {"q": long}).content.decode()

    assert f'value="{long}"' in page
    assert "Det er en lang tekst at søge på." in page


def test_text_an_address_has_no_room_for_is_told_in_danish(client: Client) -> None:
    answer = client.get("/soeg/", {"q": LONG})

    assert answer.status_code == 400
    assert answer.content.decode() == "Det er mere, end der er plads til i en adresse. Gå tilbage, og skriv mindre."


def test_address_on_the_share_page_is_shown_as_pasted(tree: Tree, client: Client) -> None:
    address = "https://example.dk/" + "a" * 3_000

    page = client.get("/del/", {"hvad": "side", "side": address, "farve": "rgb(15, 72, 54)"}).content.decode()

    assert f'value="{address}"' in page
    assert 'value="rgb(15, 72, 54)"' in page


def test_what_the_agency_found_becomes_conditions_whole(tree: Tree) -> None:
    initiative = pages.make_initiative(tree.initiatives, "Bussen", why_it_works=f"<p>{LONG}</p>")

    assert " ".join(line.text for line in conditions_of(initiative)) == LONG
