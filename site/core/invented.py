"""Which invented libraries the page that is being rendered shows, so that it can say so once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_shown: ContextVar[dict[str, None] | None] = ContextVar("invented_libraries", default=None)


@contextmanager
def noticing() -> Iterator[dict[str, None]]:
    """Yields the names that are noticed until it ends, each once, in the order of the page."""
    names: dict[str, None] = {}
    token = _shown.set(names)
    try:
        yield names
    finally:
        _shown.reset(token)


def notice(name: str) -> None:
    """An invented library of this name is shown. Outside a page, as in a mail, nobody asks."""
    names = _shown.get()
    if names is not None:
        names[name] = None
