"""The changelog has a version and a date per release, the newest first, and each release speaks to both its readers."""

import re
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
HEADING = re.compile(r"(\d+)\.(\d+)\.(\d+) - (unreleased|\d{4}-\d{2}-\d{2})")
READERS = ["For redaktører", "For developers"]
TITLE, *PARTS = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
RELEASES = [HEADING.fullmatch(part.splitlines()[0]) for part in PARTS]


def test_every_release_has_a_version_and_a_date_the_newest_first() -> None:
    assert None not in RELEASES, "write `## 1.2.3 - 2026-12-31`, or `## 1.2.3 - unreleased` for the one in the making"
    versions = [tuple(int(number) for number in found.groups()[:3]) for found in RELEASES if found]
    days = [found[4] for found in RELEASES if found]
    released = [date.fromisoformat(day) for day in days[days[0] == "unreleased" :]]

    assert versions == sorted(set(versions), reverse=True)
    assert released == sorted(released, reverse=True)


def test_newest_release_is_the_version_that_is_built() -> None:
    assert PARTS[0].startswith(f"{VERSION} - ")


def test_every_release_speaks_to_editors_and_to_developers() -> None:
    for part in PARTS:
        assert [line.removeprefix("### ") for line in part.splitlines() if line.startswith("### ")] == READERS
        entries = [line for line in part.splitlines()[1:] if line and not line.startswith("### ")]
        assert [line for line in entries if not line.startswith("- ")] == []
