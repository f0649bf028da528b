"""What lists ask of the database costs as much in a large catalogue as in a small one: by index, without sorting.

What counts grows with what it counts, and what several facets find with what they find; both go by index.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Page

from concepts.models import ConceptIndexPage, ConceptPage
from core.facets import known_values, read_choice
from core.records.enums import Place
from core.records.models import Record, RecordPicture, RecordTerm
from core.records.querysets import RecordQuerySet
from core.records.reading import complete
from core.records.terms import term_counts
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

FEW, MANY = 300, 20_000
PER_PAGE = 24

Ask = Callable[[RecordQuerySet], Any]


def _filtered(query: str) -> Ask:
    def ask(concepts: RecordQuerySet) -> Any:
        known = known_values(ConceptPage.facets)
        choice = read_choice(QueryDict(query), ConceptPage.facets, known)
        return choice.apply(concepts).newest_first()[:PER_PAGE]

    return ask


def _with_word(slug: str) -> Any:
    return RecordTerm.objects.filter(parameter="platform", slug=slug).order_by().values("record")


# One page of each list, and the index that gives it in its order.
PAGES: dict[str, tuple[Ask, str]] = {
    "newest": (lambda all_of: all_of.newest_first()[:PER_PAGE], "record_newest_of_kind"),
    "least work": (lambda all_of: all_of.least_effort_first()[:PER_PAGE], "record_least_hours_of_kind"),
    "by title": (lambda all_of: all_of.in_own_order()[:PER_PAGE], "record_own_order_of_kind"),
    "with a word": (_filtered("platform=facebook"), "record_newest_of_kind"),
    "the one before": (
        lambda all_of: all_of.filter(own_number__lt=200).highest_number_first()[:1],
        "record_numbered_of_kind",
    ),
    "index page": (lambda _all: Record.objects.of_type(ConceptIndexPage).filter(language="da"), "record_of_page_type"),
    "with words and pictures": (lambda _all: complete(Record.objects.filter(pk__in=[1, 2, 3])), ""),
    "pages with a word": (lambda _all: _with_word("snapchat"), "by_term"),
    "pictures": (
        lambda _all: RecordPicture.objects.in_galleries().filter(language="da").newest_first()[:PER_PAGE],
        "record_newest_pictures",
    ),
}
# What is counted, or found by several facets.
COUNTS: dict[str, Ask] = {
    "all": lambda all_of: all_of.values("kind"),
    "with a word, in so many hours": _filtered("platform=facebook&tid=1-4-timer"),
    "words": lambda all_of: term_counts(all_of, ["platform", "formaal"]),
}


@pytest.fixture(params=[FEW, pytest.param(MANY, marks=pytest.mark.deep)])
def concepts(request: pytest.FixtureRequest, tree: Tree) -> RecordQuerySet:
    """So many published records, without the pages: lists ask for nothing else."""
    core.make_platform()
    _fill(tree.concepts, request.param)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            if request.param == FEW:  # of a few rows a database reads all, whatever else it might do
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("SET LOCAL enable_sort = off")
    return Record.objects.of_kind("concept").in_language_of(tree.concepts).below(tree.concepts)


def _fill(parent: Page, number: int) -> None:
    moment, start = timezone.now(), 1_000_000
    records = [
        Record(
            page_id=start + place,
            number=start + place,
            key=uuid4(),
            kind="concept",
            page_type="concepts.ConceptPage",
            language="da",
            path=f"/koncepter/k-{place}/",
            title=f"Koncept {place}",
            published_at=moment - timedelta(minutes=place),
            updated_at=moment,
            tree_path=Page._get_path(parent.path, parent.depth + 1, place + 1),
            own_order=f"koncept {place:06}",
            own_number=place,
            hours=(None, "1", "2", "5")[place % 4],
        )
        for place in range(number)
    ]
    Record.objects.bulk_create(records, batch_size=500)
    words = [
        RecordTerm(record=record, parameter=parameter, slug=slug, name=slug, position=0, **_of(record))
        for record in records
        for parameter, slug in (("platform", ("facebook", "snapchat")[record.pk % 2]), ("formaal", "dialog"))
    ]
    RecordTerm.objects.bulk_create(words, batch_size=500)
    said = {"alt": "", "width": 60, "height": 40}
    pictures = [
        RecordPicture(record=record, image_id=1, place=place, position=position, **said, **_of(record))
        for record in records
        for position, place in enumerate((Place.COVER, Place.PIECE))
    ]
    RecordPicture.objects.bulk_create(pictures, batch_size=500)


def _of(record: Record) -> dict[str, Any]:
    """What hangs on a record and is listed with it."""
    return {"language": record.language, "published_at": record.published_at}


@pytest.mark.parametrize("name", PAGES)
def test_page_of_a_list_is_read_by_index_in_its_order(concepts: RecordQuerySet, name: str) -> None:
    ask, index = PAGES[name]

    plan = ask(concepts).explain()

    assert index in plan
    assert _reads_whole_table(plan) == []
    assert _sorts(plan) == []


@pytest.mark.parametrize("name", COUNTS)
def test_what_is_counted_is_found_by_index(concepts: RecordQuerySet, name: str) -> None:
    """Where all there is is counted, PostgreSQL would read the table itself; indexes are enough all the same."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    assert _reads_whole_table(COUNTS[name](concepts).explain()) == []


def _reads_whole_table(plan: str) -> list[str]:
    """Of records. SQLite: SCAN without an index. PostgreSQL: Seq Scan."""
    lines = [line for line in plan.splitlines() if "records_" in line]
    return [line for line in lines if "Seq Scan" in line or ("SCAN" in line and "USING" not in line)]


def _sorts(plan: str) -> list[str]:
    return [line for line in plan.splitlines() if "Sort" in line or "TEMP B-TREE FOR" in line]
