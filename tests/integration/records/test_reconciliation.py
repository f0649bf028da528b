"""What is written behind the records' back is repaired by the clock, and said in the log."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from concepts.models import ConceptPage
from concepts.records import concept_content
from core.models import Platform
from core.records import kinds, reconciliation
from core.records.models import Numbering, Record, RecordChange, RecordPicture, RecordTerm
from core.records.reconciliation import KEPT, reconcile_records
from core.records.services import rewrite
from core.records.touched import Touched
from foundation.before_commit import atomic
from foundation.querysets import is_visible
from libraries.models import Library
from media.models import CatalogueImage
from tests.factories import pages
from tests.factories.records import Shelf, numbers, out_of_step
from tests.factories.site import Tree
from tests.nightly import by_night_but
from website.caches import SharedDatabaseCache

pytestmark = pytest.mark.django_db
Behind = Callable[[Shelf], object]

BEHIND: dict[str, Behind] = {
    "title": lambda shelf: Page.objects.filter(pk=shelf.concept.pk).update(title="Bag om ryggen"),
    "unpublished": lambda shelf: Page.objects.filter(pk=shelf.about.pk).update(live=False),
    "private": lambda shelf: PageViewRestriction.objects.bulk_create([PageViewRestriction(page=shelf.about)]),
    "hours": lambda _shelf: ConceptPage.objects.update(effort_hours="9"),
    "word": lambda _shelf: Platform.objects.update(name="Bag om ryggen"),
    "facet": lambda _shelf: ConceptPage.platforms.through.objects.all().delete(),
    "library": lambda _shelf: Library.objects.update(name="Bag om ryggen"),
    "picture": lambda _shelf: CatalogueImage.objects.update(alt_text="Bag om ryggen"),
    "withheld": lambda _shelf: CatalogueImage.objects.update(is_withheld=True),
    "record gone": lambda _shelf: Record.objects.all().delete(),
    "record changed": lambda _shelf: Record.objects.update(title="Bag om ryggen"),
    "term gone": lambda _shelf: RecordTerm.objects.all().delete(),
    "picture gone": lambda _shelf: RecordPicture.objects.all().delete(),
}


@pytest.mark.parametrize("name", by_night_but(BEHIND, "title", "private", "word", "withheld", "record gone"))
def test_clock_repairs_what_was_written_behind_and_says_so(
    tree: Tree, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    shelf = Shelf(tree)
    BEHIND[name](shelf)
    assert out_of_step() != []

    with caplog.at_level(logging.WARNING):
        reconcile_records()

    assert out_of_step() == []
    assert [line.message for line in caplog.records if "written anew" in line.message] != []
    assert "Bag om ryggen" not in caplog.text, "a title may be private"


def test_clock_finds_nothing_to_do_where_all_is_well(tree: Tree, caplog: pytest.LogCaptureFixture) -> None:
    Shelf(tree)
    before = numbers()

    with caplog.at_level(logging.WARNING):
        reconcile_records()

    assert numbers() == before
    assert caplog.records == []


def test_clock_is_through_a_large_catalogue_within_its_rounds(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        pages.make_standard_page(tree.home, f"Side {number}")
    monkeypatch.setattr(reconciliation, "AT_LEAST", 2)
    Page.objects.filter(depth__gt=1).update(title="Bag om ryggen")
    wrong = [len(out_of_step())]

    for _round in range(reconciliation.ROUNDS):
        reconcile_records()
        wrong.append(len(out_of_step()))

    assert wrong[-1] == 0
    assert wrong[1] > 0, "the whole catalogue in one round"
    assert Numbering.objects.get().compared_to == 0


def test_page_that_cannot_be_told_stops_nobody_elses(
    tree: Tree, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tree)
    broken = pages.make_concept(tree.concepts, "Itu")
    Page.objects.filter(depth__gt=1).update(title="Bag om ryggen")
    kind = kinds._kinds[ConceptPage]

    def content(page: Any) -> Any:
        if page.pk == broken.pk:
            raise ValueError("Bag om ryggen")
        return concept_content(page)

    monkeypatch.setitem(kinds._kinds, ConceptPage, replace(kind, of=content))
    with caplog.at_level(logging.WARNING):
        reconcile_records()

    titles = dict(Record.objects.values_list("pk", "title"))
    assert titles.pop(broken.pk) == "Itu"
    assert set(titles.values()) == {"Bag om ryggen"}
    assert shelf.concept.pk in titles
    assert [line.message for line in caplog.records if line.levelno == logging.ERROR] == [
        f"The record of page {broken.pk} cannot be made; the others go on"
    ]


def test_log_is_kept_for_as_long_as_a_reader_may_stay_away(tree: Tree) -> None:
    shelf = Shelf(tree)
    shelf.concept.delete()
    RecordChange.objects.update(changed_at=timezone.now() - KEPT + timedelta(hours=1))
    reconcile_records()
    kept = RecordChange.objects.count()
    RecordChange.objects.update(changed_at=timezone.now() - KEPT - timedelta(hours=1))

    reconcile_records()

    assert kept > 0
    assert not RecordChange.objects.exists()


def test_command_makes_all_records_anew(tree: Tree) -> None:
    Shelf(tree)
    last, number = Numbering.objects.get().last_number, Record.objects.count()
    Record.objects.all().delete()
    out = StringIO()

    call_command("rebuild_records", stdout=out)

    assert out_of_step() == []
    assert f"{number} records" in out.getvalue()
    assert min(numbers().values()) > last, "numbers never go backwards"


def test_what_a_process_remembers_of_the_sites_brings_nothing_back(tree: Tree) -> None:
    shelf, near = Shelf(tree), SharedDatabaseCache.near
    Site.get_site_root_paths()
    remembered = dict(near)
    Site.objects.update_or_create(defaults={"root_page": shelf.about})
    near.update(remembered)  # another process, which remembers the old ones for some seconds more
    reconcile_records()

    assert not Record.objects.filter(pk=shelf.concept.pk).exists()


def test_another_root_that_was_taken_back_withdraws_nothing(tree: Tree) -> None:
    shelf = Shelf(tree)
    with atomic():
        Site.objects.update_or_create(defaults={"root_page": shelf.about})
        rewrite([Touched()])
        transaction.set_rollback(True)
    reconcile_records()

    assert Record.objects.filter(pk=shelf.concept.pk).exists()


def test_page_below_a_hidden_one_is_hidden_whatever_its_parent_says_of_its_children(tree: Tree) -> None:
    """Whoever unpublishes a page she read before somebody added one below it stores the old number of children."""
    parent = pages.make_standard_page(tree.home, "Om")
    stale = type(parent).objects.get(pk=parent.pk)
    below = pages.make_standard_page(type(parent).objects.get(pk=parent.pk), "Skjult")
    stale.unpublish()

    assert Page.objects.get(pk=parent.pk).numchild == 0
    assert not is_visible(Page.objects.get(pk=below.pk))
    assert not Record.objects.filter(pk=below.pk).exists()
