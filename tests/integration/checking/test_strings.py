"""What is read on a page, and where it leads: told by its fields and blocks."""

from typing import Any

import pytest

from core.checking.strings import addresses_of, texts_of
from foundation.querysets import visible_pages
from search.services import find_pages
from tests.factories import pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
POST = "https://www.facebook.com/fjordbybibliotek/posts/1234567890"


def test_address_is_followed_and_never_read(tree: Tree) -> None:
    snapshot = {"platform_name": "Facebook", "author": "Fjordby", "text": "Ét bogstav galt", "url": POST}
    initiative = pages.make_initiative(
        tree.initiatives,
        what='<p>Læs <a href="https://dr.dk/her">her</a>.</p>',
        post_url="https://www.instagram.com/p/abc/",
        media=[("third_party_post", snapshot)],
    )

    assert addresses_of(initiative) == [
        "https://dr.dk/her",
        POST,
        "https://www.instagram.com/p/abc/",
    ]  # as its fields stand
    read = list(texts_of(initiative))
    assert [text for text in read if text.startswith("http")] == []
    assert "Ét bogstav galt" in read
    assert '<p>Læs <a href="https://dr.dk/her">her</a>.</p>' in read


def test_choice_of_looks_is_neither_read_nor_found(tree: Tree) -> None:
    feature = {"page": tree.concepts, "eyebrow": "Flop", "heading": "Ti sedler", "link_text": "Læs", "tone": "signal"}
    home: Any = tree.home
    home.body = [("feature", feature)]
    home.save_revision().publish()

    assert {"Flop", "Ti sedler", "Læs"}.issubset(texts_of(home))
    assert [text for text in texts_of(home) if "signal" in text or "Gul" in text] == []
    assert list(find_pages("gul", visible_pages())) == []
