"""Assessors, criteria and cases."""

from typing import Any

from django.contrib.auth.models import Group

from core.models import User
from core.roles import ASSESSORS, set_up_roles
from showcase.assessment import blind_report
from showcase.assessment.models import Assessment, Case, Criterion
from showcase.assessment.services import deliver, hand_over
from showcase.reporting.models import Report
from tests.factories.core import make_user
from tests.factories.reports import make_report

TEXTS = {"why_it_works": "Fordi det er sandt.", "flops_when": "Når chefen vil se det først."}


def make_assessor(username: str = "birgitte", **fields: Any) -> User:
    set_up_roles()
    user = make_user(username, **fields)
    user.groups.add(Group.objects.get(name=ASSESSORS))
    return user


def make_criterion(name: str = "Kan andre?", weight: int = 2, **fields: Any) -> Criterion:
    return Criterion.objects.create(name=name, question=f"{name} Helt ærligt?", weight=weight, **fields)


def seal_of(report: Report) -> str:
    """What somebody who has just looked at the report hands over."""
    case = Case.objects.filter(report=report).first() or Case(report=report)
    return blind_report.seal(blind_report.kept(blind_report.look(case)))


def make_case(report: Report | None = None) -> Case:
    """Handed over to the agency as it is."""
    report = report or make_report()
    return hand_over(report, None, seal_of(report))


def make_assessment(case: Case, assessor: User, points: int = 4, **texts: str) -> Assessment:
    """Delivered, the same points by every criterion."""
    return deliver(case, assessor, dict.fromkeys(Criterion.objects.all(), points), {**TEXTS, **texts})
