"""The schema of a report names every answer once, and everything that reads answers asks it."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms

from core.models import User
from showcase.reporting import triage
from showcase.reporting.admin_views import QueueView
from showcase.reporting.blindness import blindness_of
from showcase.reporting.forms import STEPS, PeopleForm, StepForm
from showcase.reporting.models import Report
from showcase.reporting.parsing import reading_of
from showcase.reporting.schema import ASKED, CONTACT, Answers, Step, of_step
from showcase.reporting.withdrawal import erase_contact
from showcase.reporting.words import ANSWERS
from tests.factories.core import make_metric, make_user
from tests.factories.reports import make_report
from tests.factories.site import Tree

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "showcase/reporting"
SCHEMA = FOLDER / "schema.py"
TEN = "\n".join(str(number) for number in range(1, 11))
FULL = {
    "kind": "strategy",
    "name": "navnet",
    "what": "hvad",
    "started_on": "1/3-2026",
    "ended_on": "2/3-2026",
    "post_url": "https://example.dk/opslaget",
    "why": "hvorfor",
    "how": "hvordan",
    "value": "4711",
    "window_days": "7",
    "reach": "boosted",
    "followers": "98765",
    "baseline": TEN,
    "people": "adults",
    "purpose": "aftalen",
    "channels": ["catalogue"],
    "agreed_until": "1/1-2099",
    "has_agreement": "on",
    "contact_name": "Ida Holm",
}


def test_every_field_of_the_forms_stands_in_the_schema_on_its_step() -> None:
    assert [form.step for form in STEPS] == list(Step)
    asked = {name: form.step for form in STEPS for name in form.base_fields}
    assert asked == {name: one.step for name, one in ASKED.items()}
    assert set(ASKED) == set(Answers.model_fields)
    for form in STEPS:
        for name, field in form.base_fields.items():
            assert blindness_of(field) is ASKED[name].blind_safe


@pytest.mark.parametrize(("fields", "name"), [({"branch": forms.CharField()}, "branch"), ({}, "contact_name")])
def test_form_that_asks_for_more_or_less_than_the_schema_is_refused(fields: dict[str, Any], name: str) -> None:
    left = {} if not fields else dict(PeopleForm.base_fields)
    wrong = type("WrongForm", (StepForm,), {**left, **fields})

    with pytest.raises(TypeError, match=name):
        of_step(Step.PEOPLE)(wrong)


@pytest.mark.django_db
def test_full_report_is_understood_whole_and_only_what_is_public_is_left_for_its_page(tree: Tree) -> None:
    report = make_report(answers={**FULL, "metric": str(make_metric().pk)})
    answers = reading_of(report).answers
    public = answers.for_the_public()

    assert reading_of(report).problems == {}
    unanswered = {name for name, field in Answers.model_fields.items() if getattr(answers, name) == field.default}
    assert unanswered == {*("which", "ten", "column", "reading"), *("target_groups", "objectives", "formats")}
    kept = {name for name, field in Answers.model_fields.items() if getattr(public, name) != field.default}
    assert kept == {name for name, one in ASKED.items() if one.public} - unanswered


@pytest.mark.django_db
def test_page_made_of_a_report_holds_what_is_public_and_nothing_else(tree: Tree) -> None:
    report = make_report(answers={**FULL, "people": "nobody", "metric": str(make_metric().pk)})
    page = triage.make_initiative(report, User.objects.first() or make_user("redaktoer"))
    text = " ".join(str(page.to_json()).split())

    for word in ("navnet", "hvad", "2026-03-01", "2026-03-02", "example.dk/opslaget", "hvorfor", "hvordan", "4711"):
        assert word in text, word
    for word in ("98765", "aftalen", "2099", "Ida Holm", "ida@fjordby.dk", "strategy"):
        assert word not in text, word


@pytest.mark.django_db
def test_contact_is_what_is_erased_and_what_the_register_leaves_out(tree: Tree) -> None:
    report = make_report(answers=FULL, contact_name="Ida Holm")
    columns = {ASKED[name].column or name for name in CONTACT}
    erase_contact(report)
    report = Report.objects.get()

    assert columns == {"email", "contact_name"}
    assert set(report.answers) & CONTACT == set()
    assert {getattr(report, column) for column in columns} == {""}
    assert set(QueueView.list_export) & columns == set()


def test_vocabulary_of_every_answer_is_known_to_the_register_of_uses() -> None:
    assert {asked.of for asked in ASKED.values() if asked.of} - set(ANSWERS) == {ASKED["metric"].of}


STEP_WORD = re.compile(r"(?:^|_)steps?(?:_|$)|^number$", re.IGNORECASE)
IN_TEMPLATES = re.compile(r"\b(?:step|number)\w*\s*[=!<>]=?\s*\d|report_step['\"]\s+\S+\s+\d|trin/\d|\bSTEPS?\b.?\d")
IN_SCRIPTS = re.compile(r"trin/\d|step\w*\W{1,5}\d|:\d[\"'`]", re.IGNORECASE)


def literal_steps(source: str) -> list[int]:
    """The lines of Python on which a number stands for a step: beside STEPS, in a comparison, in an address."""
    return sorted({_line_of(node) for node in ast.walk(ast.parse(source)) if _names(node)})


def _line_of(node: ast.AST) -> int:
    return int(node.iter.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0))


def _names(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(value=value, slice=place):
            return _is_about_steps(value) and _has_number(place)
        case ast.Compare():
            sides = [node.left, *node.comparators]
            return any(map(_is_number, sides)) and any(map(_is_about_steps, sides))
        case ast.Call(func=function):
            given = [*node.args, *(one.value for one in node.keywords if one.arg in {"number", "step", "args"})]
            is_step = _is_about_steps(function) or any(_is_address(one) for one in node.args)
            return is_step and getattr(function, "id", "") != "enumerate" and any(map(_has_number, given))
        case ast.Assign(targets=[target], value=value):
            return _is_about_steps(target) and _is_number(value)
        case ast.keyword(arg="number" | "step"):
            return _is_number(node.value)
        case ast.comprehension(iter=ast.Call(func=ast.Name(id="range" | "zip"))) | ast.comprehension(iter=ast.Tuple()):
            return _is_about_steps(node.target)
    return False


def _is_about_steps(node: ast.AST) -> bool:
    return bool(STEP_WORD.search(getattr(node, "id", getattr(node, "attr", ""))))


def _is_address(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in {"report_step", "understood_of_step"}


def _is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and type(node.value) is int


def _has_number(node: ast.AST) -> bool:
    return _is_number(node) or (isinstance(node, ast.List | ast.Tuple) and any(map(_is_number, node.elts)))


@pytest.mark.parametrize(
    "line",
    [
        *("STEPS[0]", "STEPS[-1]", "x = number == 4", "if 1 <= number <= 4: pass", "NUMBERS_STEP = 3"),
        *("reverse('report_step', args=[token, 1])", "redirect('report_step', token, 1)", "step(request, number=1)"),
        *("step_page(request, 1, token)", "[x(number) for number in range(4)]", "[x(number) for number in (0, 3)]"),
    ],
)
def test_literal_step_is_seen(line: str) -> None:
    assert literal_steps(line) == [1]


@pytest.mark.parametrize("line", ["number + 1", "enumerate(STEPS, start=1)", "following > len(STEPS)", "len(text) < 9"])
def test_counting_is_no_literal_step(line: str) -> None:
    assert literal_steps(line) == []


def test_no_step_is_named_by_its_number_outside_the_schema() -> None:
    modules = [file for file in FOLDER.rglob("*.py") if "migrations" not in file.parts and file != SCHEMA]
    templates, scripts = list(FOLDER.rglob("*.html")), list(FOLDER.rglob("*.js"))
    found = [
        *((file.name, line) for file in modules for line in literal_steps(file.read_text(encoding="utf-8"))),
        *((file.name, hit) for file in templates for hit in IN_TEMPLATES.findall(file.read_text(encoding="utf-8"))),
        *((file.name, hit) for file in scripts for hit in IN_SCRIPTS.findall(file.read_text(encoding="utf-8"))),
    ]

    assert len(modules) > 30
    assert len(templates) > 30
    assert scripts
    assert found == []
