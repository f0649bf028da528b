"""What the worker does for reports."""

from django_tasks import task

from showcase.reporting.mail import compose
from showcase.reporting.models import Report


@task(backend="background")
def send_report_mail(report_id: int, kind: str) -> int:
    """Write to a report's reporter. Returns: how many mails were sent; 0 when it was deleted meanwhile."""
    report = Report.objects.filter(pk=report_id).first()
    return compose(report, kind).send() if report else 0
