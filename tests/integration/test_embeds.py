"""Embeds: what others frame, the component they load, what they are told when they paste an address."""

import gzip
import hashlib
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import PageViewRestriction

from concepts.models import ConceptPage
from core.records.reconciliation import reconcile_records
from media.tasks import make_renditions
from syndication.embeds.component import FOLDER, SOURCE, current, integrity, version
from syndication.embeds.options import colour_style
from syndication.feeds.sources import FRAMED
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MAX_COMPONENT_BYTES = 8_192  # compressed


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    image = core.make_image(alt_text="En hånd med en bog.", credit="Ida Holm")
    make_renditions.call(image_id=image.pk)
    return pages.make_concept(
        tree.concepts,
        "Bog og bus",
        lead="Den kører.",
        cover=image,
        platforms=[core.make_platform()],
        body=[("gallery", {"heading": "", "items": [{"image": image, "caption": "Ved disken"}]})],
    )


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.mark.parametrize("name", FRAMED)
def test_anyone_may_frame_a_list_and_nothing_else_is_asked(tree: Tree, client: Client, name: str) -> None:
    response = client.get(f"/embed/v1/{name}/")
    policy = response["Content-Security-Policy"]

    assert "frame-ancestors *" in policy
    assert "X-Frame-Options" not in response
    assert "Set-Cookie" not in response
    assert "max-age=20" in response["Cache-Control"]
    assert "script-src 'self'" in policy


def test_only_embeds_may_be_framed(concept: ConceptPage, client: Client) -> None:
    for address in ("/", concept.url, "/del/", "/feeds/concepts.json", "/api/feed/v1/docs", "/admin/login/"):
        response = client.get(address)
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"], address
        assert response["X-Frame-Options"] == "SAMEORIGIN", address


def test_card_opens_the_page_outside_the_frame(concept: ConceptPage, client: Client) -> None:
    text = _text(client, "/embed/v1/koncepter/?platform=facebook")

    assert f'<a href="{concept.full_url}" target="_blank" rel="noopener">Bog og bus</a>' in text
    assert "Ida Holm" in text
    assert re.findall(r"<a (?![^>]*target)", text) == []


def test_picture_of_the_gallery_keeps_its_alt_text(concept: ConceptPage, client: Client) -> None:
    text = _text(client, "/embed/v1/galleri/")

    assert 'alt="En hånd med en bog."' in text
    assert "Ved disken" in text


def test_picture_in_the_making_is_left_out(tree: Tree, client: Client) -> None:
    image = core.make_image()
    pages.make_concept(tree.concepts, body=[("image", {"image": image, "caption": ""})])

    assert "<img" not in _text(client, "/embed/v1/galleri/")


def test_page_is_embedded_by_its_id_in_its_language(concept: ConceptPage, client: Client) -> None:
    text = _text(client, f"/embed/v1/side/{concept.pk}/")

    assert "Den kører." in text
    assert 'lang="da"' in text


def test_what_is_no_item_or_hidden_is_not_found(concept: ConceptPage, tree: Tree, client: Client) -> None:
    private = pages.make_concept(tree.concepts, "Privat")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft = pages.make_concept(tree.concepts, "Kladde", live=False)

    for pk in (tree.home.pk, tree.concepts.pk, private.pk, draft.pk, 0, 999_999, 10**30):
        assert client.get(f"/embed/v1/side/{pk}/").status_code == 404, pk
    assert client.get("/embed/v1/guides/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("antal=0", "antal=25", "antal=x", "antal=1&antal=2", "limit=3", "cursor=1-1", "side=2"),
        *("farve=zzzzzz", "farve=fff", "farve=%3Cscript%3E", "tema=pink", "visning=cirkel", "platform=myspace"),
    ],
)
def test_bad_parameter_is_said_in_the_frame(tree: Tree, client: Client, query: str) -> None:
    response = client.get(f"/embed/v1/koncepter/?{query}")

    assert response.status_code == 400
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "<script>" not in response.content.decode()


def test_host_chooses_colour_theme_and_layout(concept: ConceptPage, client: Client) -> None:
    text = _text(client, "/embed/v1/koncepter/?farve=%238A1C2B&tema=moerk&visning=stribe")

    assert 'data-theme="moerk"' in text
    assert 'href="/embed/v1/farve/8a1c2b.css"' in text
    assert "embed__list--strip" in text
    assert _text(client, "/embed/v1/farve/8a1c2b.css").startswith(":root{--identity-color-h:352;")
    assert client.get("/embed/v1/farve/8A1C2B.css").status_code == 404
    assert client.get("/embed/v1/farve/red.css").status_code == 404


@pytest.mark.parametrize("colour", ["ffffff", "ffff00", "8a1c2b", "000000"])
def test_any_colour_is_dark_enough_for_the_design(colour: str) -> None:
    lightness = int(re.findall(r"-l:(\d+)%", colour_style(colour))[0])

    assert lightness <= 24


def test_reader_that_has_the_embed_gets_304(concept: ConceptPage, client: Client) -> None:
    etag = client.get("/embed/v1/koncepter/")["ETag"]

    assert client.get("/embed/v1/koncepter/", headers={"If-None-Match": etag}).status_code == 304


def test_title_of_an_embed_runs_nothing(tree: Tree, client: Client) -> None:
    page = pages.make_concept(tree.concepts, "x")
    type(page).objects.filter(pk=page.pk).update(title="</script><script>alert(1)</script>")
    reconcile_records()

    for address in ("/embed/v1/koncepter/", f"/embed/v1/side/{page.pk}/", f"/del/?hvad=side&side={page.full_url}"):
        assert "<script>alert" not in _text(client, address)


def test_component_is_small_and_kept_for_ever(client: Client) -> None:
    latest = client.get("/embed/v1/some-katalog.js", headers={"Origin": "https://bibliotek.example"})
    kept = client.get(f"/embed/v1/some-katalog.{version()}.js")

    assert latest.content == kept.content == current()
    assert latest["Access-Control-Allow-Origin"] == "*"
    assert "immutable" in kept["Cache-Control"]
    assert "immutable" not in latest["Cache-Control"]
    assert len(gzip.compress(latest.content, 9)) <= MAX_COMPONENT_BYTES
    assert client.get("/embed/v1/some-katalog.0123456789abcdef.js").status_code == 404


def test_every_version_of_the_component_is_what_its_name_says() -> None:
    """After a change: run `keep_component`."""
    kept = {path.name: hashlib.sha384(path.read_bytes()).hexdigest()[:16] for path in (FOLDER / "kept").iterdir()}

    assert all(name == f"some-katalog.{digest}.js" for name, digest in kept.items())
    assert f"some-katalog.{version()}.js" in kept
    assert integrity().startswith("sha384-")


def test_component_is_told_which_lists_there_are_and_their_filters() -> None:
    """All else is as its source says."""
    filters = ["platform", "maalgruppe", "formaal", "format", "anledning", "tid"]
    served, source = current().decode().splitlines(), SOURCE.read_text("utf-8").splitlines()

    assert filters == [facet.parameter for facet in ConceptPage.facets]
    lists = {"koncepter": "concepts", "eksempler": "initiatives", "vindere": "winners", "galleri": "galleries"}
    pairs = ", ".join(f'{name}: "{of_api}"' for name, of_api in lists.items())
    told = [now for now, before in zip(served, source, strict=True) if now != before]
    assert told[:4] == [
        f"// Attributes: vis ({', '.join(lists)}), antal (1-24), visning (stribe, gitter), lang (da, en), and",
        f"// the filters {', '.join(filters)} (slugs, separated by spaces). The style keeps the",
        f"  const LISTS = {{ {pairs} }};",
        f"  const FILTERS = {json.dumps(filters)};",
    ]
    assert [line.partition(", from:")[0].strip() for line in told[4:]] == [
        'da: { koncepter: "Koncepter", eksempler: "Initiativer", vindere: "Vindere", galleri: "Billeder"',
        'en: { koncepter: "Concepts", eksempler: "Initiatives", vindere: "Winners", galleri: "Pictures"',
    ]


def _oembed(client: Client, page: Any, **query: str) -> Any:
    return client.get("/oembed/", {"url": page.full_url, **query})


def test_oembed_tells_of_a_page_in_json_and_xml(concept: ConceptPage, client: Client) -> None:
    answer = json.loads(_oembed(client, concept, maxwidth="500", dnt="1").content)
    document = ElementTree.fromstring(_oembed(client, concept, format="xml").content)  # noqa: S314 - our own

    assert (answer["version"], answer["type"], answer["title"]) == ("1.0", "rich", "Bog og bus")
    assert (answer["width"], answer["height"]) == (500, 420)
    assert f'src="{settings.BASE_URL}/embed/v1/side/{concept.pk}/"' in answer["html"]
    assert answer["thumbnail_width"] <= 500
    assert document.findtext("title") == "Bog og bus"
    assert document.findtext("html") == answer["html"].replace('width="500"', 'width="640"')


def test_pages_name_their_oembed(concept: ConceptPage, client: Client) -> None:
    text = _text(client, str(concept.url))
    addresses = re.findall(r'type="(\w+/\w+)\+oembed"\s+title="Bog og bus" href="([^"]+)"', text)

    assert [kind for kind, _address in addresses] == ["application/json", "text/xml"]
    for _kind, address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert "+oembed" not in _text(client, "/koncepter/")


ELSEWHERE = [
    *("https://evil.example/koncepter/bog-og-bus/", "file:///etc/passwd", "javascript:alert(1)", "koncepter/x"),
    *("http://user:pass@testserver/koncepter/bog-og-bus/", "http://testserver@evil.example/koncepter/bog-og-bus/"),
    *("http://testserver:8000/koncepter/bog-og-bus/", "https://testserver/koncepter/bog-og-bus/"),
    *("http://127.0.0.1/koncepter/bog-og-bus/", "http://[::1/koncepter/bog-og-bus/", "http://téstserver/x/"),
    *(
        "http://testserver/",
        "http://testserver/koncepter/",
        "http://testserver/admin/",
        "//testserver/koncepter/x/",
    ),
    *("http://testserver/koncepter/bog-og-bus/dpl/", "http://testserver/koncepter/%62og-og-bus/", "x" * 2500),
    *("http://testserver/koncepter/kladde/", "http://testserver/koncepter/privat/"),
]


def test_oembed_knows_no_other_address(concept: ConceptPage, tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, "Kladde", slug="kladde", live=False)
    private = pages.make_concept(tree.concepts, "Privat", slug="privat")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert [url for url in ELSEWHERE if client.get("/oembed/", {"url": url}).status_code != 404] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("url=", 400), ("url=a&url=b", 400), ("url=x&format=yaml", 501), ("url=x&maxwidth=-1", 400)],
)
def test_oembed_says_what_is_wrong(tree: Tree, client: Client, query: str, status: int) -> None:
    assert client.get(f"/oembed/?{query}").status_code == status


def test_address_of_10_kb_is_refused(tree: Tree, client: Client) -> None:
    assert client.get("/oembed/", {"url": f"http://testserver/{'x' * 10_000}"}).status_code in {400, 404}
