"""Mails to reporters: plain text. Nothing a user wrote stands in a header; of a reporter's words only a short title."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from showcase.reporting.mail_title import short_title
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import mailed
from showcase.reporting.validators import plain_address

SUBJECTS = {
    "link": _("Your draft in SoMe-kataloget"),
    "again": _("Your report in SoMe-kataloget"),
    "receipt": _("We have your report"),
    "question": _("A question about your report"),
    "feedback": _("What we think of your report"),
    "published": _("Your report is published"),
    "declined": _("About your report"),
    "taken_down": _("It is taken down"),
}


def compose(report: Report, kind: str) -> EmailMessage:
    """The mail of this kind, in the report's language, to its e-mail of today; without one it has no receiver."""
    with override(report.language):
        return _composed(report, kind)


def _composed(report: Report, kind: str) -> EmailMessage:
    if kind == "link" and not report.is_draft:
        kind = "again"
    question = report.messages.filter(is_from_staff=True).last()
    address = mailed(report.key, report.key_issue, report.email).address
    body = _body(report, kind, question.text if question else "", address)
    to = plain_address(report.email)
    return EmailMessage(str(SUBJECTS[kind]), body, settings.DEFAULT_FROM_EMAIL, [to] if to else [])


def as_it_would_go(report: Report, kind: str, text: str) -> tuple[str, str]:
    """Subject and body of the mail, for whoever is about to send this text with it; the reporter's key is left out."""
    with override(report.language):
        return str(SUBJECTS[kind]), _body(report, kind, text, f"{settings.BASE_URL}/…")


def _body(report: Report, kind: str, text: str, address: str) -> str:
    context = {
        "address": address,
        "title": fenced(short_title(report.title or str(report.answer("name"))) or gettext("(without a title)")),
        "receipt": report.receipt,
        "question": fenced(text),
    }
    return "".join(
        render_to_string(f"reporting/mail/{kind}.txt", context)
    )  # plain text: what is rendered counts as safe


def fenced(text: str) -> str:
    """Each line behind an arrow, so that nobody takes it for ours."""
    return "\n".join(f"> {line}" for line in text.splitlines())
