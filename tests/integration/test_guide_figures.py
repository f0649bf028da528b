"""Figures of guides on every page that shows them: with their sources, and faded or gone once they have run out."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from concepts.models import PlatformFigure, PlatformGuidePage
from core.records.reconciliation import reconcile_records
from tests.factories import pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
DST, OTHERS = "https://www.dst.dk/1", "https://example.dk/2"


def _guide(tree: Tree, title: str, value: str, url: str, days: int) -> PlatformGuidePage:
    guide: PlatformGuidePage = pages.make_guide(tree.guides, title)
    until = timezone.localdate() + timedelta(days=days)
    guide.figures = [
        PlatformFigure(
            label=f"bruger {title}",
            value=value,
            year=2025,
            source=f"Om {title}",
            source_url=url,
            valid_until=until,
            is_compared=True,
        )
    ]
    guide.save_revision().publish()
    return guide


def _page(client: Client, address: str) -> Any:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_front_page_shows_what_holds_with_the_source_of_each(tree: Tree, client: Client) -> None:
    _guide(tree, "Facebook", "84 %", DST, 0)
    _guide(tree, "Instagram", "56 %", DST, 9)
    _guide(tree, "Snapchat", "45 %", OTHERS, 9)
    _guide(tree, "LinkedIn", "33 %", OTHERS, -1)
    front = _page(client, "/")

    assert [row.find("a").text for row in front.select(".bars li")] == ["Facebook", "Instagram", "Snapchat"]
    assert [link["href"] for link in front.select(".bars ~ .meta a")] == [DST, DST, OTHERS]


def test_figure_that_has_run_out_is_faded_and_says_so_wherever_it_stands(tree: Tree, client: Client) -> None:
    guide, _beside = (_guide(tree, title, value, DST, -1) for title, value in (("Facebook", "84 %"), ("X", "7 %")))
    reconcile_records()

    assert "84 %" not in _page(client, "/").find("main").text
    for address, mark in (("/platforme/", ".comparison__figure--outdated"), (guide.url, ".figure--outdated")):
        page = _page(client, address)
        assert "84 %" in page.select_one(mark).text
        assert page.select_one(".outdated")
