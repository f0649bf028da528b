"""No file grows past what a reader takes in: budgets of the house style, in lines."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase", "search")
MODULE, CLASS, FUNCTION = 250, 150, 40
TEMPLATE, TEMPLATE_LINE = 110, 120  # lines, and signs of a line
ALONE = re.compile(r"\s*{%[^%]*%}")  # a tag of Django's, which cannot go on over a line's end
SETTINGS = 150  # of an environment's settings, and of each part
VAGUE_NAMES = {"utils", "helpers", "misc"}
MODULES = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts)
TEMPLATES = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.html"))


def _length(node: ast.AST) -> int:
    return int(getattr(node, "end_lineno", 0)) - int(getattr(node, "lineno", 0)) + 1


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_module_keeps_its_budget(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))

    assert file.stem not in VAGUE_NAMES
    assert len(text.splitlines()) <= (SETTINGS if "settings" in file.parts else MODULE)
    assert [node.name for node in nodes if isinstance(node, ast.ClassDef) and _length(node) > CLASS] == []
    assert [node.name for node in nodes if isinstance(node, ast.FunctionDef) and _length(node) > FUNCTION] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_template_keeps_its_budget_and_holds_no_inline_code(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= TEMPLATE
    assert [line for line in text.splitlines() if len(line) > TEMPLATE_LINE and not ALONE.fullmatch(line)] == []
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script>|<style", text)
    assert [line for line in re.findall(r"{%\s*include\s[^%]*%}", text) if " only" not in line] == []
