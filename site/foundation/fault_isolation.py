"""Do the same to many things so that one that fails does not stop the rest."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")


def do_each(items: Iterable[T], act: Callable[[T], object]) -> int:
    """Act on every item. One that fails is logged by kind and number, and left for the next round.

    What an act changes in the database is its own to keep together. Returns: how many did not fail.
    """
    done = 0
    for item in list(items):
        try:
            act(item)
            done += 1
        except Exception:  # whatever is wrong with one must not keep the others waiting
            what, kind = getattr(act, "__name__", act), type(item).__name__
            # Never the item itself: a title may be private.
            logger.exception("%s failed for %s %s; the others go on", what, kind, getattr(item, "pk", ""))
    return done
