"""Every text that leaves passes the guard of its target, also what was stored before texts were tidied."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from icalendar import Calendar
from wagtail.models import Page

from concepts.models import ConceptPage
from core.models import Platform
from core.records.reconciliation import reconcile_records
from showcase.models import AwardEditionPage
from tests.factories import core, pages
from tests.factories.site import Tree

ROOT = Path(__file__).parent.parent.parent
APPS = ("site", "home", "concepts", "showcase", "search")
PASTED, KEPT = "Vandret\x0bskift\ufffe <3 & \x1fmere", "Vandretskift <3 & mere"
# What writes a format, and where it may be used: there the text is guarded, and a test below opens what comes out.
WRITERS = {
    "csv.writer": set(),
    "csv.DictWriter": {"site/foundation/exports.py"},
    "openpyxl": {"site/foundation/workbook_process.py"},  # reads, and writes nothing
    "xml.etree": {"site/syndication/embeds/oembed.py"},
    "xml.sax": set(),
    "lxml": set(),
    "django.utils.feedgenerator": {"site/syndication/feeds/formats.py"},
    "django.contrib.syndication": set(),
    "icalendar": {"site/foundation/ical.py"},
    "smtplib": set(),
}


def _sources() -> Iterator[tuple[str, str]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def test_formats_are_written_where_their_guard_stands_and_nowhere_else() -> None:
    found = {
        (writer, name)
        for name, source in _sources()
        for used in _imported(ast.parse(source))
        for writer in WRITERS
        if used.startswith(writer)
    }

    assert found == {(writer, name) for writer, names in WRITERS.items() for name in names}


def test_every_header_names_a_file_in_danish_letters_and_in_plain_ones() -> None:
    """`foundation.danish.file_names` does; Django's own header has the one or the other."""
    lines = [line.strip() for _name, source in _sources() for line in source.splitlines()]
    named = [line for line in lines if re.search(r'"Content-?Disposition"(?:\]\s*=|:)', line)]

    assert len(named) >= 5
    assert [line for line in named if "disposition(" not in line] == []


def test_every_link_to_take_something_home_says_what_it_is_called() -> None:
    """Else it is called as its address: a key that nobody can guess."""
    templates = [path for app in APPS for path in sorted((ROOT / app).rglob("*.html"))]
    links = [link for path in templates for link in re.findall(r"<a\b[^>]*\sdownload\b[^>]*>", path.read_text("utf-8"))]

    assert len(links) >= 6
    assert [link for link in links if not re.search(r'\sdownload="[^"]', link)] == []


@pytest.fixture
def pasted(tree: Tree) -> Page:
    """A page, its platform and a ceremony, with what was stored before texts were tidied."""
    page = pages.make_concept(tree.concepts, "Titel", slug="titel", platforms=[core.make_platform()])
    pages.make_edition(tree.awards, 2026, ceremony_at=datetime(2026, 11, 26, 18, tzinfo=UTC), ceremony_place="Sted")
    columns = ((Page, "title"), (ConceptPage, "lead"), (Platform, "name"), (AwardEditionPage, "ceremony_place"))
    with connection.cursor() as cursor:
        for model, column in columns:
            cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s", [PASTED])  # noqa: S608  # our own names
    reconcile_records()
    return page


XML = ("/feeds/concepts.rss", "/feeds/concepts.atom", "/sitemap.xml", "/oembed/?format=xml&url={url}")


@pytest.mark.django_db
@pytest.mark.parametrize("address", XML)
def test_xml_can_be_read_and_holds_every_word(pasted: Page, client: Client, address: str) -> None:
    response = client.get(address.format(url=pasted.full_url))

    words = {element.text for element in ElementTree.fromstring(response.content).iter()}  # noqa: S314  # our own
    assert response.status_code == 200
    assert address == "/sitemap.xml" or KEPT in words


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/feeds/concepts.json", "/api/feed/v1/concepts"])
def test_json_holds_every_word(pasted: Page, client: Client, address: str) -> None:
    (item,) = json.loads(client.get(address).content)["items"]

    assert item["title"] == KEPT


@pytest.mark.django_db
def test_calendar_can_be_read_and_holds_every_word(pasted: Page, client: Client) -> None:
    content = client.get("/feeds/calendar.ics").content
    (event,) = Calendar.from_ical(content).walk("VEVENT")

    assert (event["summary"], event["location"]) == (KEPT, KEPT)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_with_one_line_of_subject(settings: Any) -> None:
    settings.EMAIL_DELIVERY, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "website.mail.AfterCommit"

    mail.send_mail(f"{PASTED}\r\nBcc: x@example.dk\u2028", f"{PASTED}\n\tNy linje", None, ["ida@fjordby.dk"])

    (sent,) = mail.outbox
    assert sent.subject == f"{KEPT} Bcc: x@example.dk"
    assert sent.body == f"{KEPT}\n\tNy linje\n"
    assert sent.message()["Subject"]


def test_every_mail_goes_by_that_backend() -> None:
    from website.settings import common

    assert common.EMAIL_BACKEND == "website.mail.AfterCommit"
