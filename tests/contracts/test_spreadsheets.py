"""Every spreadsheet the admin can produce, fed with what spreadsheets would run."""

import csv
import inspect
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.db.models import DateTimeField
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry
from wagtail.users.models import UserProfile

from core.models import User
from foundation.accounts.models import AccountEvent
from libraries.enums import MunicipalityGroup
from libraries.models import Library
from showcase.reporting.models import Report
from tests.contracts.admin_doors import LEFT_OUT, admin_views, filled_in
from tests.contracts.danish import against_glossary
from tests.factories import core, pages
from tests.factories.reports import make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DANISH = Path(__file__).parent.parent / "field" / "09-saadan-vil-dansk-excel-have-det.csv"
# What somebody typed -> what stands in the cell.
SAFE = {
    '=HYPERLINK("https://x","klik")': '\'=HYPERLINK("https://x","klik")',
    "+1+1": "'+1+1",
    "-2+3": "'-2+3",
    "@SUM(1)": "'@SUM(1)",
    "\t=1": "'\t'=1",
    "\r=1": "'\n'=1",
    " =1+1": "' =1+1",
    "＝1+1": "'＝1+1",
    "＠SUM(1)": "'＠SUM(1)",
    "Bus;=1+1": "Bus;'=1+1",
    'Bus;"=1+1': "Bus;\"'=1+1",
    "Bus\t=1+1": "Bus\t'=1+1",
    "Bus,=1+1": "Bus,'=1+1",
    "Bus, -2+3": "Bus, '-2+3",
    "1,-cmd|' /C calc'!A0": "1,'-cmd|' /C calc'!A0",
    "Kaffe 35,- og kage 20,- kr.": "Kaffe 35,- og kage 20,- kr.",
    'Bus"=1+1': 'Bus"=1+1',
}
STARTS = tuple("=+-@＝＋－＠")  # of what a spreadsheet runs
BLANKS = ' \t\r\n\ufeff\u200b"'
SEPARATORS = (",", ";", "\t")


@pytest.fixture
def admin(tree: Tree, client: Client) -> Client:
    """A superuser's browser, and every kind of row that a list shows, named by formulas."""
    boss = core.make_user("boss", is_superuser=True, first_name="=1+1", last_name="@SUM(1)")
    library = core.make_library(name="=1+1", municipality="Bus;=1+1")
    for number, text in enumerate(SAFE):
        page = pages.make_concept(tree.concepts, text, slug=f"formel-{number}", live=False, owner=boss)
        page.locked, page.locked_by, page.locked_at = True, boss, timezone.now()
        page.save_revision(user=boss, log_action=True)
        page.save()
        Redirect.objects.create(old_path=f"/{text}", redirect_page=page)
        Report.objects.filter(pk=make_report(receipt=f"R-{number}").pk).update(title=text, library=library)
        core.make_image(text)
    client.force_login(boss)
    return client


def exports(client: Client, kind: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of every list that answers to `?export=`."""
    for address in list(EXPORTING) or _askable():
        response = client.get(address, {"export": kind})
        if f".{kind}" in response.get("Content-Disposition", ""):
            EXPORTING[address] = None
            yield address, response.getvalue()


EXPORTING: dict[str, None] = {}  # once one test has asked every view


def _askable() -> Iterator[str]:
    for name, arguments in admin_views():
        if name not in LEFT_OUT and all(argument in KNOWN for argument in arguments):
            yield from filter(None, [filled_in(name, arguments, KNOWN)])


KNOWN = {"app_label": "concepts", "model_name": "conceptpage", "parent_page_id": 1}


def _runs(cell: str) -> bool:
    """A price is no formula: Danish shops write «35,- kr.»."""
    return cell.lstrip(BLANKS).startswith(STARTS) and not re.match(r"-[ \w.]*(;|$)", cell)


def table(content: bytes) -> list[list[str]]:
    """A CSV as Danish Excel divides it."""
    assert content.startswith(BOM_UTF8)
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_no_csv_runs_what_somebody_typed(admin: Client) -> None:
    found = dict(exports(admin, "csv"))

    running = [
        (address, cell)
        for address, content in found.items()
        for separator in SEPARATORS
        for row in csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=separator)
        for cell in row
        if _runs(cell)
    ]
    assert running == []
    assert len(found) >= FEWEST_EXPORTS
    assert {address for address, content in found.items() if b"HYPERLINK" in content} >= SHOW_TITLES


FEWEST_EXPORTS = 6
SHOW_TITLES = {"/admin/reports/locked/", "/admin/indberetninger/"}


@pytest.mark.deep
def test_every_spreadsheet_is_called_in_danish_by_its_page_and_day(admin: Client) -> None:
    day = f"{timezone.localdate():%Y-%m-%d}"
    list(exports(admin, "csv"))
    named = {
        address: [unquote(admin.get(address, {"export": kind})["Content-Disposition"]) for kind in ("csv", "xlsx")]
        for address in EXPORTING
    }

    assert named["/admin/indberetninger/"] == [
        f"attachment; filename=\"Indberetninger {day}.{kind}\"; filename*=utf-8''Indberetninger {day}.{kind}"
        for kind in ("csv", "xlsx")
    ]
    names = [name.rpartition("''")[2].partition(day)[0] for both in named.values() for name in both]
    assert [name for name in names if not name.strip() or against_glossary(name)] == []


@pytest.mark.deep
def test_no_spreadsheet_is_blank(admin: Client) -> None:
    assert [
        (address, number)
        for address, content in exports(admin, "csv")
        for number, row in enumerate(table(content))
        if not any(row)
    ] == []


def test_what_somebody_typed_stands_in_the_cell_unharmed(admin: Client) -> None:
    titles = {
        address: {cell for row in table(content) for cell in row}
        for address, content in exports(admin, "csv")
        if address in SHOW_TITLES
    }

    missing = {address: set(SAFE.values()) - cells for address, cells in titles.items()}
    assert missing == {address: set() for address in SHOW_TITLES}


def test_every_xlsx_cell_is_no_formula(admin: Client) -> None:
    found = dict(exports(admin, "xlsx"))

    kinds = {
        (address, cell.data_type)
        for address, content in found.items()
        for sheet in [load_workbook(BytesIO(content)).active]
        if sheet is not None
        for row in sheet.iter_rows()
        for cell in row
    }
    assert [address for address, kind in kinds if kind == "f"] == []
    assert len(found) >= FEWEST_EXPORTS


SUMMER, SHOWN = datetime(2026, 7, 1, 22, 30, 15, 123456, tzinfo=UTC), "02-07-2026 00:30"
ZONE = " (dansk tid)"
TIMES_TOLD = {
    "/admin/indberetninger/",
    "/admin/kontolog/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
}


def test_times_are_danish_to_the_minute_and_say_so_in_every_spreadsheet(admin: Client) -> None:
    for model in (Page, PageLogEntry, AccountEvent, Report):
        for field in model._meta.concrete_fields:
            if isinstance(field, DateTimeField):
                model._base_manager.update(**{field.name: SUMMER})
    Report.objects.update(erased_at=None)
    UserProfile.objects.create(user=User.objects.get(username="boss"), current_time_zone="America/Nuuk")
    sheets = {
        address: list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        for address, content in exports(admin, "xlsx")
    }
    tables = {address: table(content) for address, content in exports(admin, "csv")}
    columns = [(address, column) for address, rows in tables.items() for column in zip(*rows, strict=True)]

    assert {address for address, column in columns if SHOWN in column} >= TIMES_TOLD
    assert [column[0] for _address, column in columns if column[1:] and _is_of_times(column) != _says_so(column)] == []
    assert [cell for _address, column in columns for cell in column if "2026-07-01" in cell or "123456" in cell] == []
    times = {(address, cell) for address, rows in sheets.items() for row in rows for cell in row}
    found = {(address, str(cell)) for address, cell in times if isinstance(cell, datetime)}
    assert {address for address, time in found if time == "2026-07-02 00:30:00"} >= TIMES_TOLD


def _is_of_times(column: tuple[str, ...]) -> bool:
    return SHOWN in column


def _says_so(column: tuple[str, ...]) -> bool:
    return column[0].endswith(ZONE)


def test_queue_of_reports_opens_in_danish_excel(admin: Client) -> None:
    """As tests/field/09-saadan-vil-dansk-excel-have-det.csv; over the times stands whose they are."""
    Report.objects.all().delete()
    library = Library.objects.get()
    Library.objects.update(name="Bakkeholm Bibliotek", municipality_group=MunicipalityGroup.CAPITAL)
    report = make_report(receipt="ABCD-2345", library=library)
    Report.objects.filter(pk=report.pk).update(
        title="Læsebænken", state="received", sent_at=datetime(2026, 11, 25, 18, 42, tzinfo=UTC)
    )

    found = dict(exports(admin, "csv"))["/admin/indberetninger/"]
    (_heading, cells) = (
        load_workbook(BytesIO(dict(exports(admin, "xlsx"))["/admin/indberetninger/"]))
        .worksheets[0]
        .iter_rows(values_only=True)
    )

    assert found.decode().replace(ZONE, "").splitlines() == DANISH.read_text("utf-8").splitlines()
    assert cells[4:] == (report.get_kind_display(), "Modtaget", datetime(2026, 11, 25, 19, 42), None)


@pytest.mark.deep
def test_every_spreadsheet_holds_what_was_pasted_before_texts_were_tidied(admin: Client) -> None:
    with connection.cursor() as cursor:
        for name, column in PASTED_INTO:
            cursor.execute(f"UPDATE {name} SET {column} = %s", [PASTED])  # noqa: S608  # names of our own

    sheets = dict(exports(admin, "xlsx"))
    assert sheets.keys() == dict(exports(admin, "csv")).keys() >= SHOW_TITLES
    assert {
        address
        for address, content in sheets.items()
        for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        if KEPT in row
    } >= {*SHOW_TITLES, "/admin/reports/site-history/"}


PASTED, KEPT = "Vandret\x0bskift\ufffe fra en præsentation", "Vandretskift fra en præsentation"
PASTED_INTO = [
    *((Page._meta.db_table, "title"), (PageLogEntry._meta.db_table, "label"), (Report._meta.db_table, "title")),
    (Redirect._meta.db_table, "redirect_link"),
]


@pytest.mark.deep
def test_every_heading_is_a_word(admin: Client) -> None:
    headings = {cell for _address, content in exports(admin, "csv") for row in table(content)[:1] for cell in row}

    assert [heading for heading in headings if "_" in heading or not heading[:1].isupper()] == []


def test_patch_can_go_once_wagtail_guards_its_csv_itself() -> None:
    """When this fails, read what Wagtail does now, and drop `guard_every_spreadsheet` if it covers SAFE."""
    module = inspect.getsource(inspect.getmodule(SpreadsheetExportMixin) or object)
    original: Any = module[module.index("def stream_csv") : module.index("def write_xlsx")]

    assert "csv.DictWriter(Echo(), fieldnames=self.list_export)" in original
    assert "BOM" not in module
    assert "sanit" not in module.lower()
    assert "injection" not in module.lower()
    assert "ILLEGAL_CHARACTERS" not in module
