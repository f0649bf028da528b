"""`/vaerktoejer/maalgruppe/`: somebody to write for, in own words, in the address and on one sheet."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from docx import Document

from concepts.models import OrderedSheet
from concepts.tasks import print_sheet
from concepts.tools.personas import MOST_SIGNS
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADDRESS = "/vaerktoejer/maalgruppe/"
TOLD = {
    "navn": "Forældrene ved bussen",
    "hvem": "De venter.\nTo børn hver.",
    "undgaa": "Skriv ikke »kære forældre«.",
}
HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "#let x", "$ x $", "שלום", "\x0b\x07", "📚" * 60, "漢"]


def _text(answer: Any) -> str:
    soup: Any = BeautifulSoup(answer.content, "html.parser")
    return " ".join(soup.find("main").get_text(" ").split())


def test_what_is_sent_stands_in_the_address_and_on_the_sheet(tree: Tree, client: Client) -> None:
    core.make_target_group("Familier", description="Med børn.")
    sent = client.post(ADDRESS, {**TOLD, "maalgruppe": "familier"})
    page = client.get(sent["Location"])

    assert (sent.status_code, page.status_code) == (303, 200)
    assert sent["Location"].startswith(f"{ADDRESS}?navn=For%C3%A6ldrene")
    assert page["Cache-Control"] == "private, no-store"
    for part in ("Forældrene ved bussen", "Familier. Med børn.", "To børn hver.", "Skriv ikke »kære forældre«."):
        assert part in _text(page)
    assert "maalgruppe=familier&amp;trin=hvad" in page.content.decode()


def test_script_is_told_where_it_lies_or_that_the_page_says_why(tree: Tree, client: Client) -> None:
    headers = {"accept": "application/json"}
    kept = client.post(ADDRESS, TOLD, headers=headers)
    refused = client.post(ADDRESS, {"hvem": "å" * 400}, headers=headers)

    assert (kept.status_code, refused.status_code) == (200, 422)
    assert kept.json()["address"].startswith(f"{ADDRESS}?navn=")
    assert TOLD["undgaa"] in _text(client.get(kept.json()["address"]))


def test_same_goes_into_word_and_onto_paper(tree: Tree, client: Client) -> None:
    document = Document(io.BytesIO(client.get(f"{ADDRESS}maalgruppe.docx", TOLD).content))
    waiting = client.get(f"{ADDRESS}maalgruppe.pdf", TOLD)
    print_sheet.call(sheet_id=OrderedSheet.objects.get().pk)
    ready: Any = client.get(f"{ADDRESS}maalgruppe.pdf", TOLD)

    assert [part.text for part in document.paragraphs][:4] == [
        TOLD["navn"],
        "Hvem de er",
        "De venter.",
        "To børn hver.",
    ]
    assert (waiting.status_code, ready.status_code) == (202, 200)
    assert b"".join(ready.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_written_a_sheet_comes_of_it(tree: Tree, client: Client, typed: str) -> None:
    page = client.post(ADDRESS, {"hvem": typed, "navn": typed[:50]}, follow=True)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    client.get(f"{ADDRESS}maalgruppe.pdf", {"hvem": typed})

    assert print_sheet.call(sheet_id=OrderedSheet.objects.get().pk) > 0
    assert client.get(f"{ADDRESS}maalgruppe.docx", {"hvem": typed}).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("hvem", "å" * 10_000, "10.000 tegn"),
        ("navn", "å" * 61, "61 tegn"),
        ("maalgruppe", "findes-ikke", "bruges ikke længere"),
    ],
)
def test_what_is_too_much_is_told_and_stays(tree: Tree, client: Client, field: str, typed: str, sentence: str) -> None:
    answer = client.post(ADDRESS, {**TOLD, field: typed})

    assert answer.status_code == 200
    assert sentence in _text(answer)
    assert TOLD["undgaa"] in _text(answer)
    assert field == "maalgruppe" or typed in answer.content.decode()


def test_more_than_an_address_holds_is_told_and_stays(tree: Tree, client: Client) -> None:
    typed = dict.fromkeys(("hvem", "behov", "steder", "tone", "undgaa"), "📚" * MOST_SIGNS)
    answer = client.post(ADDRESS, typed)

    assert answer.status_code == 200
    assert "Det er mere, end en adresse kan rumme." in _text(answer)
    assert answer.content.decode().count("📚" * MOST_SIGNS) == 5


def test_files_of_what_is_too_much_lead_to_where_it_is_told(tree: Tree, client: Client) -> None:
    for kind in ("pdf", "docx"):
        answer = client.get(f"{ADDRESS}maalgruppe.{kind}", {"hvem": "å" * 400}, follow=True)
        assert answer.redirect_chain
        assert "400 tegn" in _text(answer)
    assert not OrderedSheet.objects.exists()


def test_renamed_group_is_found_and_one_that_went_is_told(tree: Tree, client: Client) -> None:
    group = core.make_target_group("Familier")
    group.slug = "boernefamilier"
    group.save()
    assert "Familier" in _text(client.get(ADDRESS, {"maalgruppe": "familier", "hvem": "Dem"}))

    group.delete()
    answer = client.get(ADDRESS, {"maalgruppe": "familier", "hvem": "Dem"})
    assert "bruges ikke længere" in _text(answer)
    assert "Dem" in _text(answer)


def test_nothing_at_all_makes_no_sheet(tree: Tree, client: Client) -> None:
    assert "Lav arket" in _text(client.get(ADDRESS))
    answer = client.post(ADDRESS, {}, follow=True)
    assert answer.status_code == 200
    assert "PDF" not in _text(answer)
