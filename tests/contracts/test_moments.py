"""No module asks for the time while it is loaded: a server runs for weeks, and a test run may pass midnight."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase", "search", "tests")
ASKED = ("localdate", "localtime", "now", "today", "utcnow")
CLOCKS = ("timezone", "datetime", "date", "")


def _run_while_loading(node: ast.AST) -> Iterator[ast.AST]:
    """All that is run when the module is: no body of a function, but its decorators and defaults."""
    yield node
    inner = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        inner = [node.args]
    for child in inner:
        yield from _run_while_loading(child)


def _asks_for_the_time(call: ast.Call) -> bool:
    *clock, name = ast.unparse(call.func).split(".")
    return name in ASKED and (clock[-1] if clock else "") in CLOCKS


def _lines(source: str) -> list[int]:
    calls = (node for node in _run_while_loading(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if _asks_for_the_time(call)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("TODAY = timezone.localdate()", [1]),
        ("class Row:\n    made_on = date.today()", [2]),
        ("@pytest.mark.parametrize('day', [timezone.localdate()])\ndef test(day): ...", [1]),
        ("def due(day=datetime.now()): ...", [1]),
        ("def due():\n    return localdate()", []),
        ("due = lambda: timezone.now()", []),
        ("made_on = DateField(default=timezone.localdate)", []),
    ],
)
def test_time_asked_while_loading_is_found(source: str, lines: list[int]) -> None:
    assert _lines(source) == lines


def test_no_module_asks_for_the_time_while_it_is_loaded() -> None:
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    found = {f"{file.relative_to(ROOT)}:{line}" for file in files for line in _lines(file.read_text(encoding="utf-8"))}

    assert len(files) > 500
    assert found == set()
