"""Garbage in every parameter of every public address: a helpful page or a clean 400 or 404, never a 500."""

import pytest
from django.test import Client

from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

GARBAGE = {
    "empty": "",
    "word": "abc",
    "negative": "-1",
    "twenty-digits": "1" * 20,
    "float": "1e309",
    "full-width": "１２",
    "quote": '"',
    "unclosed": 'a"b',
    "operators": "* NEAR( a:b - | & ! % _ OR AND NOT",
    "nul": "a\0b",
    "surrogate": "\ud800",
    "long": "x" * 2_000,
    "many-words": "a ba " * 1_500,
    "html": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}{% debug %}%(x)s{0.__class__}",
    "bidi": "\u202eabc",
    "emoji": "📚",
}
PAGES = {
    "/": ["q", "side"],
    "/koncepter/": ["platform", "maalgruppe", "formaal", "format", "anledning", "tid", "side", "evidens", "ukendt"],
    "/platforme/": ["side"],
    "/eksempler/": ["side", "platform"],
    "/priser/": ["side"],
    "/soeg/": ["q", "side"],
}
API = {
    "/api/v2/pages/": [
        *("limit", "offset", "fields", "order", "search", "search_operator", "type", "child_of", "descendant_of"),
        *("ancestor_of", "translation_of", "locale", "site", "id", "title", "slug", "first_published_at", "format"),
        *("rich_text_format", "platform", "tid", "lead", "number", "live", "ukendt", "_"),
    ],
    "/api/v2/pages/?type=concepts.ConceptPage": ["platform", "tid", "number", "order", "fields", "search", "cost_kr"],
    "/api/v2/pages/find/": ["id", "html_path", "ukendt"],
    "/api/v2/pages/{id}/": ["fields", "rich_text_format", "ukendt"],
}
CASES = [
    (path, name, key) for doors in (PAGES, API) for path, names in doors.items() for name in names for key in GARBAGE
]


@pytest.fixture
def filled(tree: Tree) -> int:
    concept = pages.make_concept(tree.concepts, platforms=[core.make_platform()], effort_hours="2")
    return concept.pk


def _encode(value: str) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(value.encode("utf-8", "surrogatepass"))


def test_every_parameter_survives_garbage(filled: int, client: Client) -> None:
    failures: list[tuple[str, str, str, int | str]] = []
    for path, name, key in CASES:
        address = path.format(id=filled)
        joiner = "&" if "?" in address else "?"
        response = client.get(f"{address}{joiner}{name}={_encode(GARBAGE[key])}")
        allowed = {200, 400, 404} if path in PAGES else {200, 302, 400, 404}
        if response.status_code not in allowed:
            failures.append((path, name, key, response.status_code))
        if "<script>alert" in response.content.decode(errors="replace") and "json" not in response["Content-Type"]:
            failures.append((path, name, key, "unescaped"))
    assert failures == []


@pytest.mark.parametrize("address", [*PAGES, "/api/v2/pages/"])
def test_a_parameter_given_a_thousand_times_is_no_error(filled: int, client: Client, address: str) -> None:
    query = "&".join("platform=facebook" for _ in range(300))

    assert client.get(f"{address}?{query}").status_code in {200, 400}
    assert client.get(f"{address}?{query}&{query}&{query}&{query}").status_code in {200, 400}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("offset=100000000000000000000", "offset must be"),
        ("limit=21", "limit cannot be higher than 20"),
        ("order=random", "cannot order by random"),
        ("order=owner", "cannot order by owner"),
        ("live=false", "unknown parameter: live"),
        ("search=a&search=b", "search may be given once"),
        ("platform=facebook", "this type has no facet called: platform"),
        ("type=concepts.ConceptPage&platform=myspace", "unknown facet value: platform=myspace"),
        ("type=wagtailcore.Site", "type doesn't exist"),
        ("fields=a(b(c(d)))", "fields may name at most 40 fields"),
    ],
)
def test_api_says_what_is_wrong(filled: int, client: Client, query: str, message: str) -> None:
    response = client.get(f"/api/v2/pages/?{query}")

    assert response.status_code == 400
    assert message in response.json()["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/koncepter/%00/",
        "/koncepter/%ff/",
        "/%ed%a0%80/",
        "/media/../settings.py",
        "/media/images/../../catalogue.sqlite3",
        "/media/original_images/x.jpg",
        "/media/documents/x.pdf",
        "/media/images/",
        "/media/images/findes-ikke.webp",
        "/api/v2/pages/99999999999999999999/",
        "/api/v2/pages/-1/",
        "/.git/config",
        "/.env",
        "/static/../manage.py",
        "/" + "x" * 3_000 + "/",
    ],
)
def test_strange_paths_are_refused_cleanly(tree: Tree, client: Client, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


def test_unknown_facet_value_is_named_and_ignored(filled: int, client: Client) -> None:
    html = client.get("/koncepter/?platform=myspace").content.decode()

    assert "<bdi>myspace</bdi>" in html
    assert "Ét bogstav galt" in html


def test_page_number_out_of_range_shows_the_last_page(filled: int, client: Client) -> None:
    assert "Ét bogstav galt" in client.get("/koncepter/?side=999999999").content.decode()


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "127.0.0.1@evil.example"])
def test_foreign_host_header_is_refused(tree: Tree, client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400
