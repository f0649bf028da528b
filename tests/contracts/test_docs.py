"""What the code offers stands in docs/, under its own name."""

import re
from functools import cache
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
WALKS = sorted((ROOT / "docs/how-to").glob("*.md"))
GUIDES = [*WALKS, *sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
# The others name tables, other packages' options, and made-up examples too.
ONLY_OUR_NAMES = [file for file in GUIDES if file.stem not in {"accounts", "api", "style", "CONTRIBUTING"}]
CODE_FOLDERS = ("site", "home", "concepts", "showcase", "search", "tests", "deploy")
FILES = sorted(file.relative_to(ROOT).as_posix() for name in CODE_FOLDERS for file in (ROOT / name).rglob("*.*"))
AT_THE_TOP = [file.name for file in ROOT.glob("*.*")]
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


def test_list_of_types_in_the_api_is_all_of_them() -> None:
    """It lacked three, which the API has had for long."""
    (line,) = re.findall(r"^Types: (.+)\.$", (ROOT / "docs/api.md").read_text("utf-8"), re.MULTILINE)

    labels = [model._meta.label for model in get_page_models() if issubclass(model, BasePage)]
    assert sorted(line.replace("`", "").split(", ")) == sorted(labels)


def test_every_row_of_a_table_has_all_cells_of_its_head() -> None:
    faults = []
    for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        text = re.sub(r"^```.*?^```", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
            rows = [[cell.strip() for cell in _cells(line)] for line in table.splitlines()]
            faults += [(file.name, row) for row in rows if len(row) != len(rows[0]) or not all(row)]
    assert faults == []


def _cells(line: str) -> list[str]:
    """A bar parts cells, in code too, unless a backslash stands before it."""
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))


def test_every_decision_has_its_four_parts() -> None:
    for file in (ROOT / "docs/decisions").glob("*.md"):
        text = file.read_text("utf-8")
        assert [part for part in PARTS if part not in text] == []


def test_every_mentioned_path_of_docs_exists() -> None:
    for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text("utf-8")):
            assert (file.parent / link).exists(), f"{file.name}: {link}"


@cache
def _words_of_code() -> frozenset[str]:
    texts = (ROOT / file for file in FILES if file.endswith((".py", ".js", ".html")))
    return frozenset(word for file in texts for word in re.findall(r"\w+", file.read_text("utf-8")))


def _expanded(path: str) -> list[str]:
    """A path as the shell takes it: `a_{b,c}.py` is two."""
    found = re.search(r"{([^}]*)}", path)
    return [path.replace(found[0], one) for one in found[1].split(",")] if found else [path]


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_guide_names_files_that_exist(file: Path) -> None:
    text = file.read_text("utf-8")
    tests = [path for name in re.findall(r"\btests/[\w/{},]+\.(?:py|csv|json)", text) for path in _expanded(name)]
    named = re.findall(r"`((?:\w+/)*[\w-]+\.(?:py|js|html|conf|csv|toml))`", text)

    assert [path for path in tests if path not in FILES] == []
    assert [path for path in named if not any(f"/{file}".endswith(f"/{path}") for file in [*FILES, *AT_THE_TOP])] == []


@pytest.mark.parametrize("file", ONLY_OUR_NAMES, ids=lambda file: file.stem)
def test_guide_names_what_the_code_has(file: Path) -> None:
    names = set(re.findall(r"`([A-Z]\w{3,}|[a-z]+(?:_[a-z]+)+)(?:\(\w*\)|\(\))?`", file.read_text("utf-8")))
    names -= set(COMMANDS)

    assert sorted(names - _words_of_code()) == []


def test_every_walk_stands_in_the_list_of_them() -> None:
    listed = (ROOT / "docs/how-to/README.md").read_text("utf-8")

    assert [file.name for file in WALKS if file.name != "README.md" and f"({file.name})" not in listed] == []


def test_every_picture_in_git_is_one_the_docs_show() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")])
    pictures = [file for ending in ("webp", "png", "jpg") for file in (ROOT / "docs").rglob(f"*.{ending}")]

    assert [file.name for file in pictures if f"pictures/{file.name})" not in texts] == []
