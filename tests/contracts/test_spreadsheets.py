"""Every spreadsheet the admin can produce, fed with what spreadsheets would run."""

import csv
import inspect
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db.models import DateTimeField
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from core.accounts.models import AccountEvent
from showcase.reporting.models import Report
from tests.contracts.admin_doors import LEFT_OUT, admin_views
from tests.factories import core, pages
from tests.factories.reports import make_report
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
# What somebody typed -> what stands in the cell.
SAFE = {
    '=HYPERLINK("https://x","klik")': '\'=HYPERLINK("https://x","klik")',
    "+1+1": "'+1+1",
    "-2+3": "'-2+3",
    "@SUM(1)": "'@SUM(1)",
    "\t=1": "'\t'=1",
    "\r=1": "'\r'=1",
    " =1+1": "' =1+1",
    "＝1+1": "'＝1+1",
    "＠SUM(1)": "'＠SUM(1)",
    "Bus;=1+1": "Bus;'=1+1",
    'Bus;"=1+1': "Bus;\"'=1+1",
    "Bus\t=1+1": "Bus\t'=1+1",
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
    for name, arguments in admin_views():
        if name in LEFT_OUT or any(argument not in KNOWN for argument in arguments):
            continue
        try:
            address = reverse(name, kwargs={argument: KNOWN[argument] for argument in arguments})
        except NoReverseMatch:
            continue
        response = client.get(address, {"export": kind})
        if f".{kind}" in response.get("Content-Disposition", ""):
            yield address, response.getvalue()


KNOWN = {"app_label": "concepts", "model_name": "conceptpage", "parent_page_id": 1}


def _runs(cell: str) -> bool:
    return cell.lstrip(BLANKS).startswith(STARTS)


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
SHOW_TITLES = {"/admin/reports/locked/", "/admin/indberetningsregister/"}


def test_what_somebody_typed_stands_in_the_cell_unharmed(admin: Client) -> None:
    titles = {
        address: {cell for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")) for cell in row}
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


SUMMER, SHOWN = datetime(2026, 7, 1, 22, 30, 15, 123456, tzinfo=UTC), "2026-07-02 00:30"
TIMES_TOLD = {
    "/admin/indberetningsregister/",
    "/admin/kontolog/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
}


def test_times_are_local_to_the_minute_in_every_spreadsheet(admin: Client) -> None:
    for model in (Page, PageLogEntry, AccountEvent, Report):
        for field in model._meta.concrete_fields:
            if isinstance(field, DateTimeField):
                model._base_manager.update(**{field.name: SUMMER})
    Report.objects.update(erased_at=None)
    sheets = {
        address: list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        for address, content in exports(admin, "xlsx")
    }
    tables = {address: content.decode("utf-8-sig") for address, content in exports(admin, "csv")}

    assert {address for address, table in tables.items() if SHOWN in table} >= TIMES_TOLD
    assert [address for address, table in tables.items() if "2026-07-01" in table or "123456" in table] == []
    times = {(address, cell) for address, rows in sheets.items() for row in rows for cell in row}
    found = {(address, str(cell)) for address, cell in times if isinstance(cell, datetime)}
    assert {address for address, time in found if time == f"{SHOWN}:00"} >= TIMES_TOLD


def test_register_of_reports_is_exported_in_the_words_of_the_screen(admin: Client) -> None:
    Report.objects.all().delete()
    report = make_report()
    book = dict(exports(admin, "xlsx"))["/admin/indberetningsregister/"]
    table = dict(exports(admin, "csv"))["/admin/indberetningsregister/"]
    (row,) = csv.DictReader(table.decode("utf-8-sig").splitlines())
    (_heading, cells) = load_workbook(BytesIO(book)).worksheets[0].iter_rows(values_only=True)

    assert table.startswith(BOM_UTF8)
    assert list(row.values())[4:6] == list(cells)[4:6] == [report.get_kind_display(), report.get_state_display()]
    assert (row["Lukket"], cells[-1]) == ("", None)


def test_patch_can_go_once_wagtail_guards_its_csv_itself() -> None:
    """When this fails, read what Wagtail does now, and drop `guard_every_spreadsheet` if it covers SAFE."""
    module = inspect.getsource(inspect.getmodule(SpreadsheetExportMixin) or object)
    original: Any = module[module.index("def write_csv_row") : module.index("def get_heading")]

    assert "field: self.preprocess_field_value(field, value, self.FORMAT_CSV)" in original
    assert "sanit" not in module.lower()
    assert "injection" not in module.lower()
