"""Find a library by what people call it: itself, its municipality, a branch, a house, its web address."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from foundation.danish.names import SMALL, key_of, key_parts, parts_of, without_bib
from libraries.models import Library

SHORTEST_PART = 3  # letters of a name's part that may stand for the whole name
MOST_GUESSES = 5
MOST_PARTS = 20  # of a name with its address; more are no name


@dataclass(frozen=True)
class Found:
    """Which libraries a name fits. Shape: `guesses` are for asking about, never to be taken unasked."""

    library: Library | None = None
    guesses: tuple[Library, ...] = ()


def find_library(text: str) -> Found:
    """The library somebody means by a name. Cost: 2 queries."""
    return LibraryNames(Library.objects.prefetch_related("aliases")).find(text)


def told_apart(libraries: Iterable[Library]) -> dict[Library, str]:
    """What to call each so that none is called as another: its name, with the municipality or the ISIL if need be."""
    found = list(libraries)
    names: dict[Library, str] = {}
    for call in (_by_itself, _with_municipality, _with_isil):
        taken = Counter(_plain(call(library)) for library in found)
        named = {
            library: call(library) for library in found if library not in names and taken[_plain(call(library))] == 1
        }
        names |= named
    return names


def _by_itself(library: Library) -> str:
    return library.display_name


def _with_municipality(library: Library) -> str:
    return f"{library.display_name}, {library.municipality}"


def _with_isil(library: Library) -> str:
    return f"{library.display_name} ({library.isil})"


def _plain(name: str) -> str:
    return " ".join(parts_of(name))


def libraries_named_like(text: str) -> list[Library]:
    """Those whose names hold every word that tells, or its beginning. Cost: 2 queries."""
    wanted = key_parts(text) or parts_of(text)
    libraries = Library.objects.prefetch_related("aliases")
    return [library for library in libraries if all(part in _haystack(library) for part in wanted)] if wanted else []


def _by_name(libraries: Iterable[Library]) -> tuple[Library, ...]:
    return tuple(sorted(libraries, key=lambda library: (library.municipality_order, library.pk)))


def _runs(parts: list[str]) -> Iterator[str]:
    """Neighbouring parts, glued: every one of them could be a name."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "".join(parts[start:end])


def _haystack(library: Library) -> str:
    names = [library.name, library.municipality, library.isil, library.domain]
    names += [alias.name for alias in library.aliases.all()]
    return " ".join(f"{' '.join(parts_of(name))} {' '.join(key_parts(name))} {key_of(name)}" for name in names)


class LibraryNames:
    """Every name of every library, by its key. Shape: `words` are keys that are ordinary words too; `called` are the
    names that `told_apart` has given.
    """

    def __init__(self, libraries: Iterable[Library]) -> None:
        self.whole: defaultdict[str, set[Library]] = defaultdict(set)
        self.partly: defaultdict[str, set[Library]] = defaultdict(set)
        self.of_aliases: defaultdict[str, set[Library]] = defaultdict(set)
        self.by_letter: defaultdict[str, set[Library]] = defaultdict(set)
        self.words: set[str] = set()
        known = list(libraries)
        for library in known:
            self._add(library)
        self.called = {
            _plain(name): library for library, name in told_apart(known).items() if name != library.display_name
        }

    def find(self, text: str) -> Found:
        """The library that the whole name fits, else the one that is named within it, else the one that bears it as
        part of its name. Where two fit, or what was written only resembles a name, there are guesses.
        """
        if library := self.called.get(_plain(text)):
            return Found(library)
        parts = key_parts(text)
        if len(parts) > MOST_PARTS:
            return Found()
        whole = "".join(parts)
        within = [self.whole[key] for key in _runs(parts) if key in self.whole and key not in self.words]
        glued, partly = self.whole.get(without_bib(whole)), self.partly.get(whole)
        by_letter = self.by_letter.get(_plain(text))  # a name in which nothing tells: Hovedbiblioteket
        for fitting in filter(None, (self.whole.get(whole), glued, set().union(*within), partly, by_letter)):
            return Found(next(iter(fitting))) if len(fitting) == 1 else Found(guesses=_by_name(fitting))
        return Found(guesses=_by_name(self._resembling(whole))[:MOST_GUESSES])

    def _add(self, library: Library) -> None:
        self.by_letter[_plain(library.display_name)].add(library)
        for name in (library.name, library.municipality, library.isil, library.domain):
            if key := key_of(name):
                self.whole[key].add(library)
        for part in {*key_parts(library.name), *key_parts(library.municipality)} - SMALL:
            if len(part) >= SHORTEST_PART:
                self.partly[part].add(library)
        for alias in library.aliases.all():
            self.whole[key_of(alias.name) or alias.name].add(library)
            for part in key_parts(alias.name):
                self.of_aliases[part].add(library)
            if alias.is_word:
                self.words.add(key_of(alias.name))

    def _resembling(self, whole: str) -> set[Library]:
        """Those with an alias of which this is a part, else those whose names are nearly spelled like it."""
        if not whole:
            return set()
        if whole in self.of_aliases:
            return self.of_aliases[whole]
        close = get_close_matches(whole, self.whole, n=MOST_GUESSES, cutoff=0.75)
        return set().union(*(self.whole[key] for key in close))
