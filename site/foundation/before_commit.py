"""Run something last in a transaction: once, when everything else is written, before it is committed.

Django calls back after the commit only. What must be true together with a change, but takes a lock that others wait
for, is asked for while the change is made, and done at its end. Source: docs/decisions/0052-published-records.md.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

Act = Callable[[set[Any]], object]
# None outside a block of ours. Otherwise what waits for its end: acts, and what each is to be done to.
_waiting: ContextVar[dict[Act, set[Any]] | None] = ContextVar("before_commit", default=None)


@contextmanager
def atomic() -> Iterator[None]:
    """A transaction; when the outermost block ends well, what was put off in it is done, still within it."""
    with transaction.atomic():
        if _waiting.get() is not None:
            yield
            return
        waiting: dict[Act, set[Any]] = {}
        token = _waiting.set(waiting)
        try:
            yield
            if waiting and not transaction.get_rollback():
                _check_references()
            while waiting and not transaction.get_rollback():
                act = next(iter(waiting))
                act(waiting.pop(act))
        finally:
            _waiting.reset(token)


def _check_references() -> None:
    """Have PostgreSQL look now whether what is pointed at is still there, and wait for who takes it away.

    It would at the commit, when the locks of what was put off are held: each then waits for the other.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def put_off(act: Act, items: Iterable[Hashable]) -> None:
    """Have it done once to all items that are put off in the block; at once outside one."""
    waiting = _waiting.get()
    if waiting is None:
        if connection.in_atomic_block:  # Django's or Wagtail's own: it is committed after us
            _check_references()
        act(set(items))
    else:
        waiting.setdefault(act, set()).update(items)
