"""Background tasks of reports."""

from functools import partial

from django.db import transaction
from django_tasks import task

from foundation.throttling.rate_limits import Counter, RateLimitedError, count_together
from showcase.reporting.mail import compose
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import mark_of

ASKED_FOR_BY_STAFF = frozenset({"question", "feedback", "declined", "published", "taken_down"})
NO_REPORT = 0


@task(backend="background")
def send_report_mail(report_id: int, kind: str, mark: str = "") -> int:
    """Write to a report's reporter; `mark` is the address a link was asked for, and it goes to no other.

    Returns: how many mails were sent; 0 when the report was deleted, or has another address by now.
    """
    report = Report.objects.filter(pk=report_id).first()
    if report is None or (kind == "link" and mark not in {"", mark_of(report.key, report.email)}):
        return 0
    return compose(report, kind).send()


def mail(report: Report, kind: str, *, network: str = "") -> bool:
    """Have the worker write to the reporter, once what was done is safe. Only here is such a mail queued.

    What no member of staff asked for is counted by report, mailbox and network, if anybody is at a keyboard.
    Returns: False when the limits let it go no more; then nothing is counted either.
    """
    if kind not in ASKED_FOR_BY_STAFF:
        who = {"mail-report": report.key.hex, "mail-address": report.email.casefold(), "mail-network": network}
        try:
            count_together([Counter(action, one) for action, one in who.items() if one])
        except RateLimitedError:
            return False
    mark = mark_of(report.key, report.email)
    transaction.on_commit(partial(send_report_mail.enqueue, report_id=report.pk or NO_REPORT, kind=kind, mark=mark))
    return True
