"""Mails to reporters: plain text. Nothing a user wrote stands in a header; in the body it is fenced."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from showcase.reporting.links import address_of
from showcase.reporting.models import Report

KINDS = ("link", "receipt", "question", "feedback", "published", "declined")


def compose(report: Report, kind: str) -> EmailMessage:
    """The mail of this kind to whoever the report names; without an address it has no receiver."""
    subjects = {
        "link": _("Your draft in SoMe-kataloget"),
        "receipt": _("We have your report"),
        "question": _("A question about your report"),
        "feedback": _("What we think of your report"),
        "published": _("Your report is published"),
        "declined": _("About your report"),
    }
    question = report.messages.filter(is_from_staff=True).last()
    context = {
        "address": address_of(report.key, is_from_mail=True),
        "title": fenced(report.title or str(report.answer("name"))),
        "receipt": report.receipt,
        "question": fenced(question.text) if question else "",
    }
    body = render_to_string(f"reporting/mail/{kind}.txt", context)
    to = report.email or str(report.answer("email"))
    return EmailMessage(subjects[kind], body, settings.DEFAULT_FROM_EMAIL, [to] if is_plain(to) else [])


def fenced(text: str) -> str:
    """Each line behind an arrow, so that nobody takes it for ours."""
    return "\n".join(f"> {line}" for line in text.splitlines())


def is_plain(address: str) -> bool:
    return bool(address) and "\n" not in address and "\r" not in address
