"""While it is scored, nobody shall see whose it is."""

import re

from django.utils.translation import gettext as _

from core.libraries.models import Library

TELLING = frozenset({"library", "email", "contact_name", "post_url"})  # answers that name the reporter outright
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
ACCOUNT = re.compile(r"(?<!\w)@\w[\w.]*")


def hide_library(text: str, library: Library | None) -> str:
    """The text without the library's and its municipality's name in any ending, without addresses and accounts.

    It hides too much rather than too little: who reads «vejen» in Vejen's report finds it hidden as well.
    """
    text = ADDRESS.sub(_("[address]"), text)
    text = ACCOUNT.sub(_("[account]"), text)
    for name in _names(library):
        text = re.sub(rf"\b{re.escape(name)}\w*", _("[the library]"), text, flags=re.IGNORECASE)
    return text


def _names(library: Library | None) -> list[str]:
    """What could name it, the longest first, so that nothing of a long name is left over."""
    if library is None:
        return []
    domain = library.domain.removeprefix("www.")
    names = {library.name, library.municipality, domain, domain.partition(".")[0]}
    names |= {name.replace(" ", "") for name in names}
    return sorted((name for name in names if len(name) > 1), key=len, reverse=True)
