"""`/koncepter/<slug>/tilpas/`: what a library writes once stands in every text of the kit, without script too."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concepts.models import ConceptPage
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
TEXTS = ("Ét bogstav galt i [by]! Kom på [bibliotek] [dato].", "[Titel] venter i [by], hylde [antal].")


def _concept(tree: Tree, *texts: str, **fields: Any) -> ConceptPage:
    kit = [("platform_text", {"platform": None, "heading": "Opslag", "text": text}) for text in texts]
    return pages.make_concept(tree.concepts, kit=kit, **fields)


def _texts(client: Client, concept: ConceptPage, **details: str) -> str:
    answer = client.get(f"{concept.url}tilpas/", details)
    assert answer.status_code == 200
    html: str = answer.content.decode()
    return html


def test_details_stand_in_every_text_and_in_their_fields(tree: Tree, client: Client) -> None:
    html = _texts(
        client, _concept(tree, *TEXTS), by="Fjordby", bibliotek="Fjordby Bibliotek", titel="Den lille havfure"
    )

    assert 'data-placeholder="[by]" data-filled>Fjordby</mark>! Kom på' in html
    assert 'data-placeholder="[bibliotek]" data-filled>Fjordby Bibliotek</mark> <mark' in html
    assert 'data-placeholder="[Titel]" data-filled>Den lille havfure</mark> venter i <mark' in html
    assert 'data-placeholder="[dato]">[dato]</mark>' in html
    assert "<mark>[antal]</mark>" in html
    assert 'name="by" value="Fjordby"' in html


def test_only_what_the_texts_ask_for_has_a_field(tree: Tree, client: Client) -> None:
    html = _texts(client, _concept(tree, "Kom i [by], og læs [antal] bøger."))

    assert [name for name in ("by", "bibliotek", "titel", "dato", "link") if f'name="{name}"' in html] == ["by"]


def test_signs_are_counted_as_they_will_be_posted(tree: Tree, client: Client) -> None:
    concept = _concept(tree, "Hej [by]!")

    assert "<span data-copy-length>9</span>" in _texts(client, concept)
    assert "<span data-copy-length>12</span>" in _texts(client, concept, by="Fjordby")


def test_library_of_the_register_tells_its_town_where_everybody_can_see_it(tree: Tree, client: Client) -> None:
    library = core.make_library()
    concept = _concept(tree, *TEXTS)

    chosen = _texts(client, concept, bibliotek=library.display_name)
    written = _texts(client, concept, bibliotek=library.display_name, by="Vesterklit")

    assert f'name="by" value="{library.municipality}"' in chosen
    assert f'data-placeholder="[by]" data-filled>{library.municipality}</mark>' in chosen
    assert 'name="by" value="Vesterklit"' in written


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "שלום", "📚" * 30])
def test_hostile_details_are_only_text(tree: Tree, client: Client, typed: str) -> None:
    html = _texts(client, _concept(tree, *TEXTS), by=typed, titel=typed)

    assert "<script>alert" not in html
    assert "<img src=x>" not in html


def test_what_is_too_long_is_told_kept_and_not_put_in(tree: Tree, client: Client) -> None:
    html = _texts(client, _concept(tree, *TEXTS), by="å" * 61, bibliotek="Fjordby Bibliotek")

    assert 'id="id_by_error">61 tegn, 1 for mange</span>' in html
    assert f'value="{"å" * 61}"' in html
    assert 'data-placeholder="[by]">[by]</mark>' in html
    assert ">Fjordby Bibliotek</mark>" in html


@pytest.mark.parametrize("query", ["by=a&by=b", "by[]=x", "nonsens=1", "by=%F0%9F%93%9A", "by=" + "x" * 7_000])
def test_odd_questions_get_an_answer(tree: Tree, client: Client, query: str) -> None:
    assert client.get(f"{_concept(tree, *TEXTS).url}tilpas/?{query}").status_code == 200


def test_kit_without_anything_to_fill_in_has_no_such_page_and_no_way_to_it(tree: Tree, client: Client) -> None:
    concept = _concept(tree, "Færdig tekst med [antal].")

    assert client.get(f"{concept.url}tilpas/").status_code == 404
    assert "tilpas/" not in client.get(concept.url).content.decode()


def test_concept_leads_there(tree: Tree, client: Client) -> None:
    concept = _concept(tree, *TEXTS)

    assert f'href="{concept.url}tilpas/"' in client.get(concept.url).content.decode()


def test_answer_is_kept_by_nobody_and_found_by_no_search_engine(tree: Tree, client: Client) -> None:
    answer = client.get(f"{_concept(tree, *TEXTS).url}tilpas/", {"by": "Fjordby"})

    assert answer["Cache-Control"] == "private, no-store"
    assert 'content="noindex' in answer.content.decode()


def test_it_takes_no_more_questions_however_many_texts(tree: Tree, client: Client) -> None:
    concepts = [_concept(tree, *TEXTS), _concept(tree, *(TEXTS * 8), title="Seksten")]
    counts = []
    for concept in (*concepts, *concepts):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _texts(client, concept, by="Fjordby")
        counts.append(len(asked))

    assert counts[2] == counts[3]


def test_hidden_concept_has_none(tree: Tree, client: Client) -> None:
    assert client.get(f"{_concept(tree, *TEXTS, live=False).url}tilpas/").status_code == 404
