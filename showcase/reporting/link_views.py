"""Views of report links: confirm the mailbox, ask for the link again, end the other links."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from showcase.reporting import link_services
from showcase.reporting.link_access import message, of_a_report, writer_of
from showcase.reporting.models import Report
from showcase.reporting.rendering import CLOSED, said_of
from showcase.reporting.schema import ASKED
from showcase.reporting.signed_tokens import read


@of_a_report
@require_POST
def confirm(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Ja, det er min»: by the key of the mail, and by a press of the button, which no scanner gives."""
    try:
        link_services.confirm(report, read(token))
    except link_services.NotMailedError:
        sentence = _("Open the link in the mail, and confirm from there: that shows that the mailbox is yours.")
        return message(request, sentence, HTTPStatus.FORBIDDEN, token=token)
    return redirect("report", token)


@of_a_report
@require_POST
def send_again(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    report, outcome = link_services.ask_for_link(report, writer_of(request))
    token = link_services.token_after(token, report)
    if not report.email:
        return redirect(f"{reverse('report_step', args=[token, ASKED['email'].step])}?tjek=1#id_email")
    is_sent = outcome is link_services.KeyOutcome.GIVEN
    status = HTTPStatus.OK if is_sent else HTTPStatus.TOO_MANY_REQUESTS
    return message(request, said_of(report, outcome), status, token=token)


@of_a_report
@require_POST
def close_others(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Luk andre links»: every key but this page's own ends at once."""
    report = link_services.close_links(report, writer_of(request))
    return redirect(f"{reverse('report', args=[link_services.token_after(token, report)])}?{CLOSED}")
