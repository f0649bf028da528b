"""The one writer: in the transaction of the change, once at its end, at a price that is known."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.records.kinds import kind_of
from core.records.models import Record, RecordChange
from core.records.services import rewrite
from core.records.touched import Touched, all_pages
from foundation.before_commit import atomic, put_off
from tests.factories import pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES
from tests.factories.records import Shelf, numbers, out_of_step
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTHING_NEW, ONE_CHANGED = 19, 27  # queries


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_has_a_kind_and_its_record_a_typed_content(tree: Tree, model: type[Page]) -> None:
    page = MAKERS[model.__name__](tree)

    record = Record.objects.get(pk=page.pk)

    kind = kind_of(model)
    assert kind is not None
    assert record.kind == kind.name
    assert type(record.details) is kind.content


def test_write_that_is_taken_back_takes_its_record_along(tree: Tree) -> None:
    before = numbers()
    with transaction.atomic():
        pages.make_concept(tree.concepts)
        assert numbers() != before
        transaction.set_rollback(True)

    assert numbers() == before
    assert out_of_step() == []


def test_many_writes_in_a_block_are_one_change_at_its_end(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts)
    last = Record.objects.get(pk=concept.pk).number
    with atomic():
        for title in ("Én", "To", "Tre"):
            concept.title = title
            concept.save_revision().publish()
            assert Record.objects.get(pk=concept.pk).number == last

    assert RecordChange.objects.filter(number__gt=last, page_id=concept.pk).count() == 1
    assert Record.objects.get(pk=concept.pk).title == "Tre"


def test_block_that_fails_does_nothing_at_its_end() -> None:
    done: list[Any] = []
    with pytest.raises(ValueError, match="midt i det hele"), atomic():  # noqa: PT012 - put off first, then it fails
        put_off(done.append, ["noget"])
        raise ValueError("midt i det hele")

    put_off(done.append, ["andet"])

    assert done == [{"andet"}]


def test_what_is_put_off_at_the_end_is_done_too() -> None:
    done: list[Any] = []

    def act(items: set[Any]) -> None:
        done.append(items)
        if items == {1, 2}:
            put_off(act, [3])

    with atomic():
        put_off(act, [1])
        with atomic():
            put_off(act, [2])
        assert done == []

    assert done == [{1, 2}, {3}]


@pytest.mark.parametrize("below", [0, 30])
def test_price_of_a_write_is_known_whatever_lies_below(tree: Tree, below: int) -> None:
    shelf = Shelf(tree)
    for number in range(below):
        pages.make_standard_page(shelf.about, f"Side {number}")
    with CaptureQueriesContext(connection) as nothing_new:
        rewrite({Touched(Page, shelf.concept.pk)})
    Page.objects.filter(pk=shelf.concept.pk).update(title="Ny titel")
    with CaptureQueriesContext(connection) as one_changed:
        rewrite({Touched(Page, shelf.concept.pk)})
    price_of_all = {}
    for ids in (all_pages(), sorted(all_pages())[:-1]):
        with CaptureQueriesContext(connection) as captured:
            rewrite({Touched(Page, pk) for pk in ids})
        price_of_all[len(ids)] = len(captured)

    assert (len(nothing_new), len(one_changed)) == (NOTHING_NEW, ONE_CHANGED)
    assert len(set(price_of_all.values())) == 1
