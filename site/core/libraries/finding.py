"""Finding a library by what people call it: itself, its municipality, a branch, a house, its web address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from core.danish.names import SMALL, key_of, key_parts, parts_of, without_bib
from core.libraries.models import Library

SHORTEST_PART = 3  # letters of a name's part that may stand for the whole name
MOST_GUESSES = 5


@dataclass(frozen=True)
class Found:
    """Which libraries a name fits. Shape: `guesses` are for asking about, never to be taken unasked."""

    library: Library | None = None
    guesses: tuple[Library, ...] = ()


def find_library(text: str) -> Found:
    """The library somebody means by a name. Cost: 2 queries."""
    return Names(Library.objects.prefetch_related("aliases")).find(text)


def libraries_named_like(text: str) -> list[Library]:
    """Those whose names hold every word that tells, or its beginning. Cost: 2 queries."""
    wanted = key_parts(text) or parts_of(text)
    libraries = Library.objects.prefetch_related("aliases")
    return [library for library in libraries if all(part in _haystack(library) for part in wanted)] if wanted else []


def _by_name(libraries: Iterable[Library]) -> tuple[Library, ...]:
    return tuple(sorted(libraries, key=lambda library: (library.municipality_order, library.pk))[:MOST_GUESSES])


def _runs(parts: list[str]) -> Iterator[str]:
    """Neighbouring parts, glued: every one of them could be a name."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "".join(parts[start:end])


def _haystack(library: Library) -> str:
    names = [library.name, library.municipality, library.isil, library.domain]
    names += [alias.name for alias in library.aliases.all()]
    return " ".join(f"{' '.join(parts_of(name))} {' '.join(key_parts(name))} {key_of(name)}" for name in names)


class Names:
    """Every name of every library, by its key. Shape: `words` are keys that are ordinary words too."""

    def __init__(self, libraries: Iterable[Library]) -> None:
        self.whole: defaultdict[str, set[Library]] = defaultdict(set)
        self.partly: defaultdict[str, set[Library]] = defaultdict(set)
        self.of_aliases: defaultdict[str, set[Library]] = defaultdict(set)
        self.words: set[str] = set()
        for library in libraries:
            self._add(library)

    def find(self, text: str) -> Found:
        """The library that the whole name fits, else the one that is named within it, else the one that bears it as
        part of its name. Where two fit, or what was written only resembles a name, there are guesses.
        """
        parts = key_parts(text)
        whole = "".join(parts)
        within = [self.whole[key] for key in _runs(parts) if key in self.whole and key not in self.words]
        glued, partly = self.whole.get(without_bib(whole)), self.partly.get(whole)
        for fitting in filter(None, (self.whole.get(whole), glued, set().union(*within), partly)):
            return Found(next(iter(fitting))) if len(fitting) == 1 else Found(guesses=_by_name(fitting))
        return Found(guesses=_by_name(self._resembling(whole)))

    def _add(self, library: Library) -> None:
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
