"""Nothing breaks or slows in kind with a large catalogue, nor under garbage at random."""

import random

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Page

from concepts.models import ConceptPage
from tests.contracts.test_query_budgets import queries_of
from tests.factories import core
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.deep]

MANY = 20_000
LISTS = ["/", "/koncepter/", "/koncepter/?tid=1-4-timer&side=800", "/api/v2/pages/?type=concepts.ConceptPage&fields=*"]
ALPHABET = "aæøå\"'\\%_*&|!()<>{}[]:;,.-+=~^$#@ \t\n\u202e\u0300😀0129"


def _fill(tree: Tree, start: int, end: int) -> None:
    """Rows as 20,000 publications leave them; made one by one, each would write the parent's row anew."""
    parent = tree.concepts
    kind = ContentType.objects.get_for_model(ConceptPage)
    rows = [
        Page(
            title=f"Koncept {number}",
            draft_title=f"Koncept {number}",
            slug=f"k-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, number + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}k-{number}/",
            content_type=kind,
            locale_id=parent.locale_id,
        )
        for number in range(start, end)
    ]
    for page in Page.objects.bulk_create(rows, batch_size=500):
        ConceptPage(page_ptr=page, effort_hours="2").save_base(raw=True)  # its own table's row alone
    Page.objects.filter(pk=parent.pk).update(numchild=end)


def test_lists_ask_as_much_of_20000_concepts_as_of_20(tree: Tree) -> None:
    core.make_platform()
    _fill(tree, 0, 30)
    few = {address: queries_of(address) for address in LISTS}

    _fill(tree, 30, MANY)

    assert ConceptPage.objects.live().count() == MANY
    assert {address: queries_of(address) for address in LISTS} == few


def test_5000_random_queries_are_no_server_error(tree: Tree) -> None:
    _fill(tree, 0, 5)
    chance = random.Random(2026)
    names = [
        *("q", "side", "platform", "tid", "type", "fields", "order", "search", "limit", "offset", "child_of", "locale"),
        *("slug", "number", "html_path", "id", "rich_text_format", "ukendt"),
    ]
    addresses = ["/koncepter/", "/soeg/", "/eksempler/", "/api/v2/pages/", "/api/v2/pages/find/"]
    client = Client()
    for _round in range(5_000):
        query = {
            chance.choice(names): "".join(chance.choices(ALPHABET, k=chance.randint(0, 30)))
            for _pair in range(chance.randint(1, 3))
        }
        assert client.get(chance.choice(addresses), query).status_code < 500, query
