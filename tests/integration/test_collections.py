"""`/vaerktoejer/samling/`: concepts put together by somebody, in the address alone."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concepts.models import ConceptPage, OrderedSheet
from concepts.tasks import print_sheet
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADDRESS = "/vaerktoejer/samling/"
ODD = [
    "koncept=x&koncept=-1&koncept=%F0%9F%93%9A&sammenlign=y&navn=",
    "koncept=" + "9" * 400,
    "navn=%3Cscript%3Ealert(1)%3C/script%3E",
    "navn=%D7%A9%D7%9C%D7%95%D7%9D%0A%0B&koncept=1",
    "navn=" + "å" * 900,
    "&".join(f"koncept={number}" for number in range(300)),
]


@pytest.fixture
def shelf(tree: Tree) -> list[ConceptPage]:
    facebook = core.make_platform()
    return [
        pages.make_concept(tree.concepts, f"Koncept {number}", platforms=[facebook], effort_hours=str(number + 1))
        for number in range(6)
    ]


def _query(shelf: list[ConceptPage], **more: str) -> str:
    return "&".join([*(f"koncept={page.pk}" for page in shelf), *(f"{name}={value}" for name, value in more.items())])


def _page(client: Client, query: str) -> Any:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return BeautifulSoup(answer.content, "html.parser").find("main")


def _compared(page: Any) -> list[str]:
    return [row.find("th").get_text(strip=True) for row in page.select(".comparison tbody tr")]


def test_it_opens_in_its_order_with_its_name_and_the_first_four_compared(
    shelf: list[ConceptPage], client: Client
) -> None:
    page = _page(client, _query(shelf[::-1], navn="Sommer %26 sol"))

    assert page.find("h1").get_text(strip=True) == "Sommer & sol"
    assert [title.get_text(strip=True) for title in page.select(".card h2")] == [one.title for one in shelf[::-1]]
    assert _compared(page) == [one.title for one in shelf[:1:-1]]
    assert "6 timer" in page.select_one(".comparison").get_text(" ")
    assert "Facebook" in page.select_one(".comparison").get_text(" ")


def test_whoever_chooses_compares_those_and_no_more_than_four(shelf: list[ConceptPage], client: Client) -> None:
    two = f"sammenlign={shelf[5].pk}&sammenlign={shelf[1].pk}&sammenlign=9999"
    five = "&".join(f"sammenlign={one.pk}" for one in shelf[1:])

    assert _compared(_page(client, f"{_query(shelf)}&{two}")) == ["Koncept 1", "Koncept 5"]
    assert _compared(_page(client, f"{_query(shelf)}&{five}")) == [f"Koncept {number}" for number in range(1, 5)]


def test_one_is_taken_out_by_a_link(shelf: list[ConceptPage], client: Client) -> None:
    page = _page(client, _query(shelf[:2], navn="Sommer"))
    link = page.find(attrs={"data-take-out": str(shelf[0].pk)})

    assert link["href"] == f"{ADDRESS}?navn=Sommer&koncept={shelf[1].pk}"


def test_what_is_no_more_is_told_and_the_rest_stands(shelf: list[ConceptPage], client: Client) -> None:
    shelf[0].unpublish()
    shelf[1].delete()
    page = _page(client, _query(shelf))

    assert "ikke længere i kataloget" in page.get_text(" ")
    assert "Koncept 0" not in page.get_text(" ")
    assert "Koncept 1" not in page.get_text(" ")
    assert "Koncept 5" in page.get_text(" ")


def test_name_that_is_too_long_is_told_and_stays_in_its_field(shelf: list[ConceptPage], client: Client) -> None:
    page = _page(client, _query(shelf[:1], navn="å" * 61))

    assert "61 tegn, og der er plads til 60" in page.get_text(" ")
    assert page.find("h1").get_text(strip=True) == "Samling"
    assert page.find("input", id="navn")["value"] == "å" * 61


@pytest.mark.parametrize("query", ODD)
def test_nothing_in_an_address_is_an_error(shelf: list[ConceptPage], client: Client, query: str) -> None:
    page = _page(client, query)

    assert not page.find("script")
    assert client.get(f"{ADDRESS}samling.pdf?{query}").status_code == 202
    assert print_sheet.call(sheet_id=OrderedSheet.objects.get().pk) > 0


def test_paper_has_each_with_its_address(shelf: list[ConceptPage], client: Client) -> None:
    address = f"{ADDRESS}samling.pdf?{_query(shelf[:2], navn='Sommer')}"
    client.get(address)
    sheet = OrderedSheet.objects.get()
    print_sheet.call(sheet_id=sheet.pk)
    ready: Any = client.get(address)

    assert sheet.told["parts"][0][0] == "Koncept 0"
    assert sheet.told["parts"][0][1][-1] == "http://testserver/koncepter/koncept-0/"
    assert "Sommer.pdf" in ready["Content-Disposition"]
    assert b"".join(ready.streaming_content).startswith(b"%PDF-")


def test_it_costs_the_same_however_many_it_has(shelf: list[ConceptPage], client: Client) -> None:
    def cost(some: list[ConceptPage]) -> int:
        with CaptureQueriesContext(connection) as asked:
            _page(client, _query(some))
        return len(asked)

    cost(shelf)
    assert cost(shelf) == cost(shelf[:1])


def test_concept_leads_to_a_collection_of_its_own_without_script(shelf: list[ConceptPage], client: Client) -> None:
    soup: Any = BeautifulSoup(client.get(shelf[0].url).content, "html.parser")
    link = soup.find(attrs={"data-collect": True})

    assert re.fullmatch(rf"{ADDRESS}\?koncept={shelf[0].pk}", link["href"])
    assert _compared(_page(client, link["href"].partition("?")[2])) == ["Koncept 0"]
