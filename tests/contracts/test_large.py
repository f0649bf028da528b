"""Nothing breaks or slows in kind with a large catalogue, nor under garbage at random."""

import random
from io import StringIO
from time import perf_counter
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from concepts.models import ConceptPage
from core.checking.models import PageCheck
from core.records.models import Record
from core.records.reconciliation import ROUNDS, reconcile_records
from tests.contracts.test_query_budgets import queries_of
from tests.factories import core
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.deep, pytest.mark.usefixtures("many_rows")]

MANY, FEWER = 20_000, 2_000
AS_SLOW = 30  # times, for ten times the rows: what looks through all rows for each row is a hundred times as slow
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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does of what is committed; unseen rows are planned for as none


def test_lists_ask_as_much_of_20000_concepts_as_of_20(tree: Tree) -> None:
    core.make_platform()
    _fill(tree, 0, 30)
    call_command("rebuild_records", stdout=StringIO())
    few = {address: queries_of(address) for address in LISTS}

    _fill(tree, 30, MANY)
    call_command("rebuild_records", stdout=StringIO())

    assert Record.objects.filter(kind="concept").count() == MANY
    assert {address: queries_of(address) for address in LISTS} == few


def test_records_of_20000_concepts_are_right_within_the_rounds_of_the_clock(tree: Tree) -> None:
    _fill(tree, 0, MANY)
    call_command("rebuild_records", stdout=StringIO())
    last = ConceptPage.objects.order_by("-pk")[:1].get()
    ConceptPage.objects.filter(pk=last.pk).update(title="Bag om ryggen")

    for _round in range(ROUNDS):
        reconcile_records()

    assert Record.objects.filter(kind="concept").count() == MANY
    assert Record.objects.get(pk=last.pk).title == "Bag om ryggen"


def _use(tree: Tree, start: int, word: Any) -> None:
    """What a checked page in use has besides: a word, a draft, what is found on it."""
    keys = list(ConceptPage.objects.filter(number=None).order_by("pk").values_list("pk", flat=True))[start:]
    ConceptPage.platforms.through.objects.bulk_create(
        [ConceptPage.platforms.through(conceptpage_id=pk, platform_id=word.pk) for pk in keys], batch_size=500
    )
    now = timezone.now()
    PageCheck.objects.bulk_create([PageCheck(page_id=pk, checked_at=now) for pk in keys], batch_size=500)
    kind, base = (ContentType.objects.get_for_model(model) for model in (ConceptPage, Page))
    drafts = [
        Revision(content_type=kind, base_content_type=base, object_id=str(pk), created_at=now, content={"pk": pk})
        for pk in keys
    ]
    Revision.objects.bulk_create(drafts, batch_size=500)


def _seconds_of(address: str, client: Client) -> float:
    began = perf_counter()
    client.get(address)
    return perf_counter() - began


def test_desk_asks_as_much_of_20000_concepts_as_of_30(tree: Tree, admin: Client) -> None:
    word = core.make_platform()
    lists = [
        *("/admin/", "/admin/kalender/", "/admin/tal/", "/admin/reports/sider/", "/admin/reports/indhold/"),
        *(f"/admin/pages/{tree.concepts.pk}/", "/admin/snippets/core/platform/", "/admin/images/?layout=list"),
        *(f"/admin/snippets/core/platform/{verb}/{word.pk}/" for verb in ("edit", "usage", "delete")),
    ]
    _fill(tree, 0, 30)
    _use(tree, 0, word)
    few = {address: queries_of(address, admin) for address in lists}

    _fill(tree, 30, FEWER)
    _use(tree, 30, word)
    before = {address: _seconds_of(address, admin) for address in lists}

    _fill(tree, FEWER, MANY)
    _use(tree, FEWER, word)

    after = {address: _seconds_of(address, admin) for address in lists}
    assert [address for address in lists if after[address] > AS_SLOW * max(before[address], 0.1)] == [], after
    assert {address: queries_of(address, admin) for address in lists} == few


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
