"""Two requests at once, each with a connection of its own, where one waits for what the other holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from core.roles import set_up_roles
from tests.factories import core

FIRST, SECOND = "first", "second"
BLOCKED_SECONDS = 1.2  # PostgreSQL sees a deadlock after 1 s, and nobody waits for a lock longer than 3 s
DOOR: Any = {"secure": True, "headers": {"host": settings.BASE_URL.removeprefix("https://")}}


def client_of(group: str) -> Client:
    """The browser of somebody who is in this group alone; a server error is an answer."""
    set_up_roles()
    user = core.make_user(f"user-{uuid4().hex[:6]}")
    user.groups.add(Group.objects.get(name=group))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def deadlocks() -> int:
    """How many the database has ended so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


class Race:
    """The first of two stops where it holds its locks until the second is blocked, or has been answered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, *, skip: int = 0) -> None:
        self.holds, self.skip, act = Event(), skip, getattr(module, name)
        self.second_is_done = Event()

        def stops(*arguments: Any, **named: Any) -> Any:
            if current_thread().name.startswith(FIRST):
                self.skip -= 1
                if self.skip < 0:
                    self.holds.set()
                    self.second_is_done.wait(BLOCKED_SECONDS)
            return act(*arguments, **named)

        monkeypatch.setattr(module, name, stops)

    def run(self, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[int, int]:
        with ThreadPoolExecutor(1, FIRST) as ahead, ThreadPoolExecutor(1, SECOND) as behind:
            one = ahead.submit(_alone, first)
            assert self.holds.wait(30)
            other = behind.submit(_alone, second)
            other.add_done_callback(lambda _done: self.second_is_done.set())
            return one.result(60), other.result(60)


def _alone(act: Callable[[], Any]) -> int:
    try:
        return int(act().status_code)
    finally:
        connection.close()
