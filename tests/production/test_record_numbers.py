"""Numbers of published records over two connections: whoever has read up to one never meets a lower one later."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from core.records import services
from core.records.models import Record, RecordChange
from foundation.before_commit import atomic
from tests.factories import core, pages
from tests.factories.records import out_of_step
from tests.factories.site import Tree
from tests.production.conftest import Stack, eventually

FIRST, SECOND = "first", "second"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def _alone(act: Callable[[], Any]) -> None:
    try:
        act()
    finally:
        connection.close()


def _is_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


class Held:
    """The first of two stops before it writes its records, with its number given, until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.holds, self.may_go_on, store = Event(), Event(), services._store

        def stops(changes: Any) -> None:
            if current_thread().name.startswith(FIRST):
                self.holds.set()
                self.may_go_on.wait(60)
            store(changes)

        monkeypatch.setattr(services, "_store", stops)

    def run(self, first: Callable[[], Any], second: Callable[[], Any]) -> list[int]:
        """Returns: the highest number a reader met while the first was held, and after both."""
        seen = []
        with ThreadPoolExecutor(1, FIRST) as ahead, ThreadPoolExecutor(1, SECOND) as behind:
            one = ahead.submit(_alone, first)
            assert self.holds.wait(30)
            other = behind.submit(_alone, second)
            eventually(lambda: other.done() or _is_waiting(), within=30)
            seen.append(RecordChange.objects.order_by("-number").values_list("number", flat=True)[0])
            self.may_go_on.set()
            one.result(60)
            other.result(60)
        return [*seen, RecordChange.objects.order_by("-number").values_list("number", flat=True)[0]]


def test_later_number_is_never_seen_before_an_earlier_one(
    stack: Stack, site: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (pages.make_concept(site.concepts, f"Nummer {uuid4().hex[:8]}") for _number in range(2))

    seen, last = Held(monkeypatch).run(lambda: _published(one), lambda: _published(other))

    numbers = dict(RecordChange.objects.filter(page_id__in=[one.pk, other.pk]).values_list("number", "page_id"))
    assert [numbers.get(number) for number in (last - 1, last)] == [one.pk, other.pk]
    assert seen == last - 2
    assert out_of_step() == []


def _published(page: Any) -> None:
    page.lead = f"Udgivet {uuid4().hex[:8]}"
    page.save_revision().publish()


def test_name_that_changes_while_a_page_takes_it_up_stands_on_it_in_the_end(
    stack: Stack, site: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of the two sees what the other is writing."""
    word = uuid4().hex[:8]
    platform = core.make_platform(f"p{word}")
    page = pages.make_concept(site.concepts, f"Side {word}")

    def renamed() -> None:
        with atomic():
            platform.name = f"Nyt {word}"
            platform.save()

    def takes_it_up() -> None:
        with transaction.atomic():
            page.platforms = [platform]
            page.save_revision().publish()

    Held(monkeypatch).run(takes_it_up, renamed)

    assert [term.name for term in Record.objects.get(pk=page.pk).terms.all()] == [f"Nyt {word}"]
    assert out_of_step() == []
