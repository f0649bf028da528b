"""Whatever a report asks for says itself whether assessors may see it; what says nothing they never see."""

from typing import Any, ClassVar

import pytest
from django import forms

from showcase.assessment import blind_report
from showcase.assessment.models import Case
from showcase.reporting import parsing
from showcase.reporting.blindness import Blind, blindness_of
from showcase.reporting.forms import STEPS, StepForm
from showcase.reporting.models import ReportFile
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree

FIELDS = [(step.__name__, name) for step in STEPS for name in step.base_fields]
MARK = "kanariefugl"


@pytest.mark.parametrize(("step", "name"), FIELDS)
def test_every_field_says_how_blind_safe_it_is(step: str, name: str) -> None:
    form = next(one for one in STEPS if one.__name__ == step)

    assert isinstance(blindness_of(form.base_fields[name]), Blind)


def test_who_it_is_and_what_people_agreed_to_is_never_shown_while_blind() -> None:
    shown = {
        name
        for step in STEPS
        for name, field in step.base_fields.items()
        if blindness_of(field) in blind_report.WHILE_BLIND
    }

    assert shown == {
        *("kind", "name", "platforms", "what", "started_on", "ended_on"),
        *("target_groups", "objectives", "formats", "why", "how"),
        *("metric", "value", "window_days", "reach", "followers", "people"),
    }


def test_new_field_that_says_nothing_is_shown_to_nobody(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    class NewForm(StepForm):
        step: ClassVar[Any] = len(STEPS) + 1
        heading: ClassVar[Any] = "Nyt"
        branch = forms.CharField(label="Hvilken filial?")

    for module in (parsing, blind_report):
        monkeypatch.setattr(module, "STEPS", (*STEPS, NewForm))
    case = Case(report=make_report(answers={"branch": MARK}))

    assert MARK in str(parsing.answers_in_words(case.report))
    assert MARK not in str(blind_report.look(case))
    case.shown = {**blind_report.kept(blind_report.look(case)), "answers": {"branch": MARK}}
    assert MARK not in str(blind_report.while_blind(case))
    assert MARK not in str(blind_report.afterwards(case))


def test_of_a_file_only_what_it_shows_and_its_number_are_kept(tree: Tree) -> None:
    report = make_report()
    file = make_report_file(report, "En bus.")

    assert blind_report.kept(blind_report.look(Case(report=report)))["files"] == {str(file.pk): "En bus."}
    assert {field.name for field in ReportFile._meta.fields} == {
        *("id", "report", "file", "size_bytes", "is_film", "alt_text", "sent_at", "network")
    }, "A new field of a file: say in blind_report.py whether assessors may see it, then add it here."
