"""The demo's mailbox: what it shows of mails nobody gets."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("Thu, 26 Nov 2026 01:26:00 -0000", "26. november 2026 02:26"),
        ("Wed, 01 Jul 2026 22:30:00 +0000", "2. juli 2026 00:30"),
        ("Thu, 26 Nov 2026 02:26:00 +0100", "26. november 2026 02:26"),
    ],
)
def test_mails_are_shown_in_local_time(
    tree: Tree, client: Client, tmp_path: Path, settings: Any, date: str, shown: str
) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    message = EmailMessage("Kvittering", "Hej", None, ["ida@fjordby.dk"], headers={"Date": date})
    get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path)).send_messages([message])

    assert shown in client.get("/demo/post/").content.decode()
