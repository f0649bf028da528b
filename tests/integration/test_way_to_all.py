"""A list elsewhere leads to the page of the site that lists them all, wherever that lies by now."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import BasePage
from syndication.feeds.sources import FEEDS, FRAMED, SOURCES
from tests.factories import core, pages
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _indexes(tree: Tree) -> dict[str, BasePage]:
    gallery = pages.make_gallery(tree.home)
    return {
        "concepts": tree.concepts,
        "guides": tree.guides,
        "initiatives": tree.initiatives,
        "winners": tree.awards,
        "galleries": gallery,
    }


def _fill(tree: Tree) -> None:
    pages.make_concept(tree.concepts, platforms=[core.make_platform()])
    pages.make_guide(tree.guides)
    pages.make_initiative(tree.initiatives)
    pages.make_winner(pages.make_edition(tree.awards))


def _addresses(client: Client) -> dict[str, set[str]]:
    """By list: the addresses that feeds, frames and the share page lead to, and what the component is given."""
    found: dict[str, set[str]] = {name: set() for name in SOURCES}
    for name in FEEDS:
        found[name].add(json.loads(client.get(f"/feeds/{name}.json").content)["home_page_url"])
        rss = client.get(f"/feeds/{name}.rss").content.decode()
        found[name] |= set(re.findall(r"<channel>.*?<link>([^<]*)</link>", rss, re.DOTALL)[:1])
    for kind, selection in FRAMED.items():
        frame = client.get(f"/embed/v1/{kind}/").content.decode()
        (more,) = re.findall(r'<footer.*?<a href="([^"]*)"', frame, re.DOTALL)
        found[selection.name].add(f"{settings.BASE_URL}{unescape(more)}")
        shared = client.get(f"/del/?hvad={kind}&vaert=html").content.decode()
        component = re.findall(r'<some-katalog [^>]*>\s*<a href="([^"]*)"', unescape(unescape(shared)))
        found[selection.name] |= set(component)
    return found


def _as_made(page: BasePage) -> None:
    assert page.live


def _renamed(page: BasePage) -> None:
    page.slug = f"alle-{page.slug}"
    page.save_revision().publish()


def _moved(page: BasePage) -> None:
    below = pages.make_standard_page(page.get_parent(), f"Under {page.slug}")
    page.move(below, pos="last-child")


@pytest.mark.parametrize("is_empty", [True, False], ids=["empty", "filled"])
@pytest.mark.parametrize(
    "change", by_night_but([_as_made, _renamed, _moved], _moved), ids=["as made", "renamed", "moved"]
)
def test_list_leads_to_its_page(tree: Tree, client: Client, change: Callable[[BasePage], None], is_empty: bool) -> None:
    indexes = _indexes(tree)
    if not is_empty:
        _fill(tree)
    for page in indexes.values():
        change(page)

    addresses = _addresses(client)

    assert addresses == {name: {type(page).objects.get(pk=page.pk).full_url} for name, page in indexes.items()}


def test_list_leads_to_its_page_with_the_same_filters(tree: Tree, client: Client) -> None:
    _indexes(tree)
    _fill(tree)
    _renamed(tree.concepts)

    frame = client.get("/embed/v1/koncepter/?platform=facebook").content.decode()

    assert 'href="/alle-koncepter/?platform=facebook"' in frame


def test_list_without_a_page_leads_to_the_front_page(tree: Tree, client: Client) -> None:
    """Hidden, unpublished, or never made: its address is told nobody."""
    indexes = _indexes(tree)
    _fill(tree)
    PageViewRestriction.objects.create(page=indexes["galleries"], restriction_type="login")
    tree.guides.unpublish()

    addresses = _addresses(client)

    assert addresses["galleries"] == addresses["guides"] == {tree.home.full_url}
