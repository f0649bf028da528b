"""The table of transitions, acted out: every action in every state goes where it says, or does nothing at all."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import User
from showcase.assessment import blind_report
from showcase.assessment import services as assessing
from showcase.assessment.models import Case
from showcase.models import InitiativeIndexPage
from showcase.reporting import services, triage, withdrawal
from showcase.reporting.enums import CLOSED_STATES, OPEN_STATES, ReportState
from showcase.reporting.models import Message, Report
from showcase.reporting.publishing_guard import StoppedError
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.transitions import TABLE, Action, NotOpenError, Who, move_all
from tests.factories import core, pages
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _hand_over(report: Report, user: User) -> None:
    case = Case(report=report)
    assessing.hand_over(report, user, blind_report.seal(blind_report.kept(blind_report.look(case))))


def _publish(report: Report, _user: User) -> None:
    """As its page becomes public, by whatever road."""
    index = InitiativeIndexPage.objects.get()
    page = pages.make_initiative(index, report.receipt or "Kladde", made_from={str(report.pk): []})
    page.save_revision().publish()


def _take_down(report: Report, _user: User) -> None:
    """Its library has asked, and the clock finds nothing of it left."""
    Report.objects.filter(pk=report.pk).update(take_down_asked_at=timezone.now())
    withdrawal.carry_on()
    Report.objects.filter(pk=report.pk).update(take_down_asked_at=None)


ACTS: dict[Action, Callable[[Report, User], Any]] = {
    Action.WRITE: lambda report, _user: services.keep(report, {"how": "Med en bus."}),
    Action.SEND: lambda report, _user: services.send(report),
    Action.REPLY: lambda report, _user: services.reply(report, "Fire timer."),
    Action.WITHDRAW: lambda report, _user: withdrawal.withdraw(report),
    Action.TAKE_UP: triage.take_up,
    Action.GIVE: lambda report, user: triage.assign([report], user),
    Action.ASK: lambda report, user: triage.ask(report, user, "Hvor mange timer?"),
    Action.DECLINE: lambda report, user: triage.decline(report, user, "Ikke nyt."),
    Action.HAND_OVER: _hand_over,
    Action.MAKE_PAGE: triage.make_initiative,
    Action.PUBLISH: _publish,
    Action.TAKE_DOWN: _take_down,
}


def _all_about(report: Report) -> tuple[Any, ...]:
    """The report's row, and what hangs on it."""
    hanging = [Message.objects.filter(report=report).count(), Case.objects.filter(report=report).count()]
    return (*Report.objects.filter(pk=report.pk).values(), *hanging)


def _mails() -> list[str]:
    """The kinds of the mails that wait for the worker, which are taken away."""
    jobs = DBTaskResult.objects.filter(task_path__contains="reporting").order_by("enqueued_at")
    kinds = [job.args_kwargs["kwargs"]["kind"] for job in jobs]
    DBTaskResult.objects.all().delete()
    return kinds


@pytest.mark.parametrize("action", Action)
def test_action_does_in_every_state_what_the_table_says(
    tree: Tree, action: Action, django_capture_on_commit_callbacks: Any
) -> None:
    core.make_library()
    user = core.make_user("redaktoer", is_superuser=True)
    for number, state in enumerate(ReportState):
        receipt = f"AAAA-{number:04}"
        report = make_draft() if state == ReportState.DRAFT else make_report(state, receipt=receipt)
        before = _all_about(report)
        with django_capture_on_commit_callbacks(execute=True), suppress(NotOpenError, StoppedError):
            ACTS[action](Report.objects.get(pk=report.pk), user)
        report.refresh_from_db()
        rule, mails = TABLE[action], _mails()

        if state not in rule.to:
            assert (_all_about(report), mails) == (before, []), (action, state)
            continue
        assert (report.state, mails) == (rule.to[state], [rule.mail] if rule.mail else []), (action, state)
        assert (report.sent_at is None) is (report.state == ReportState.DRAFT), (action, state)
        assert (report.closed_at is None) is (report.state not in CLOSED_STATES), (action, state)


def test_table_names_every_action_and_refuses_what_it_does_not_name() -> None:
    assert set(TABLE) == set(ACTS) == set(Action)
    assert [action for action, rule in TABLE.items() if rule.done & set(rule.to)] == []


def test_what_a_report_says_of_itself_is_what_the_table_says() -> None:
    assert {state for state in ReportState if Report(state=state).is_open} == set(TABLE[Action.WITHDRAW].to)
    assert {state for state in ReportState if Report(state=state).is_writable} == set(TABLE[Action.WRITE].to)


def test_done_twice_it_is_done_once(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    for action, first in ((Action.SEND, make_draft()), (Action.WITHDRAW, make_report())):
        with django_capture_on_commit_callbacks(execute=True):
            ACTS[action](first, core.make_user(action.name))
        _mails()
        done = _all_about(first)
        with django_capture_on_commit_callbacks(execute=True):
            ACTS[action](Report.objects.get(pk=first.pk), User.objects.get(username=action.name))

        assert (_all_about(first), _mails()) == (done, [])


def test_case_that_is_signed_off_is_handed_over_no_more(tree: Tree) -> None:
    report, now = make_report(), timezone.now()
    Case.objects.create(report=report, approved_at=now, opened_at=now, signed_at=now, why_it_works="Nære ting.")
    before = _all_about(report)
    with pytest.raises(NotOpenError):
        _hand_over(report, core.make_user("redaktoer"))

    assert _all_about(report) == before


def test_many_at_once_are_moved_as_one_would_be_and_none_that_needs_a_mail(tree: Tree) -> None:
    reports = [make_report(state, receipt=f"BBBB-{state[:4]}") for state in (*OPEN_STATES, *CLOSED_STATES)]
    for action in (Action.ASK, Action.WITHDRAW):
        with pytest.raises(ValueError, match=str(action)):
            move_all(Report.objects.all(), action)

    assert move_all(Report.objects.all(), Action.GIVE) == len(OPEN_STATES)
    assert [Report.objects.get(pk=report.pk).state for report in reports] == [
        *(TABLE[Action.GIVE].to[state] for state in OPEN_STATES),
        *CLOSED_STATES,
    ]


STAFF_DOORS: dict[Action, tuple[str, dict[str, str]]] = {
    Action.TAKE_UP: ("take_up_report", {}),
    Action.ASK: ("write_to_reporter", {"text": "Hvor?", "ask": ""}),
    Action.DECLINE: ("write_to_reporter", {"text": "Nej.", "seen": "Nej.", "decline": ""}),
    Action.MAKE_PAGE: ("make_initiative", {}),
    Action.HAND_OVER: ("send_report_to_agency", {}),
}
REPORTER_DOORS: dict[Action, tuple[str, dict[str, str]]] = {
    Action.WRITE: ("report_step", {"how": "Med en bus."}),
    Action.SEND: ("send_report", {}),
    Action.REPLY: ("reply_to_question", {"svar": "Fire."}),
    Action.WITHDRAW: ("withdraw_report", {}),
}
BULK = {Action.GIVE}  # Wagtail's own door; its right is tested with it (test_triage.py)


def test_staffs_doors_let_in_whom_the_table_names_and_nobody_else(tree: Tree) -> None:
    assert set(STAFF_DOORS) | BULK == {action for action, rule in TABLE.items() if rule.who is Who.STAFF}
    app, codename = Who.STAFF.value.split(".")
    permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    others = core.make_user("anden", is_staff=True)
    others.user_permissions.set(Permission.objects.exclude(pk=permission.pk))
    report = make_report(state=ReportState.RECEIVED)
    before = _all_about(report)
    for user in (None, others):
        client = Client()
        if user:
            client.force_login(user)
        for name, data in STAFF_DOORS.values():
            client.post(reverse(name, args=[report.pk]), data)

    assert _all_about(report) == before


def test_reporters_doors_open_to_the_key_of_that_very_report_alone(tree: Tree) -> None:
    assert set(REPORTER_DOORS) == {action for action, rule in TABLE.items() if rule.who is Who.REPORTER}
    report = make_report(state=ReportState.ASKED)
    before = _all_about(report)
    other = make_draft()
    client = Client()
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    for name, data in REPORTER_DOORS.values():
        for token in (token_for(other.key), token_for(report.key)[:-1], str(report.pk)):
            args: list[Any] = [token, 2] if name == "report_step" else [token]
            client.post(reverse(name, args=args), data)

    assert _all_about(report) == before
