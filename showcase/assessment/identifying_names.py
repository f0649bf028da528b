"""Identifying names: those of the register, and what the reporter gave of herself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from foundation.danish.folding import folded
from foundation.danish.names import GENERIC, SMALL, other_spellings, parts_of, telling_parts
from libraries.models import Library
from showcase.reporting.validators import FREE_MAIL

# The first step of a post's address where it is not the account's name.
NOT_ACCOUNTS = frozenset(
    {"p", "reel", "reels", "posts", "watch", "video", "videos", "photo", "groups", "share", "story"}
)
FREE_MAIL_NAMES = frozenset(domain.partition(".")[0] for domain in FREE_MAIL)  # in other countries' domains too
SHORTEST_PERSON = 3


class NameKind(Enum):
    PLACE = auto()
    PERSON = auto()
    PHRASE = auto()  # blacked out by hand


@dataclass(frozen=True)
class Name:
    """Shape: `parts` are folded, and may stand apart or glued together; `is_word` is offered where it is a word."""

    parts: tuple[str, ...]
    kind: NameKind = NameKind.PLACE
    is_word: bool = False

    @property
    def length(self) -> int:
        return sum(len(part) for part in self.parts)


@dataclass(frozen=True)
class WantedNames:
    """Everything to be looked for in a report. Shape: `numbers` as digits only."""

    names: frozenset[Name]
    numbers: frozenset[str] = frozenset()


def names_of(library: Library, aliases: Iterable[tuple[str, bool]] = ()) -> set[Name]:
    """The names of one library of the register; `aliases` with whether each is an ordinary word too."""
    found = {_name(library.name), _name(library.municipality), _name(library.isil)}
    for text in (library.name, library.municipality):
        found |= _telling_parts(text)
    for label in library.domain.casefold().split(".")[:-1]:
        if not GENERIC.fullmatch(folded(label)):
            found.add(_name(label))
    found |= {_name(alias, is_word=is_word) for alias, is_word in aliases}
    found |= {replace(name, parts=parts) for name in found for parts in _otherwise(name.parts)}
    return {name for name in found if name.length > 1}


def names_of_register() -> set[Name]:
    """The names of all libraries: a neighbour's can tell too. Cost: 2 queries."""
    libraries = Library.objects.prefetch_related("aliases")
    return {
        name
        for library in libraries
        for name in names_of(library, [(alias.name, alias.is_word) for alias in library.aliases.all()])
    }


def phrase(text: str) -> Name:
    """Something an editor blacks out by hand."""
    return _name(text, kind=NameKind.PHRASE)


def names_of_reporter(contact: str, email: str, post_url: str) -> set[Name]:
    """The person, and the accounts and domains she writes and posts from."""
    parts = parts_of(contact)
    found = {Name((part,), NameKind.PERSON, is_word=True) for part in parts if len(part) >= SHORTEST_PERSON}
    if len(parts) > 1:
        found.add(Name(tuple(parts), NameKind.PERSON))
    domain = email.rpartition("@")[2].casefold().split(".")[:-1]
    found |= {_name(label) for label in domain if label not in FREE_MAIL_NAMES and not GENERIC.fullmatch(folded(label))}
    account = urlsplit(post_url).path.strip("/").partition("/")[0].removeprefix("@")
    if account.casefold() not in NOT_ACCOUNTS and not account.endswith(".php"):
        found.add(_name(account))
    return {name for name in found if name.length > 1}


def _name(text: str, **fields: Any) -> Name:
    return Name(tuple(parts_of(text)), **fields)


def _otherwise(parts: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {
        (*parts[:place], other, *parts[place + 1 :])
        for place, part in enumerate(parts)
        for other in other_spellings(part)
    }


def _telling_parts(text: str) -> set[Name]:
    """What is left of a name without what every library is called: together, and each part alone."""
    parts = telling_parts(text)
    telling = [part for part in parts if part not in SMALL]
    if not telling:
        return set()
    return {Name(tuple(part for part in parts if part not in {"og", "i"})), *(Name((part,)) for part in telling)}
