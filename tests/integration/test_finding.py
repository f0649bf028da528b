"""Order, relatives and neighbours: how one concept leads to another."""

import re
from typing import Any

import pytest
from django.test import Client

from concepts.related import related_concepts
from core.records.models import Record
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _titles(client: Client, address: str) -> list[str]:
    return re.findall(r'card__title"><a href="[^"]+">([^<]+)<', client.get(address).content.decode())


def test_least_work_comes_first_and_the_unknown_last(tree: Tree, client: Client) -> None:
    for title, hours in (("Fire", "4"), ("Ukendt", None), ("En", "1"), ("To", "2")):
        pages.make_concept(tree.concepts, title, effort_hours=hours)

    assert _titles(client, "/koncepter/?sortering=mindst-arbejde") == ["En", "To", "Fire", "Ukendt"]
    assert _titles(client, "/koncepter/") == ["To", "En", "Ukendt", "Fire"]
    assert _titles(client, "/koncepter/?sortering=' OR 1=1") == _titles(client, "/koncepter/")


def test_order_and_filters_keep_each_other(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, platforms=[core.make_platform()])

    html = client.get("/koncepter/?platform=facebook&sortering=mindst-arbejde").content.decode()

    assert 'name="sortering" value="mindst-arbejde"' in html
    assert 'href="?sortering=mindst-arbejde"' in html  # without the filter
    assert 'href="?platform=facebook"' in html  # in the other order


def test_relatives_share_most_and_the_last_takes_less_work(tree: Tree) -> None:
    young, old = core.make_target_group("Unge"), core.make_target_group("Gamle")
    talk = core.make_objective()
    own = pages.make_concept(tree.concepts, "Egen", target_groups=[young], objectives=[talk], effort_hours="4")
    near = pages.make_concept(tree.concepts, "Nær", target_groups=[young], objectives=[talk], effort_hours="5")
    light = pages.make_concept(tree.concepts, "Let", objectives=[talk], effort_hours="1")
    pages.make_concept(tree.concepts, "Fremmed", target_groups=[old], effort_hours="1")
    far = pages.make_concept(tree.concepts, "Fjern", target_groups=[young, old], effort_hours="9")

    related = related_concepts(own, Record.objects.all(), 4)

    assert [one.pk for one in related] == [near.pk, far.pk, light.pk]
    assert [one.is_lighter for one in related] == [False, False, True]
    assert related[0].shared == {"target_groups": ["Unge"], "objectives": ["Dialog"]}


def test_page_says_why_a_relative_stands_there(tree: Tree, client: Client) -> None:
    young = core.make_target_group("Unge")
    own = pages.make_concept(tree.concepts, "Egen", target_groups=[young], effort_hours="2.5")
    pages.make_concept(tree.concepts, "Nær", target_groups=[young], effort_hours="3")
    pages.make_concept(tree.concepts, "Let", target_groups=[young], effort_hours="1")

    html = client.get(own.get_url()).content.decode()

    assert "Samme målgruppe: Unge" in html
    assert "Noget lignende, men mindre arbejde: 1 time i stedet for 2,5 timer" in html


def test_concept_without_facets_has_no_relatives(tree: Tree, client: Client) -> None:
    own = pages.make_concept(tree.concepts, "Alene")
    pages.make_concept(tree.concepts, "Anden")

    assert related_concepts(own, Record.objects.all(), 4) == []
    assert "Naboer på hylden" not in client.get(own.get_url()).content.decode()


def test_neighbours_follow_the_numbers_and_skip_the_hidden(tree: Tree) -> None:
    one, two, four = (pages.make_concept(tree.concepts, f"Nr {n}", number=n) for n in (1, 2, 4))
    pages.make_concept(tree.concepts, "Nr 3", number=3, live=False)

    def neighbours(number: int | None) -> list[int | None]:
        return [one and one.pk for one in Record.objects.of_kind("concept").neighbours(number)]

    assert neighbours(2) == [one.pk, four.pk]
    assert neighbours(1) == [None, two.pk]
    assert neighbours(None) == [None, None]


def test_guide_leads_to_concepts_of_its_platform_by_target_group(tree: Tree, client: Client) -> None:
    platform, young = core.make_platform(), core.make_target_group("Unge")
    pages.make_concept(tree.concepts, platforms=[platform], target_groups=[young])
    guide = pages.make_guide(tree.guides, platform=platform)

    html = client.get(guide.get_url()).content.decode()

    assert 'href="/koncepter/?platform=facebook&amp;maalgruppe=unge"' in html
    assert _titles(client, "/koncepter/?platform=facebook&maalgruppe=unge") == ["Ét bogstav galt"]


def test_gallery_shows_what_published_pages_show_and_nothing_of_drafts(tree: Tree, client: Client) -> None:
    gallery = pages.make_gallery(tree.home)
    image = core.make_image()
    shown = [("gallery", {"heading": "", "items": [{"image": image, "caption": "Ved vinduet"}]})]
    concept = pages.make_concept(tree.concepts, body=shown)
    assert "Ved vinduet" in client.get(gallery.get_url()).content.decode()

    draft: Any = [("gallery", {"heading": "", "items": [{"image": image, "caption": "Kun i kladden"}]})]
    concept.body = draft
    concept.save_revision()
    assert "Kun i kladden" not in client.get(gallery.get_url()).content.decode()

    concept.unpublish()
    assert "Ved vinduet" not in client.get(gallery.get_url()).content.decode()
    assert "Der er ingen billeder endnu" in client.get(gallery.get_url()).content.decode()


def test_placeholders_are_marked_and_markup_stays_text(tree: Tree, client: Client) -> None:
    platform = core.make_platform()
    text = {"platform": platform, "heading": "Opslag", "text": "Hej [by]! <b>Fed</b> [" + "x" * 61 + "] []"}
    concept = pages.make_concept(tree.concepts, kit=[("platform_text", text)])

    html = client.get(concept.get_url()).content.decode()

    assert "[by]</mark>! &lt;b&gt;Fed&lt;/b&gt; [xxx" in html
