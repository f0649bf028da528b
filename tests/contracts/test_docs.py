"""What the code offers stands in docs/, under its own name."""

import re
from pathlib import Path

import pytest
from wagtail.models import get_page_models

from core.models import BasePage

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "site/website/settings"
SHARED = "\n".join(file.read_text("utf-8") for file in [FOLDER / "common.py", *FOLDER.glob("parts/*.py")])
PRODUCTION = (FOLDER / "production.py").read_text("utf-8")
SETTINGS = "\n".join(file.read_text("utf-8") for file in FOLDER.rglob("*.py"))
READ = re.compile(r'env\.[a-z_]+\(\s*"([A-Z_0-9]+)"')
DEFAULT = re.compile(r'env\.(?:text|number|flag)\("([A-Z_0-9]+)", (?:default=)?"?([^")]+)"?\)')
WORDS = {"True": "yes", "False": "no"}
BY_THEIR_OWN = {"DATABASE_URL", "CATALOGUE_DATA_DIR"}  # read by functions of env.py
VARIABLES = set(READ.findall(SETTINGS)) | BY_THEIR_OWN
ROW = re.compile(r"^\| `([A-Z_0-9]+)` \| (all|production|demo) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/settings.md").read_text("utf-8"))
PARTS = ("## Context", "## Options", "## Decision", "## Consequences")
COMMANDS = sorted(file.stem for file in ROOT.glob("**/management/commands/[a-z]*.py") if ".venv" not in file.parts)
PAGE_TYPES = sorted(model.__name__ for model in get_page_models() if issubclass(model, BasePage))


def test_table_of_settings_has_every_variable_once_and_no_other() -> None:
    lines = [line for line in (ROOT / "docs/settings.md").read_text("utf-8").splitlines() if line.startswith("| `")]

    assert sorted(name for name, *_rest in ROWS) == sorted(VARIABLES)
    assert len(lines) == len(ROWS)


def test_table_of_settings_says_where_a_variable_is_read_and_its_default() -> None:
    told = {name: default.split(";")[0].strip("`") for name, _where, _what, default in ROWS}
    coded = {
        name: WORDS.get(value, value.replace("_", "") if value[0].isdigit() else value)
        for name, value in DEFAULT.findall(SHARED + PRODUCTION)
    }

    only_in_production = VARIABLES - set(READ.findall(SHARED)) - BY_THEIR_OWN
    assert {name for name, where, *_rest in ROWS if where == "production"} == only_in_production
    assert {name: told[name] for name in coded} == coded


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
