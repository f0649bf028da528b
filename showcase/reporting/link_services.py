"""Services of report links: the e-mail given, confirmed and replaced, its keys ended.

What writes locks the report first and looks again whether the key it came by still counts: what another process
ended meanwhile ends here too. `give` is for whoever has it locked already.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.crypto import constant_time_compare, salted_hmac

from foundation.before_commit import atomic
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import ReportLink, mark_of, read
from showcase.reporting.tasks import mail
from showcase.reporting.validators import plain_address

MOST_ADDRESSES = 5  # different ones that one report may write to


class GoneError(Exception):
    """The report was erased; its key begins no other."""


class ReplacedError(Exception):
    """The key was good once; a new address or its reporter has ended it."""


class NotMailedError(Exception):
    """Only the key in the mail shows whose mailbox it is."""


class KeyOutcome(Enum):
    """What became of an e-mail that was given."""

    SAME = auto()
    GIVEN = auto()
    NONE = auto()
    MAILED_LATER = auto()  # given, but enough mails have gone out for now
    NOT_PLAIN = auto()
    TOO_MANY = auto()


@dataclass(frozen=True)
class Writer:
    """Who is at the keyboard. Shape: `page` is the secret of the one page she writes on."""

    network: str = ""
    page: str = ""


def locked(report: Report) -> Report:
    """The report as it is now, for this transaction alone. Raises: GoneError, ReplacedError."""
    found = Report.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise GoneError
    if found.key_issue != report.key_issue:
        raise ReplacedError
    return found


def opens(link: ReportLink, report: Report) -> bool:
    """Whether the key is of the report's last issue and, when it was mailed, of its address of today."""
    return link.issue == report.key_issue and link.mailbox in {"", mark_of(report.key, report.email)}


def went_on(page: str, report: Report) -> bool:
    """Whether this very page ended the older keys: what it still sends with one of them is its writer's."""
    return bool(page and report.moved_by) and constant_time_compare(report.moved_by, _mark_of_page(page))


def token_after(token: str, report: Report) -> str:
    """The key to go on with: the one she came by while it counts, else one of the same kind for the same mailbox."""
    link = read(token)
    if opens(link, report):
        return token
    is_same_mailbox = bool(link.mailbox) and link.mailbox == mark_of(report.key, report.email)
    return ReportLink(report.key, report.key_issue, link.mailbox if is_same_mailbox else "").token


@atomic()
def leave_address(report: Report, writer: Writer) -> tuple[Report, KeyOutcome]:
    """The writer is done with the e-mail she typed: from now on it is the report's, and the link goes there.

    Raises: GoneError, ReplacedError.
    """
    report = locked(report)
    outcome = give(report, writer)
    report.save()
    if outcome is KeyOutcome.GIVEN and not mail(report, "link", network=writer.network):
        outcome = KeyOutcome.MAILED_LATER
    return report, outcome


@atomic()
def ask_for_link(report: Report, writer: Writer) -> tuple[Report, KeyOutcome]:
    """The same at the press of a button, and once more when the address is the same. Raises: as leave_address."""
    report, outcome = leave_address(report, writer)
    if outcome is KeyOutcome.SAME and report.email:
        outcome = KeyOutcome.GIVEN if mail(report, "link", network=writer.network) else KeyOutcome.MAILED_LATER
    return report, outcome


def give(report: Report, writer: Writer) -> KeyOutcome:
    """Make what stands in the answers the locked report's e-mail. Not stored yet, and nothing mailed.

    Any other has had its time: the keys mailed to it end with it, and all others when a new one takes its place.
    """
    typed = str(report.answer("email")).strip()
    address = plain_address(typed)
    if address.casefold() == report.email.casefold():
        return KeyOutcome.NOT_PLAIN if typed and not address else KeyOutcome.SAME
    had_another = bool(report.email or report.mailed_to)
    report.email = report.confirmed_email = ""
    if not address:
        return KeyOutcome.NOT_PLAIN if typed else KeyOutcome.NONE
    mark = mark_of(report.key, address)
    if mark not in report.mailed_to:
        if len(report.mailed_to) >= MOST_ADDRESSES:
            return KeyOutcome.TOO_MANY
        report.mailed_to = [*report.mailed_to, mark]
    report.email = address
    if had_another:
        _end_keys(report, writer)
    return KeyOutcome.GIVEN


def refused(report: Report) -> KeyOutcome | None:
    """Why the report has no e-mail although one was written; None while nothing is wrong with it."""
    typed = str(report.answer("email")).strip()
    if report.email or not typed:
        return None
    address = plain_address(typed)
    if not address:
        return KeyOutcome.NOT_PLAIN
    is_new = mark_of(report.key, address) not in report.mailed_to
    return KeyOutcome.TOO_MANY if is_new and len(report.mailed_to) >= MOST_ADDRESSES else None


@atomic()
def confirm(report: Report, link: ReportLink) -> None:
    """The mailbox this key was mailed to is the reporter's. Raises: NotMailedError, GoneError, ReplacedError."""
    report = locked(report)
    if not (link.mailbox and opens(link, report)):
        raise NotMailedError
    report.confirmed_email = report.email
    report.save()


@atomic()
def close_links(report: Report, writer: Writer) -> Report:
    """End every key given out before; the page that asks goes on. Raises: GoneError, ReplacedError."""
    report = locked(report)
    _end_keys(report, writer)
    report.save()
    return report


def _end_keys(report: Report, writer: Writer) -> None:
    report.key_issue += 1
    report.moved_by = _mark_of_page(writer.page) if writer.page else ""


def _mark_of_page(page: str) -> str:
    return salted_hmac("showcase.reporting.page", page, algorithm="sha256").hexdigest()
