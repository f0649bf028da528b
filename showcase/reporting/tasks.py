"""What the worker does for reports."""

from functools import partial

from django.db import transaction
from django_tasks import task

from core.throttling.limits import TooManyError, count
from showcase.reporting.mail import compose
from showcase.reporting.models import Report


@task(backend="background")
def send_report_mail(report_id: int, kind: str) -> int:
    """Write to a report's reporter. Returns: how many mails were sent; 0 when it was deleted meanwhile."""
    report = Report.objects.filter(pk=report_id).first()
    return compose(report, kind).send() if report else 0


def mail(report: Report, kind: str) -> None:
    """Have the worker write to the reporter, once what was done is safe."""
    transaction.on_commit(partial(send_report_mail.enqueue, report_id=report.pk, kind=kind))


def may_mail(report: str, address: str, network: str = "") -> bool:
    """Whether the limits of report, mailbox and network let another mail go that no member of staff has asked for.

    Every such mail is counted here: links, asked for in whatever way, and receipts.
    """
    try:
        count("mail-report", report)
        count("mail-address", address.casefold())
        if network:
            count("mail-network", network)
    except TooManyError:
        return False
    return True
