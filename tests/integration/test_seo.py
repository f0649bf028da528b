"""What search engines, link previews and other languages learn from a page's head."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Locale

from concepts.models import ConceptPage
from media.image_filters import drawn_out
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

STEPS = {"steps": [{"title": "Vælg en titel", "text": "<p>En <b>kendt</b>.</p>", "minutes": 20}]}


def _head(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[html.index("<head>") : html.index("</head>")]


def _schemas(client: Client, address: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', _head(client, address), re.DOTALL)
    assert found
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return graph


def test_concept_is_a_how_to_with_steps_hours_and_trail(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts, lead="Kort.", effort_hours="2.5", body=[("steps", STEPS)])

    page, trail = _schemas(client, concept.get_url())

    assert page["@type"] == "HowTo"
    assert page["totalTime"] == "PT150M"
    assert page["step"] == [{"@type": "HowToStep", "name": "Vælg en titel", "text": "En kendt."}]
    assert page["url"] == concept.full_url
    assert [item["name"] for item in trail["itemListElement"]] == ["SoMe-kataloget", "Koncepter", "Ét bogstav galt"]
    assert all(item["item"].startswith("http://testserver/") for item in trail["itemListElement"])


def test_text_cannot_end_the_script_it_stands_in(tree: Tree, client: Client) -> None:
    hostile = "</script><script>alert(1)</script><!-- & ]]>"
    concept = pages.make_concept(tree.concepts, hostile[:50], slug="ond", lead=hostile)

    assert "<script>alert" not in client.get(concept.get_url()).content.decode()
    assert _schemas(client, concept.get_url())[0]["description"] == hostile


def test_edition_is_an_event_and_home_a_site(tree: Tree, client: Client) -> None:
    edition = pages.make_edition(tree.awards, ceremony_place="Ridehallen")

    assert _schemas(client, edition.get_url())[0]["location"]["name"] == "Ridehallen"
    assert _schemas(client, "/")[0]["@type"] == "WebSite"


def test_preview_picture_is_made_from_the_cover(tree: Tree, client: Client) -> None:
    image = core.make_image(file=core.picture_file(size=(480, 600)))
    concept = pages.make_concept(tree.concepts, cover=image)
    assert "og:image" not in _head(client, concept.get_url())

    make_renditions.call(image_id=image.pk)

    head = _head(client, concept.get_url())
    address = re.search(r'og:image" content="([^"]+)"', head)
    assert address
    assert address[1].startswith("http://testserver/media/images/")
    assert client.get(address[1].removeprefix("http://testserver")).status_code == 200
    assert 'og:image:width" content="1200"' in head


def test_tall_picture_is_drawn_out_and_never_cropped() -> None:
    picture = Image.new("RGB", (80, 100), "red")
    picture.paste("yellow", (30, 40, 50, 60))

    wide = drawn_out(picture, 1200, 630)

    assert wide.size == (1200, 630)
    assert wide.getpixel((0, 0)) == wide.getpixel((1199, 629)) == (255, 0, 0)
    assert wide.getpixel((600, 315)) == (255, 255, 0)


def test_page_names_itself_and_its_translations(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    assert "hreflang" not in client.get(concept.get_url()).content.decode()

    english = Locale.objects.create(language_code="en")
    translated = concept.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()

    head = _head(client, concept.get_url())
    assert f'<link rel="canonical" href="{concept.full_url}">' in head
    assert f'hreflang="en" href="{ConceptPage.objects.get(pk=translated.pk).full_url}"' in head
    assert f'hreflang="da" href="{concept.full_url}"' in head
    assert 'lang="en">English</a>' in client.get(concept.get_url()).content.decode()


def test_hidden_translation_is_not_named(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    concept.copy_for_translation(Locale.objects.create(language_code="en"), copy_parents=True)

    assert "hreflang" not in client.get(concept.get_url()).content.decode()
