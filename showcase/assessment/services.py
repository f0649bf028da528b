"""What happens to a case. Each is one transaction; done twice, it is still done once."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from showcase.assessment.models import FEWEST_ASSESSMENTS, Assessment, Case, Criterion, Score
from showcase.assessment.querysets import GONE
from showcase.assessment.scoring import Outcome, compare
from showcase.assessment.tasks import tell_assessors
from showcase.models import InitiativePage
from showcase.reporting.enums import OPEN_STATES, ReportState
from showcase.reporting.models import Report
from showcase.reporting.services import NotOpenError
from showcase.reporting.triage import give_feedback, paragraphs, take_up


class NotAllowedError(Exception):
    """The case is not where this can be done. Its text says why, to the assessor."""


@transaction.atomic
def open_case(report: Report) -> Case:
    """Lay a report before the agency. Raises: NotOpenError when the report is closed."""
    if report.state not in OPEN_STATES:
        raise NotOpenError
    if report.state == ReportState.RECEIVED:
        take_up(report)
    case, is_new = Case.objects.get_or_create(report=report)
    if is_new:
        transaction.on_commit(partial(tell_assessors.enqueue, case_id=case.pk))
    return case


@transaction.atomic
def keep(case: Case, assessor: User, points: Mapping[Criterion, int], texts: Mapping[str, str]) -> Assessment:
    """Keep an assessor's draft; points no longer given are taken away. Raises: NotAllowedError."""
    case = _waiting(case)
    assessment, _is_new = Assessment.objects.get_or_create(case=case, assessor=assessor)
    if assessment.delivered_at:
        raise NotAllowedError(_("You have delivered this one already."))
    assessment.why_it_works, assessment.flops_when = texts["why_it_works"], texts["flops_when"]
    assessment.save()
    assessment.scores.all().delete()
    Score.objects.bulk_create(
        Score(assessment=assessment, criterion=criterion, points=given, weight=criterion.weight)
        for criterion, given in points.items()
    )
    return assessment


@transaction.atomic
def deliver(case: Case, assessor: User, points: Mapping[Criterion, int], texts: Mapping[str, str]) -> Assessment:
    """Hand an assessment in: from now on it stands, and the others' are seen. Raises: NotAllowedError."""
    assessment = keep(case, assessor, points, texts)
    assessment.delivered_at = timezone.now()
    assessment.report_revision = assessment.case.report.revision
    assessment.save()
    return assessment


@transaction.atomic
def sign_off(case: Case, user: User, texts: Mapping[str, str]) -> None:
    """Agree on the words: they go to the page, the feedback to the reporter. Raises: NotAllowedError."""
    case = _waiting(case)
    delivered = delivered_to(case)
    if len(delivered) < FEWEST_ASSESSMENTS:
        raise NotAllowedError(_("At least two must have assessed it."))
    if user.pk not in {assessment.assessor_id for assessment in delivered}:
        raise NotAllowedError(_("Only one of those who assessed it can sign it off."))
    case.why_it_works, case.flops_when = texts["why_it_works"], texts["flops_when"]
    case.settlement = texts.get("settlement", "")
    case.signed_by, case.signed_at = user, timezone.now()
    case.save()
    if case.report.initiative:
        _tell_page(case, case.report.initiative, user)
    if texts["feedback"]:
        give_feedback(case.report, user, texts["feedback"])


def fill_page(case: Case, page: InitiativePage) -> None:
    """Put what was found on a page, without storing it."""
    page.why_it_works, page.flops_when = paragraphs(case.why_it_works), paragraphs(case.flops_when)


def delivered_to(case: Case) -> list[Assessment]:
    """The assessments that are in, with their scores, in the order they came. Cost: 4 queries."""
    found = case.assessments.filter(delivered_at__isnull=False).select_related("assessor")
    return list(found.prefetch_related("scores__criterion"))


def outcome_of(assessments: list[Assessment]) -> Outcome | None:
    return compare([assessment.sheet for assessment in assessments])


def _waiting(case: Case) -> Case:
    """The case, locked. Raises: NotAllowedError."""
    case = Case.objects.select_for_update(of=("self",)).select_related("report__initiative").get(pk=case.pk)
    if case.signed_at:
        raise NotAllowedError(_("This case is signed off."))
    if case.report.state in GONE:
        raise NotAllowedError(_("The library has taken its report back, or it was declined."))
    return case


def _tell_page(case: Case, page: InitiativePage, user: Any) -> None:
    """Into the page's draft; an editor publishes it."""
    draft = page.get_latest_revision_as_object()
    fill_page(case, draft)
    draft.save_revision(user=user)
