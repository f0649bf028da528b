"""Withdrawal by the reporter: withdrawing, erasing, take-down requests; and the periodic share of it."""

from collections.abc import Callable, Container
from contextlib import suppress

from django.db import models
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import Page

from concepts.models import ConceptPage
from foundation.before_commit import atomic
from foundation.fault_isolation import do_each
from showcase.reporting.derived_content import footprint_of
from showcase.reporting.enums import RemovalReason, ReportState
from showcase.reporting.erasure import let_go, sweep
from showcase.reporting.link_services import GoneError, ReplacedError, locked
from showcase.reporting.models import Copy, Removal, Report
from showcase.reporting.schema import CONTACT
from showcase.reporting.transitions import Action, NotOpenError, is_to_do, move

# What is left of an erased report while something made of it is published: no word of its reporter's.
KEPT = frozenset(
    {
        *("id", "key", "key_issue", "kind", "state", "library", "initiative", "revision"),
        *("created_at", "updated_at", "sent_at", "closed_at", "take_down_asked_at", "erased_at"),
    }
)
TAKE_DOWN_ASKED = "reporting.take_down_asked"  # in the page's history


@atomic()
def withdraw(report: Report) -> Report:
    """Take a sent report back, with every draft and picture made of it. Raises: NotOpenError once it is closed."""
    report = hold(report)
    if not is_to_do(report, Action.WITHDRAW):
        return report
    move(report, Action.WITHDRAW)
    sweep(report, RemovalReason.WITHDRAWN)
    return report


@atomic()
def ask_take_down(report: Report) -> Report:
    """Ask the editors to take down what is published of it; what is not goes at once. Raises: NotOpenError."""
    report = hold(report)
    if report.state != ReportState.PUBLISHED and not footprint_of(report).is_public:
        raise NotOpenError
    if report.take_down_asked_at is None:
        report.take_down_asked_at = timezone.now()
        report.save()
        for page in footprint_of(report).public_pages:
            log(instance=page, action=TAKE_DOWN_ASKED)
    _carry_on(report)
    return report


@atomic()
def forget(report: Report, *, told: Container[int] | None = None) -> None:
    """Erase everything the reporter gave us, and everything made of it that is not published.

    While something is published the row stays, empty, to know when the rest can go. `told` are the pages she was told
    stay: one that was published while she looked goes as she was told.
    """
    report = hold(report)
    if told is not None:
        for page in footprint_of(report).published:
            if page.pk not in told:
                page.unpublish()
    _empty(report)
    _carry_on(report)


@atomic()
def release(report: Report, concept: ConceptPage) -> None:
    """An editor says that nothing of the report is left in a concept."""
    report = hold(report)
    let_go(concept, report)
    _carry_on(report)


def hold(report: Report) -> Report:
    """The pages made of a report and the report, locked in the order in which editors who publish lock them.

    Raises: as `locked`.
    """
    pages = Copy.objects.filter(report=report).exclude(page=None).values("page")
    list(Page.objects.select_for_update().filter(pk__in=pages).order_by("pk").values_list("pk"))
    return locked(report)


@atomic()
def erase_contact(report: Report) -> None:
    """Name, e-mail and what was written between us, here and in the books of the mails that were sent."""
    _forget_jobs(report)
    kept = {name: value for name, value in report.answers.items() if name not in CONTACT}
    report.messages.all().delete()
    Report.objects.filter(pk=report.pk).update(
        email="", confirmed_email="", mailed_to=[], contact_name="", answers=kept
    )


def erase_old_contacts() -> None:
    """A scheduled job: contacts a year after closing, drafts nobody came back to, old lines for the editors."""
    do_each(Report.objects.with_outdated_contacts(CONTACT), erase_contact)
    do_each(Report.objects.forgotten_drafts(), forget)
    Removal.objects.outdated().delete()


def carry_on() -> None:
    """A scheduled job: what was published is not any more, so the rest of what was taken back goes too."""
    do_each(Report.objects.being_taken_back(), _go_on)


@atomic()
def _go_on(report: Report) -> None:
    with suppress(GoneError, ReplacedError):  # another came first, or the next round does it
        found = hold(report)
        if _has_more_to_go(found):
            _carry_on(found)


def _has_more_to_go(report: Report) -> bool:
    """Whether something of it is no longer public, or nothing is left. Cost: that of `footprint_of`."""
    found = footprint_of(report)
    return bool(found.drafts or found.hidden or not report.copies.exists() or not found.is_public)


def _carry_on(report: Report) -> None:
    """Sweep, and close the report when nothing of it is left anywhere."""
    is_asked = report.take_down_asked_at is not None
    if not sweep(report, RemovalReason.TAKEN_DOWN if is_asked else RemovalReason.ERASED):
        return
    if report.erased_at:
        _forget_jobs(report)
        report.delete()
    elif is_asked and is_to_do(report, Action.TAKE_DOWN):
        move(report, Action.TAKE_DOWN)


def _empty(report: Report) -> None:
    """Leave of a report that it was here and what became of it; everything that hangs on it but its copies goes."""
    _forget_jobs(report)
    for relation in Report._meta.related_objects:
        if relation.related_model is not Copy and _goes_along(relation):
            relation.related_model._base_manager.filter(**{relation.field.name: report}).delete()
    for field in [*report._meta.concrete_fields, *report._meta.many_to_many]:
        if field.many_to_many:
            getattr(report, field.name).clear()
        elif field.name not in KEPT:
            setattr(report, field.name, field.get_default())
    report.erased_at = timezone.now()
    report.save()


def _goes_along(relation: models.ForeignObjectRel) -> bool:
    on_delete: Callable[..., None] | None = getattr(relation, "on_delete", None)
    return on_delete is models.CASCADE


def _forget_jobs(report: Report) -> None:
    """What the worker noted of its mails: a refused one keeps the address in its traceback."""
    jobs = DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
    jobs.filter(args_kwargs__kwargs__report_id=report.pk).delete()
