"""Which invented libraries the page that is being rendered shows, so that it can say so once."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def told_on_paper(names: Collection[str]) -> str:
    """That these libraries do not exist, empty for none."""
    if not names:
        return ""
    sentence = ngettext(
        "Invented example: %(listed)s does not exist, and what is told of it is made up.",
        "Invented examples: %(listed)s do not exist, and what is told of them is made up.",
        len(names),
    )
    return sentence % {"listed": get_text_list(list(names), _("and"))}
