"""Only the table of transitions writes the state of a report."""

import ast
from pathlib import Path

import pytest

from showcase.reporting.withdrawal import KEPT

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase", "search")
WRITER = ROOT / "showcase/reporting/transitions.py"
MODULES = [
    file
    for folder in FOLDERS
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in file.parts and file != WRITER and "reporting" in f"{file}{file.read_text(encoding='utf-8')}"
]
WRITERS = {"update", "create", "get_or_create", "update_or_create", "bulk_update"}


def writes_of_state(source: str) -> list[int]:
    """The lines on which somebody sets a `state`: by assignment, `setattr`, a query, or while making a report."""
    return [
        node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt | ast.expr) and _sets(node)
    ]


def _sets(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "state" and isinstance(node.ctx, ast.Store | ast.Del)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in WRITERS or name == "Report":
        is_keyword = any(keyword.arg == "state" for keyword in node.keywords)
        return is_keyword or any(_names_state(one) for one in [*node.args, *(one.value for one in node.keywords)])
    return name == "setattr" and len(node.args) > 1 and _names_state(node.args[1])


def _names_state(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Constant) and one.value == "state" for one in ast.walk(node))


@pytest.mark.parametrize(
    "line",
    [
        "report.state = 'draft'",
        "report.state, report.title = 'draft', ''",
        "report.state += 'x'",
        "for report.state in states: pass",
        "setattr(report, 'state', 'draft')",
        "Report.objects.filter(pk=1).update(state='draft')",
        "Report.objects.filter(pk=1).update(**{'state': 'draft'})",
        "Report.objects.create(state='draft')",
        "Report.objects.get_or_create(key=key, defaults={'state': 'draft'})",
        "Report.objects.bulk_update(reports, ['state'])",
        "Report(state='draft')",
    ],
)
def test_every_way_to_write_a_state_is_seen(line: str) -> None:
    assert writes_of_state(line) == [1]


def test_reading_is_no_writing() -> None:
    assert writes_of_state("x = report.state\nReport.objects.filter(state='draft')\nstate = 1") == []


def test_nothing_but_the_table_writes_the_state_of_a_report() -> None:
    found = {file.relative_to(ROOT).as_posix(): writes_of_state(file.read_text(encoding="utf-8")) for file in MODULES}

    assert writes_of_state(WRITER.read_text(encoding="utf-8"))
    assert len(MODULES) > 40
    assert {file: lines for file, lines in found.items() if lines} == {}
    assert "state" in KEPT  # erasing empties every other column by its name
