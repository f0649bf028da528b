"""What the code offers stands in docs/, under its own name."""

import re
from pathlib import Path

import pytest
from wagtail.models import get_page_models

from core.models import BasePage

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "\n".join(file.read_text("utf-8") for file in (ROOT / "site/website/settings").rglob("*.py"))
PARTS = ("## Context", "## Options", "## Decision", "## Consequences")
VARIABLES = sorted(set(re.findall(r'env\.[a-z_]+\(\s*"([A-Z_]+)"', SETTINGS)) | {"DATABASE_URL", "CATALOGUE_DATA_DIR"})
COMMANDS = sorted(file.stem for file in ROOT.glob("**/management/commands/[a-z]*.py") if ".venv" not in file.parts)
PAGE_TYPES = sorted(model.__name__ for model in get_page_models() if issubclass(model, BasePage))


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/settings.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/commands.md").read_text("utf-8")


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_page_type_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/content-model.md").read_text("utf-8")


def test_every_decision_has_its_four_parts() -> None:
    for file in (ROOT / "docs/decisions").glob("*.md"):
        text = file.read_text("utf-8")
        assert [part for part in PARTS if part not in text] == []


def test_every_mentioned_path_of_docs_exists() -> None:
    for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text("utf-8")):
            assert (file.parent / link).exists(), f"{file.name}: {link}"
