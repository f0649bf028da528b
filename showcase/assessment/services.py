"""Services of cases. Each is one transaction; done twice, it is still done once."""

from collections.abc import Mapping, Set
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from foundation.autosave import revision_of
from foundation.before_commit import atomic
from foundation.length_validation import length_of
from showcase.assessment import blind_report
from showcase.assessment.identifying_names import Name
from showcase.assessment.models import FEWEST_ASSESSMENTS, Assessment, Case, Criterion, Score
from showcase.assessment.querysets import GONE
from showcase.assessment.scoring import Outcome, compare
from showcase.assessment.tasks import tell_assessors
from showcase.models import InitiativePage
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Report
from showcase.reporting.transitions import Action, NotOpenError, is_to_do, move
from showcase.reporting.triage import give_feedback, paragraphs

LONGEST_PHRASE, MOST_PHRASES = 200, 100


class NotAllowedError(Exception):
    """The case is not where this can be done. Its text says why, to the assessor."""


class LeftOutError(Exception):
    """Nothing is left out by this. Its text says why, to the editor."""


class ChangedError(Exception):
    """The report is no longer as it was looked at."""


@atomic()
def hand_over(report: Report, user: User | None, seal: str) -> Case:
    """Let the agency read the report as somebody has just looked at it; a second time, as it is now.

    Raises: NotOpenError when the report is closed, ChangedError when it is no longer what `seal` was made of.
    """
    case = _prepared(report)
    words = blind_report.kept(blind_report.look(case))
    if blind_report.seal(words) != seal:
        raise ChangedError
    if case.report.state == ReportState.RECEIVED:
        case.report.assignee = case.report.assignee or user
    move(case.report, Action.HAND_OVER, also=["assignee"])
    is_new = case.opened_at is None
    case.shown, case.shown_revision = words, case.report.revision
    case.approved_by, case.approved_at = user, timezone.now()
    case.opened_at = case.opened_at or case.approved_at
    case.save()
    if is_new:
        transaction.on_commit(partial(tell_assessors.enqueue, case_id=case.pk))
    return case


def is_outdated(case: Case, register: Set[Name] | None = None) -> bool:
    """Whether the agency would read something else if somebody handed it over now. Cost: as `blind_report.look`."""
    may_hand_over = case.opened_at is not None and case.signed_at is None and case.report.is_open
    return may_hand_over and blind_report.kept(blind_report.look(case, register)) != case.shown


@atomic()
def leave_out(report: Report, phrase: str) -> int:
    """Black a word or phrase out wherever it stands, at once if the agency has the report.

    Returns: in how many places. Raises: NotOpenError, LeftOutError when it stands nowhere or is one too many.
    """
    case = _prepared(report)
    plain = " ".join(phrase.split())
    if len(plain) > LONGEST_PHRASE:
        sentence = _("Black out at most %(most)s characters at a time: %(length)s.")
        raise LeftOutError(sentence % {"most": LONGEST_PHRASE, "length": length_of(plain, LONGEST_PHRASE)})
    if not any(sign.isalnum() for sign in plain):
        raise LeftOutError(_("Write the word or phrase that is to be left out."))
    if len(case.left_out) >= MOST_PHRASES:
        raise LeftOutError(_("No more than %(most)s can be left out of one report.") % {"most": MOST_PHRASES})
    places = blind_report.places_of(case, plain)
    if not places:
        sentence = _("“%(phrase)s” stands nowhere in it, so nothing is left out. Is it spelled as in the text?")
        raise LeftOutError(sentence % {"phrase": plain})
    if plain not in case.left_out:
        case.left_out = [*case.left_out, plain]
        _narrow(case)
    return places


@atomic()
def put_back(report: Report, phrase: str) -> None:
    """Undo `leave_out`. The agency reads it once somebody has looked again. Raises: NotOpenError."""
    case = _prepared(report)
    case.left_out = [one for one in case.left_out if one != phrase]
    case.save()


@atomic()
def withhold(report: Report, file_id: int, *, is_withheld: bool) -> None:
    """Keep a file from the agency, at once, or give it back, once somebody has looked again. Raises: NotOpenError."""
    case = _prepared(report)
    files = case.report.files.filter(pk=file_id)
    if is_withheld:
        case.withheld.add(*files)
    else:
        case.withheld.remove(*files)
    _narrow(case)


def _prepared(report: Report) -> Case:
    """The report's case, both locked. Raises: NotOpenError when report or case is closed."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("library").get(pk=report.pk)
    is_to_do(locked, Action.HAND_OVER)
    case, _is_new = Case.objects.select_for_update().get_or_create(report=locked)
    if case.signed_at:
        raise NotOpenError
    case.report = locked
    return case


def _narrow(case: Case) -> None:
    """Take what is left out by now from what the agency reads."""
    if case.opened_at:
        case.shown = blind_report.narrowed(case.shown, case.left_out, blind_report.files_to_show(case))
    case.save()


class StaleAssessmentError(Exception):
    """The assessor has written in the meantime, in another window."""


@atomic()
def keep(
    case: Case, assessor: User, points: Mapping[Criterion, int], texts: Mapping[str, str], *, revision: str = ""
) -> Assessment:
    """Keep an assessor's draft; points no longer given are taken away.

    Raises: NotAllowedError, StaleAssessmentError when `revision` is not of what is kept, and that is something else.
    """
    case = _waiting(case)
    assessment, _is_new = Assessment.objects.get_or_create(case=case, assessor=assessor)
    if assessment.delivered_at:
        raise NotAllowedError(_("You have delivered this one already."))
    given = {criterion.pk: number for criterion, number in points.items()}
    before = draft_of(assessment)
    wanted = {"points": given, "why_it_works": texts["why_it_works"], "flops_when": texts["flops_when"]}
    if revision and before != wanted and revision != revision_of(before):
        raise StaleAssessmentError
    assessment.why_it_works, assessment.flops_when = texts["why_it_works"], texts["flops_when"]
    assessment.save()
    assessment.scores.all().delete()
    Score.objects.bulk_create(
        Score(assessment=assessment, criterion=criterion, points=given, weight=criterion.weight)
        for criterion, given in points.items()
    )
    return assessment


def draft_of(own: Assessment | None) -> dict[str, Any]:
    """What an assessor's draft holds. Cost: 1 query, none when the scores are prefetched."""
    if own is None:
        return {"points": {}, "why_it_works": "", "flops_when": ""}
    points = {score.criterion_id: score.points for score in own.scores.all()}
    return {"points": points, "why_it_works": own.why_it_works, "flops_when": own.flops_when}


@atomic()
def deliver(
    case: Case, assessor: User, points: Mapping[Criterion, int], texts: Mapping[str, str], *, revision: str = ""
) -> Assessment:
    """Hand an assessment in: from now on it stands, and the others' are seen. Raises: as `keep`."""
    assessment = keep(case, assessor, points, texts, revision=revision)
    assessment.delivered_at = timezone.now()
    assessment.report_revision = assessment.case.shown_revision
    assessment.save()
    return assessment


@atomic()
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
    if case.report.state in GONE or case.opened_at is None:
        raise NotAllowedError(_("The library has taken its report back, or it was declined."))
    return case


def _tell_page(case: Case, page: InitiativePage, user: Any) -> None:
    """Into the page's draft; an editor publishes it."""
    draft = page.get_latest_revision_as_object()
    fill_page(case, draft)
    draft.save_revision(user=user)
