"""Load the library register from its data file."""

import csv
from functools import cache
from pathlib import Path

from foundation.before_commit import atomic
from libraries.models import Library, LibraryAlias

DATA = Path(__file__).parent / "data"
REGISTER_FILE, ALIASES_FILE = DATA / "biblioteker.csv", DATA / "aliaser.csv"


@atomic()
def load_register(file: Path = REGISTER_FILE) -> int:
    """Add the libraries of the register that are missing, and other names to those that have none.

    What an editor has changed stays. Returns: how many libraries were added.
    """
    libraries = [_library(row) for row in _rows(file)]
    known = set(Library.objects.values_list("isil", flat=True))
    missing = [library for library in libraries if library.isil not in known]
    Library.objects.bulk_create(missing)
    _load_aliases()
    return len(missing)


@cache
def official_isils() -> frozenset[str]:
    """The ISIL of every library in the register as it came with the program."""
    return frozenset(row["isil"] for row in _rows(REGISTER_FILE))


def _load_aliases() -> None:
    nameless = {library.isil: library for library in Library.objects.filter(aliases=None)}
    LibraryAlias.objects.bulk_create(
        LibraryAlias(library=nameless[row["isil"]], name=row["alias"], is_word=row["ord"] == "1")
        for row in _rows(ALIASES_FILE)
        if row["isil"] in nameless
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _library(row: dict[str, str]) -> Library:
    return Library(
        isil=row["isil"],
        name=row["bibliotek"],
        municipality=row["kommune"],
        municipality_code=row["kommunekode"],
        region=row["region"],
        municipality_group=int(row["dst_gruppe"]),
        inhabitants=int(row["indbyggere_2020"]),
        domain=row["domaene"],
        cms=row["dpl_plan"],
    )
