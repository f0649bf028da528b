"""A page of a feed costs the same in any catalogue: what is read grows with the page asked for, with nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.records.enums import Happened, Place
from core.records.models import Record, RecordChange, RecordPicture, RecordTerm
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

FEW = 300
GROWTH, SLACK = 1.5, 5  # depth of an index, not its length; what falls between two looks
STEP = 50  # instructions of SQLite's machine between two looks
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
EVERY = {"facebook": 1, "instagram": 2}  # one in so many has the word
SELDOM = "snapchat"  # always on the same ten, the oldest
ADDRESSES = [
    *("/feeds/concepts.rss", "/api/feed/v1/concepts?platform=facebook", "/api/feed/v1/concepts?platform=instagram"),
    *("/api/feed/v1/concepts?platform=snapchat&limit=5", "/api/feed/v1/concepts?tid=1-4-timer"),
    *("/api/feed/v1/galleries", "/api/feed/v1/galleries?platform=instagram", "/embed/v1/koncepter/"),
    *("/embed/v1/galleri/?antal=24", "/embed/v1/side/1000001/", f"/oembed/?url={settings.BASE_URL}/koncepter/k-1/"),
]


def _fill(start: int, end: int) -> None:
    """The newest first: what comes is older than what is there."""
    numbers = range(start + 1, end + 1)
    records = Record.objects.bulk_create(map(_record, numbers), batch_size=500)
    words = [(record, slug) for record in records for slug, every in EVERY.items() if record.number % every == 0]
    words += [(record, SELDOM) for record in records if record.number <= 10]
    RecordTerm.objects.bulk_create(
        [_term(*word) for word in words],
        batch_size=500,
    )
    places = [(record, place) for record in records for place in Place]
    RecordPicture.objects.bulk_create([_picture(*one) for one in places], batch_size=500)
    RecordChange.objects.bulk_create(
        [
            RecordChange(
                number=2 * record.number + bool(image),
                happened=Happened.CAME,
                changed_at=record.published_at,
                page_id=record.pk,
                image_id=image,
                key=record.key,
                kind=record.kind,
                language="da",
            )
            for record in records
            for image in (0, record.pk)
        ],
        batch_size=500,
    )


def _record(number: int) -> Record:
    published = NEWEST - timedelta(minutes=number)
    return Record(
        page_id=1_000_000 + number,
        number=10**6 + number,
        key=uuid4(),
        kind="concept",
        language="da",
        path=f"/koncepter/k-{number}/",
        slug=f"k-{number}",
        title=f"Koncept {number}",
        published_at=published,
        updated_at=published,
        tree_path=f"X{number:07}",
        hours=2,
        content={"number": None, "effort_hours": "2.0", "cost_kr": None, "skills": ""},
    )


def _term(record: Record, slug: str) -> RecordTerm:
    return RecordTerm(
        record=record,
        parameter="platform",
        slug=slug,
        name=slug,
        position=0,
        language=record.language,
        published_at=record.published_at,
    )


def _picture(record: Record, place: Place) -> RecordPicture:
    return RecordPicture(
        record=record,
        image_id=record.pk,
        language=record.language,
        published_at=record.published_at,
        place=place,
        position=0 if place == Place.COVER else 1,
        alt="En bus.",
        width=60,
        height=40,
    )


def _costs() -> dict[str, int]:
    if connection.vendor == "postgresql":  # which does so by itself, in time
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return {address: _cost(address) for address in ADDRESSES}


def _cost(address: str) -> int:
    """SQLite: instructions of its machine. PostgreSQL: rows that came out of, or were thrown away by, every node."""
    Client().get(address)  # Wagtail remembers where the site lies
    if connection.vendor == "sqlite":
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.connection.set_progress_handler(count, STEP)
        assert Client().get(address).status_code == 200
        connection.connection.set_progress_handler(None, 0)
        return steps
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    with connection.cursor() as cursor:
        return sum(_rows(cursor, query["sql"]) for query in captured if query["sql"].startswith("SELECT"))


def _rows(cursor: Any, sql: str) -> int:
    cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
    ((plans,),) = cursor.fetchall()
    return sum(_visited(node) for node in _nodes(plans[0]["Plan"]))


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _visited(node: Any) -> int:
    dropped = sum(count for name, count in node.items() if name.startswith("Rows Removed"))
    return int((node["Actual Rows"] + dropped) * node["Actual Loops"])


@pytest.mark.parametrize("many", [3_000, pytest.param(20_000, marks=pytest.mark.deep)])
def test_page_of_a_feed_costs_the_same_in_any_catalogue(tree: Tree, many: int) -> None:
    for name in ("Facebook", "Instagram", "Snapchat"):
        core.make_platform(name)
    cache.clear()
    _fill(0, FEW)
    few = _costs()
    _fill(FEW, many)
    now = _costs()

    grown = [(few[one], now[one], one) for one in ADDRESSES if now[one] > few[one] * GROWTH + SLACK]
    assert grown == []
