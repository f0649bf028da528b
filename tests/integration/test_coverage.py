"""Who has contributed: real libraries with something public, and nobody else."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from libraries.map_grid import map_grid_tiles
from libraries.models import Library
from libraries.services import load_register
from showcase.components import TileMap
from showcase.models import CoveragePage
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tree: Tree) -> CoveragePage:
    load_register()
    return pages.make_coverage(pages.make_standard_page(tree.home))


def _library(municipality: str) -> Library:
    return Library.objects.get(municipality=municipality)


def test_every_municipality_has_a_tile_of_its_own() -> None:
    load_register()
    places = map_grid_tiles()

    assert set(places) == set(Library.objects.values_list("municipality_code", flat=True))
    assert len(set(places.values())) == len(places) == 98


def test_only_what_real_libraries_have_published_counts(tree: Tree, client: Client, page: CoveragePage) -> None:
    for title in ("Udgivet", "Også udgivet"):
        pages.make_initiative(tree.initiatives, title, library=_library("Læsø"))
    pages.make_initiative(tree.initiatives, "Kladde", library=_library("Ærø"), live=False)
    pages.make_initiative(tree.initiatives, "Eksempel", library=core.make_library(municipality_code="X001"))
    text = client.get("/om/daekning/").content.decode()

    assert "<b>1</b> af 98" in text
    assert text.count("coverage__tile--there") == 1
    assert "<title>Læsø: 2</title>" in text
    assert "<title>Ærø: 0</title>" in text
    assert "Fjordby" not in text
    headings = re.findall(r"coverage__group.>\s*<h2>(.*?)</h2>", text)
    assert headings == ["Hovedstadskommuner", "Storbykommuner", "Provinsbykommuner", "Oplandskommuner", "Landkommuner"]


def test_library_the_map_does_not_know_stands_in_the_list(tree: Tree, client: Client, page: CoveragePage) -> None:
    core.make_library("DK-799999", municipality="Nykøbstad", municipality_code="0999", is_example=False)
    text = client.get("/om/daekning/").content.decode()

    assert "<title>Nykøbstad" not in text
    assert "Nykøbstad" in text


def test_staff_find_who_is_missing_and_a_mail_that_is_ready(tree: Tree, client: Client, page: CoveragePage) -> None:
    pages.make_initiative(tree.initiatives, "Udgivet", library=_library("Læsø"))
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    response = client.get("/admin/daekning/")
    mail = parse_qs(urlsplit(response.context["mail"]).query)

    assert "Ærø" in response.content.decode()
    assert "Læsø" not in response.content.decode()
    assert "1 af 98 kommuner" in mail["body"][0]
    assert "/indberet/" in mail["body"][0]
    assert "/admin/daekning/" in client.get("/admin/").content.decode()


def test_no_two_tiles_say_the_same() -> None:
    load_register()
    tiles = TileMap.of(dict.fromkeys(Library.objects.all(), 0)).tiles

    said = Counter((tile.start, tile.end) for tile in tiles)

    assert len(said) == len(tiles) == 98
    assert said["Fred", "icia"] == said["Lemv", ""] == 1
