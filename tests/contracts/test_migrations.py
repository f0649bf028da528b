"""Migrations are complete, named, and hold no block definitions."""

import hashlib
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase")
APPLIED = Path(__file__).with_name("applied_migrations.sha256")  # as sha256sum writes it; a release adds its own
MIGRATIONS = sorted(file for folder in FOLDERS for file in (ROOT / folder).glob("**/migrations/0*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert "No changes detected" in out.getvalue()


@pytest.mark.parametrize("file", MIGRATIONS, ids=lambda file: file.stem)
def test_migration_is_named_for_what_it_does(file: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z]+_[a-z_]+", file.stem)
    assert "auto" not in file.stem
    assert "block_lookup" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", APPLIED.read_text(encoding="utf-8").splitlines(), ids=lambda line: line.split()[1])
def test_migration_that_databases_have_applied_is_never_edited(line: str) -> None:
    """Nobody would run it again: what it lacks or has too much comes with a new one."""
    digest, name = line.split()

    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest
