"""Mailbox of the demo: mails nobody gets, so that a newcomer can follow the whole road in the browser."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NEWEST = 50
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # as Django's file backend writes it


@dataclass(frozen=True)
class Mail:
    """Shape: `lines` are (text, is_link); only addresses of our own are links."""

    subject: str
    to: str
    at: datetime
    lines: list[tuple[str, bool]]


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails of the demo."""
    return render(request, "demo/mailbox.html", {"mails": mails(Path(settings.EMAIL_FILE_PATH))})


def mails(folder: Path) -> list[Mail]:
    """The newest first; none while no mail was ever sent."""
    files = sorted(folder.glob("*.log"))[-NEWEST:] if folder.is_dir() else []
    parts = [part for file in files for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    found = [_mail(message_from_bytes(part, policy=default)) for part in parts]
    return sorted(found, key=lambda one: one.at, reverse=True)[:NEWEST]


def _mail(message: EmailMessage) -> Mail:
    text = message.get_content()
    lines = [(line, line.startswith(f"{settings.BASE_URL}/")) for line in text.splitlines()]
    at = parsedate_to_datetime(str(message["Date"]))
    at = at if at.tzinfo else at.replace(tzinfo=UTC)  # Django writes -0000: UTC, and nothing said of where
    return Mail(str(message["Subject"]), str(message["To"]), at, lines)
