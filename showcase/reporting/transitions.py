"""State machine of reports: what may be done to one in which state, where it leads, who may, and the mail that goes.

`move` and `move_all` are the only writers of `Report.state`; whoever calls them holds the report locked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from showcase.reporting.enums import CLOSED_STATES, OPEN_STATES, ReportState
from showcase.reporting.models import Report
from showcase.reporting.tasks import mail


class NotOpenError(Exception):
    """The report is no longer where this can be done."""


class Who(Enum):
    """Who may do something to a report, as its door finds out."""

    REPORTER = "key"  # whoever holds the report's key
    STAFF = "reporting.change_report"  # whoever has this permission
    EDITOR = "publish"  # whoever may publish the page made from it
    CLOCK = "clock"  # nobody: it follows from what others did


class Action(Enum):
    WRITE = auto()  # the reporter keeps answers, and sends files
    SEND = auto()
    REPLY = auto()
    WITHDRAW = auto()
    TAKE_UP = auto()
    GIVE = auto()  # to a colleague
    ASK = auto()
    DECLINE = auto()
    HAND_OVER = auto()  # to the agency
    MAKE_PAGE = auto()
    PUBLISH = auto()
    TAKE_DOWN = auto()  # nothing of it is left, as its library asked


@dataclass(frozen=True)
class Rule:
    """Shape: `to` is where it leads from each state it may be done in; in those of `done` it was done before, and
    nothing happens. In all others it is refused. `mail` is the kind of the mail to the reporter.
    """

    who: Who
    to: Mapping[ReportState, ReportState]
    mail: str = ""
    done: frozenset[ReportState] = frozenset()


def _staying(*states: ReportState) -> dict[ReportState, ReportState]:
    return {state: state for state in states}


_TAKEN_UP = _staying(*OPEN_STATES) | {ReportState.RECEIVED: ReportState.ASSESSING}
_SHARED = (*OPEN_STATES, ReportState.PUBLISHED, ReportState.DECLINED)

TABLE: Mapping[Action, Rule] = {
    Action.WRITE: Rule(Who.REPORTER, _staying(ReportState.DRAFT, *OPEN_STATES)),
    Action.SEND: Rule(
        Who.REPORTER, {ReportState.DRAFT: ReportState.RECEIVED}, mail="receipt", done=frozenset(OPEN_STATES)
    ),
    Action.REPLY: Rule(Who.REPORTER, _staying(*OPEN_STATES) | {ReportState.ASKED: ReportState.ASSESSING}),
    Action.WITHDRAW: Rule(
        Who.REPORTER,
        dict.fromkeys(OPEN_STATES, ReportState.WITHDRAWN),
        done=frozenset({ReportState.WITHDRAWN}),
    ),
    Action.TAKE_UP: Rule(Who.STAFF, dict.fromkeys(OPEN_STATES, ReportState.ASSESSING)),
    Action.GIVE: Rule(Who.STAFF, _TAKEN_UP),
    Action.ASK: Rule(Who.STAFF, dict.fromkeys(OPEN_STATES, ReportState.ASKED), mail="question"),
    Action.DECLINE: Rule(Who.STAFF, dict.fromkeys(OPEN_STATES, ReportState.DECLINED), mail="declined"),
    Action.HAND_OVER: Rule(Who.STAFF, _TAKEN_UP),
    Action.MAKE_PAGE: Rule(Who.STAFF, dict.fromkeys(OPEN_STATES, ReportState.ASSESSING)),
    Action.PUBLISH: Rule(Who.EDITOR, dict.fromkeys(OPEN_STATES, ReportState.PUBLISHED), mail="published"),
    Action.TAKE_DOWN: Rule(
        Who.CLOCK,
        dict.fromkeys(_SHARED, ReportState.WITHDRAWN),
        mail="taken_down",
        done=frozenset({ReportState.WITHDRAWN}),
    ),
}


def is_to_do(report: Report, action: Action) -> bool:
    """Whether this may be done to the report; False when it was done before. Raises: NotOpenError."""
    rule = TABLE[action]
    if report.state in rule.done:
        return False
    if report.state not in rule.to:
        raise NotOpenError
    return True


def move(report: Report, action: Action, *, also: Collection[str] = (), network: str = "") -> bool:
    """Do this to the locked report, and store its state and what its caller has `also` set.

    Returns: False when its mail may not go for now (`tasks.mail`). Raises: NotOpenError.
    """
    rule = TABLE[action]
    if report.state not in rule.to:
        raise NotOpenError
    to = rule.to[ReportState(report.state)]
    if report.sent_at is None and to != ReportState.DRAFT:
        report.sent_at = timezone.now()
    if to in CLOSED_STATES:
        report.closed_at = timezone.now()
    report.state = to
    report.save(update_fields=["state", "sent_at", "closed_at", *also])
    return not rule.mail or mail(report, rule.mail, network=network)


def move_all(reports: "QuerySet[Report]", action: Action, **columns: Any) -> int:
    """Do this to many at once, and set these columns; those it may not be done to are left alone. Cost: 1 query.

    Returns: how many. Raises: ValueError for what closes a report or goes with a mail: that is done one by one.
    """
    rule = TABLE[action]
    if rule.mail or set(rule.to.values()) & set(CLOSED_STATES):
        raise ValueError(action)
    to = Case(*(When(state=state, then=Value(then)) for state, then in rule.to.items()))
    return reports.filter(state__in=list(rule.to)).update(state=to, **columns)
