"""No class name has two meanings: who searches for it finds one."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase", "search")
# By name: what Django prescribes. By place: one of a kind for each database, and what a published schema calls things.
PRESCRIBED = {"Command", "Migration"}
MIRRORS = ("site/foundation/compat/", "search/backends/", "site/syndication/feeds/schemas.py")


def test_no_class_name_has_two_meanings() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(MIRRORS):
                body = ast.parse(file.read_text(encoding="utf-8")).body
                for name in (node.name for node in body if isinstance(node, ast.ClassDef)):
                    found[name].append(place)

    assert {name: places for name, places in found.items() if len(places) > 1 and name not in PRESCRIBED} == {}
