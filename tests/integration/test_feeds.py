"""The feeds: the same sources in three formats, paged, cached and strict."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from core.records.reconciliation import reconcile_records
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

NAMES = ("concepts", "guides", "initiatives", "winners")
KINDS = ("json", "rss", "atom")
ATOM = "{http://www.w3.org/2005/Atom}"


def _json(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def _titles(client: Client, query: str = "") -> list[str]:
    return [item["title"] for item in _json(client, f"/feeds/concepts.json{query}")["items"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_empty_feed_is_valid_and_the_same_each_time(tree: Tree, client: Client, name: str, kind: str) -> None:
    first, second = (client.get(f"/feeds/{name}.{kind}") for _round in range(2))

    assert first.status_code == 200
    assert first.content == second.content


def test_item_tells_what_a_card_tells(tree: Tree, client: Client) -> None:
    image = core.make_image("Bussen", alt_text="En bus.", credit="Fjordby", licence="CC BY 4.0")
    make_renditions.call(image_id=image.pk)
    library = core.make_library()
    page = pages.make_initiative(
        tree.initiatives, "Bussen", lead="Den kører.", cover=image, library=library, platforms=[core.make_platform()]
    )

    (item,) = _json(client, "/feeds/initiatives.json")["items"]

    assert (item["title"], item["content_text"], item["url"]) == ("Bussen", "Den kører.", page.full_url)
    assert item["authors"] == [{"name": library.display_name}]
    assert item["tags"] == ["Facebook"]
    assert item["image"].startswith(settings.BASE_URL)
    assert (item["_katalog"]["image"]["alt"], item["_katalog"]["image"]["credit"]) == ("En bus.", "Fjordby")


@pytest.mark.parametrize("title", ["a ]]> b", "<script>alert(1)</script>", "\x0b\x00\ufffe& lyd", "»Æøå« 📚"])
def test_any_title_is_valid_xml_and_json(tree: Tree, client: Client, title: str) -> None:
    page = pages.make_concept(tree.concepts, "x")
    type(page).objects.filter(pk=page.pk).update(title=title.replace("\x00", ""), lead=title.replace("\x00", ""))
    reconcile_records()
    expected = "".join(letter for letter in title if letter not in "\x0b\x00\ufffe")

    rss = ElementTree.fromstring(client.get("/feeds/concepts.rss").content)  # noqa: S314 - our own
    atom = ElementTree.fromstring(client.get("/feeds/concepts.atom").content)  # noqa: S314

    assert rss.findtext("channel/item/title") == expected
    assert atom.findtext(f"{ATOM}entry/{ATOM}title") == expected
    assert _titles(client) == [expected]


def test_pages_follow_each_other_without_gap_or_double(tree: Tree, client: Client) -> None:
    for number in range(7):
        pages.make_concept(tree.concepts, f"Nr. {number}")
    seen: list[str] = []
    address = "/feeds/concepts.json?limit=3"
    while address:
        answer = _json(client, address)
        seen += [item["title"] for item in answer["items"]]
        address = answer.get("next_url", "").removeprefix(settings.BASE_URL)

    assert seen == [f"Nr. {number}" for number in reversed(range(7))]


def test_facets_of_the_site_choose_here_too(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, "Med", platforms=[core.make_platform()])
    pages.make_concept(tree.concepts, "Uden")

    assert _titles(client, "?platform=facebook") == ["Med"]
    assert _json(client, "/feeds/concepts.json?platform=facebook")["home_page_url"].endswith("?platform=facebook")


def test_only_what_has_changed_since(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, "Ny").save_revision().publish()

    assert _titles(client, "?updated_since=2026-01-01") == ["Ny"]
    assert _titles(client, "?updated_since=2999-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=51", "limit=-1", "limit=1.5", "limit=abc", "limit=%00", "limit=", "limit=5&limit=6"),
        *("cursor=x", "cursor=1-", "cursor=-1", "cursor=99999999999999999999-1", "cursor=1-9999999999"),
        *("updated_since=i-gaar", "updated_since=2026-02-31", "updated_since=0001-01-01", "updated_since="),
        *(
            "platform=myspace",
            "platform=",
            "evil=1",
            "platform[]=facebook",
            "title=a",
            f"platform={'a' * 300}",
            f"{'x' * 999}=1",
        ),
    ],
)
def test_bad_parameter_is_said_in_danish(tree: Tree, client: Client, query: str) -> None:
    response = client.get(f"/feeds/concepts.rss?{query}")

    assert response.status_code == 400
    assert len(response.content) < 600
    assert response.headers["Content-Type"].startswith("text/plain")


def test_facet_of_another_kind_is_unknown(tree: Tree, client: Client) -> None:
    assert client.get("/feeds/guides.json?platform=facebook").status_code == 400


@pytest.mark.parametrize(
    "address", ["/feeds/", "/feeds/x.json", "/feeds/concepts.xml", "/feeds/concepts/", "/feeds/.rss"]
)
def test_what_there_is_not_is_not_found(tree: Tree, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_reader_that_has_it_gets_304_until_something_changes(tree: Tree, client: Client) -> None:
    first = client.get("/feeds/concepts.json")
    etag = first.headers["ETag"]

    again = client.get("/feeds/concepts.json", headers={"If-None-Match": etag})
    pages.make_concept(tree.concepts)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert first.headers["Cache-Control"] == "public, max-age=20"
    assert client.get("/feeds/concepts.json", headers={"If-None-Match": etag}).status_code == 200


def test_any_site_may_read_and_nobody_may_write(tree: Tree, client: Client) -> None:
    response = client.get("/feeds/concepts.json", headers={"Origin": "https://bibliotek.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    assert client.head("/feeds/concepts.json").status_code == 200
    assert client.post("/feeds/concepts.json").status_code == 405


def test_cost_is_the_same_for_one_and_thirty(tree: Tree, client: Client, django_assert_num_queries: Any) -> None:
    image = core.make_image()
    pages.make_concept(tree.concepts, platforms=[core.make_platform()], cover=image)
    client.get("/feeds/concepts.json")
    with django_assert_num_queries(1):
        client.get("/feeds/concepts.json")
    for number in range(29):
        pages.make_concept(tree.concepts, f"Nr. {number}", cover=image)
    client.get("/feeds/concepts.json")  # where the site lies is remembered for half a minute
    with django_assert_num_queries(1):
        client.get("/feeds/concepts.json?limit=50")


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "concepts"), ("/koncepter/", "concepts"), ("/platforme/", "guides"), ("/eksempler/", "initiatives")],
)
def test_lists_name_their_feeds(tree: Tree, client: Client, address: str, name: str) -> None:
    text = client.get(address).content.decode()

    for kind in KINDS:
        assert f'href="/feeds/{name}.{kind}"' in text
