"""The share page: whatever is chosen, the code it gives leads to what the preview shows."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from concepts.models import ConceptPage
from syndication.embeds.share import HOSTS, KINDS
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    return pages.make_concept(tree.concepts, "Bog og bus", platforms=[core.make_platform()])


def _shown(client: Client, query: str) -> str:
    response = client.get(f"/del/?{query}")
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_address_that_is_given_answers(concept: ConceptPage, client: Client, kind: str, host: str) -> None:
    text = unescape(unescape(_shown(client, f"hvad={kind}&vaert={host}&side={concept.full_url}&tema=lys")))
    given = set(re.findall(rf'{settings.BASE_URL}(/(?:embed|api|feeds|oembed|koncepter)[^\s"<]*)', text))

    assert given
    for address in given:
        assert client.get(address).status_code == 200, address


def test_code_is_what_the_preview_shows(concept: ConceptPage, client: Client) -> None:
    text = _shown(client, "platform=facebook&antal=3&farve=8a1c2b&visning=stribe&vaert=html")
    address = f"{settings.BASE_URL}/embed/v1/koncepter/?platform=facebook&antal=3&farve=8a1c2b&visning=stribe"

    preview = re.findall(r'<iframe src="([^"]+)"', text)[0]
    code = re.findall(r"&lt;iframe src=&quot;(.+?)&quot;", text)[0]
    assert unescape(preview) == unescape(unescape(code)) == address
    assert "antal=&quot;3&quot; platform=&quot;facebook&quot;" in text


def test_editor_at_a_dpl_site_is_led_to_what_she_can_paste(concept: ConceptPage, client: Client) -> None:
    assert f'<a href="{concept.full_url}dpl/">Bog og bus</a>' in _shown(client, "")


@pytest.mark.parametrize(
    "address", ["/koncepter/bog-og-bus/", "koncepter/bog-og-bus", "http://testserver/koncepter/bog-og-bus"]
)
def test_page_is_found_however_its_address_is_written(concept: ConceptPage, client: Client, address: str) -> None:
    assert f"/embed/v1/side/{concept.pk}/" in _shown(client, f"hvad=side&side={address}")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("antal=0", 'value="0"'),
        ("antal=hundrede", 'value="hundrede"'),
        ("farve=gr%C3%B8n", 'value="grøn"'),
        ("hvad=side&side=https://evil.example/", 'value="https://evil.example/"'),
        ('hvad=side&side="><script>', 'value="&quot;&gt;&lt;script&gt;"'),
    ],
)
def test_problem_is_said_beside_the_field_and_nothing_is_lost(
    concept: ConceptPage, client: Client, query: str, kept: str
) -> None:
    text = _shown(client, query)

    assert 'class="share__problem"' in text
    assert kept in text


@pytest.mark.parametrize(
    "query",
    ["hvad=x&vaert=y&tema=z&visning=w", "platform=myspace", "a=b", "antal=1&antal=2", f"side={'x' * 3000}&hvad=side"],
)
def test_what_nobody_knows_is_left_out(concept: ConceptPage, client: Client, query: str) -> None:
    assert "share__form" in _shown(client, query)


def test_empty_catalogue_says_so(tree: Tree, client: Client) -> None:
    assert "Her er ikke noget at vise endnu." in _shown(client, "")
