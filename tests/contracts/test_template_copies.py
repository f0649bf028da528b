"""Templates of Wagtail's that ours stand in for, word by word, are still those ours were made from.

When one fails: compare Wagtail's with the one before, take over what changed, and write its new digest here. When
Wagtail translates what ours was made for, ours can go.
"""

from hashlib import sha256
from pathlib import Path

import pytest
import wagtail

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site", "home", "concepts", "showcase", "search")
MADE_FROM = {
    "wagtailadmin/home.html": "7eb3ee7b5a9d1355",
    "wagtailadmin/home/account_summary.html": "ff5c7d30e46778c3",
    "wagtailadmin/pages/listing/_page_status_cell.html": "99986ad1a584c3ca",
    "wagtailadmin/shared/header.html": "37d78005e6612711",
    "wagtailadmin/shared/headers/_actions.html": "facea723b6b91762",
    "wagtailadmin/shared/page_status_tag.html": "9d4a2f8bd5792d3a",
    "wagtailadmin/shared/page_status_tag_new.html": "ccd6a9f6283b3669",
    "wagtailadmin/shared/usage_summary.html": "b3c9bccc50a0b6c4",
    "wagtailadmin/widgets/date_input.html": "2557f7a4fd543d7c",
    "wagtailadmin/widgets/datetime_input.html": "479d8ddeaa73d2fd",
    "wagtailadmin/widgets/time_input.html": "536917c544a13563",
    "wagtailcore/shared/block_preview.html": "e35023cfde069f79",
    "wagtailusers/groups/includes/formatted_permissions.html": "2ab61ce5aa2bbeba",
    "wagtailusers/groups/includes/page_permissions_form.html": "619c727f58d93d3a",
}


def _theirs(name: str) -> Path | None:
    return next(Path(wagtail.__file__).parent.glob(f"**/templates/{name}"), None)


def _copies() -> set[str]:
    """Ours under a name of Wagtail's that do not extend what they stand in for."""
    found = set()
    for file in (file for app in APPS for file in (ROOT / app).glob("**/templates/wagtail*/**/*.html")):
        name = file.as_posix().split("/templates/")[1]
        if f'{{% extends "{name}"' not in file.read_text("utf-8") and _theirs(name):
            found.add(name)
    return found


def test_every_copy_is_known() -> None:
    assert _copies() == MADE_FROM.keys()


@pytest.mark.parametrize("name", MADE_FROM)
def test_what_a_copy_was_made_from_is_as_it_was(name: str) -> None:
    theirs = _theirs(name)

    assert theirs is not None
    assert sha256(theirs.read_bytes()).hexdigest()[:16] == MADE_FROM[name]
