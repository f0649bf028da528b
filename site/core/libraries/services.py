import csv
from pathlib import Path

from django.db import transaction

from core.libraries.models import Library

REGISTER_FILE = Path(__file__).parent / "data" / "biblioteker.csv"


@transaction.atomic
def load_register(file: Path = REGISTER_FILE) -> int:
    """Add the libraries of the register that are missing; what an editor has changed stays.

    Returns: how many were added.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        libraries = [_library(row) for row in csv.DictReader(rows)]
    known = set(Library.objects.values_list("isil", flat=True))
    missing = [library for library in libraries if library.isil not in known]
    Library.objects.bulk_create(missing)
    return len(missing)


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
