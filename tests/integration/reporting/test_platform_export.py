"""A platform's own export, as they write it: the column and the ten posts are chosen, nothing of the file is kept."""

import re
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from foundation import spreadsheets
from foundation.workbook_process import MOST_UNPACKED_BYTES
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.platform_export import posts_in
from showcase.reporting.signed_tokens import token_for
from tests.computing import computing_at_most
from tests.factories import core
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TEN = [312, 301, 420, 251, 511, 290, 280, 390, 288, 402]
META = ["Opslags-id", "Kontonavn", "Udgivelsestidspunkt", "Permalink", "Beskrivelse", "Visninger", "Rækkevidde"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]


def _meta(*, separator: str = ",", code: str = "utf-8-sig", head: str = "") -> bytes:
    """As Meta Business Suite writes it in Danish: days as Americans do, ids, everything in quotes."""
    rows = [META]
    for place, reach in enumerate(TEN):
        when = f"09/{place * 2 + 1:02}/2026 10:00"
        post = [f"Opslag, nr. {place}", str(reach + 98), str(reach)]
        rows.append([f"1793000000000{place:02}", "Bakkeholm Bibliotek", when, f"https://x.example/{place}", *post])
    return (head + "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)).encode(code)


def _workbook(fill: Callable[[Workbook], None]) -> bytes:
    book, data = Workbook(), BytesIO()
    fill(book)
    book.save(data)
    return data.getvalue()


def _linkedin(book: Workbook) -> None:
    """Two sheets, a line above the headings, days as days, numbers as numbers."""
    book.active.title = "Metrics"
    book.active.append(["Date", "Impressions"])
    for day in range(1, 29):
        book.active.append([datetime(2026, 9, day), day])
    posts = book.create_sheet("All posts")
    posts.append(["All updates of the last 365 days"])
    posts.append(["Post title", "Post link", "Created date", "Views", "Unique impressions", "Click through rate (CTR)"])
    for place, reach in enumerate(TEN):
        posts.append([f"Post {place}", "https://x.example", datetime(2026, 9, place + 1), reach + 98, reach, 0.125])


def _tiktok(book: Workbook) -> None:
    book.active.append(["Time", "Video title", "Video link", "Post time", "Total likes", "Reached audience"])
    for place, reach in enumerate(TEN):
        book.active.append(["1. okt. 2026", f"Video {place}", "https://x", f"2026-09-{place + 1:02}", "9", f"{reach}"])


def _youtube() -> bytes:
    """A ZIP of several tables, a sum on top, months in English."""
    lines = ["Content,Video title,Video publish time,Duration,Reach,Watch time (hours)", "Total,,,,3445,12.3456"]
    for place, reach in enumerate(TEN):
        lines.append(f'abc{place},"A film, {place}","{MONTHS[place]} 3, 2026",61,{reach},1.2345')
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        packed.writestr("Chart data.csv", "Date,Reach\n2026-09-01,3")
        packed.writestr("Table data.csv", "\n".join(lines))
    return data.getvalue()


EXPORTS: dict[str, tuple[str, bytes, str]] = {
    "Meta, Danish": ("eksport.csv", _meta(), "Rækkevidde"),
    "Meta, semicolons and the old code": ("eksport.csv", _meta(separator=";", code="cp1252"), "Rækkevidde"),
    "Meta, UTF-16 and tabs": ("eksport.csv", _meta(separator="\t", code="utf-16"), "Rækkevidde"),
    "Meta, UTF-16 without a mark": ("eksport.csv", _meta(separator="\t", code="utf-16-le"), "Rækkevidde"),
    "Meta, saved by Excel": ("eksport.csv", _meta(separator=";", head="sep=;\r\n"), "Rækkevidde"),
    "LinkedIn": ("Content.xlsx", _workbook(_linkedin), "Unique impressions"),
    "TikTok": ("Content.xlsx", _workbook(_tiktok), "Reached audience"),
    "YouTube": ("Content 2026.zip", _youtube(), "Reach"),
}


@pytest.fixture
def report(tree: Tree) -> Report:
    return make_draft(metric=str(core.make_metric("Rækkevidde").pk), value="400")


def _send(client: Client, report: Report, data: bytes, name: str = "eksport.csv") -> Any:
    return client.post(f"/indberet/{token_for(report.key)}/eksport/", {"eksport": SimpleUploadedFile(name, data)})


def _chosen(text: str, column: str) -> dict[str, Any]:
    """What a browser would send of the page, with this column chosen."""
    (table,) = re.findall(r'name="tabel" value="([^"]*)"', text)
    columns = re.findall(r'name="kolonne" value="(\d+)"[^>]*><span>([^<]*)<', tight(text))
    posts = re.findall(r'name="opslag" value="(\d+)"[^>]* checked', tight(text))
    return {"tabel": table, "kolonne": next(place for place, name in columns if name == column), "opslag": posts}


@pytest.mark.parametrize(("name", "data", "column"), EXPORTS.values(), ids=EXPORTS)
def test_ten_numbers_come_out_of_an_export(report: Report, client: Client, name: str, data: bytes, column: str) -> None:
    shown = _send(client, report, data, name)
    kept = client.post(shown.request["PATH_INFO"], _chosen(shown.content.decode(), column))
    report.refresh_from_db()
    text = client.get(kept["Location"]).content.decode()

    assert report.answers["baseline"].split() == [str(reach) for reach in TEN]
    assert kept["Location"].endswith("/trin/3/#egen-rang")
    assert "Nummer 4 af 11" in text
    assert not ReportFile.objects.exists()


def test_nothing_but_the_ten_is_kept_of_a_file(report: Report, client: Client) -> None:
    before = dict(report.answers)
    shown = _send(client, report, _meta())
    report.refresh_from_db()
    untouched = report.answers == before
    client.post(shown.request["PATH_INFO"], _chosen(shown.content.decode(), "Visninger"))
    report.refresh_from_db()

    assert untouched
    assert "Bakkeholm" not in str(report.answers)


def test_own_post_is_taken_out_of_the_same_file(report: Report, client: Client) -> None:
    data = _meta() + b'\r\n"17930000000099","B","09/28/2026 10:00","https://x","Vores","900","611"'
    shown = _send(client, report, data)
    typed = _chosen(shown.content.decode(), "Rækkevidde")
    nine = client.post(shown.request["PATH_INFO"], {**typed, "eget": "0"})
    client.post(shown.request["PATH_INFO"], {**typed, "opslag": [str(place) for place in range(1, 11)], "eget": "0"})
    report.refresh_from_db()

    assert "her er 9" in nine.content.decode()
    assert report.answers["value"] == "611"
    assert report.answers["baseline"].split() == [str(reach) for reach in TEN]


def test_english_thousands_of_a_file_are_judged_by_its_whole_column(report: Report, client: Client) -> None:
    rows = ["Date;Reach"] + [f"2026-09-{day + 1:02};1,{100 + day}" for day in range(9)] + ["2026-09-10;987"]
    shown = _send(client, report, "\n".join(rows).encode())
    client.post(shown.request["PATH_INFO"], _chosen(shown.content.decode(), "Reach"))
    report.refresh_from_db()

    assert report.answers["baseline"].split()[:2] == ["1100", "1101"]


def test_posts_without_certain_days_are_not_chosen_beforehand(report: Report, client: Client) -> None:
    rows = ["Date;Reach"] + [f"0{day % 9 + 1}/0{day % 8 + 1}/2026;{100 + day}" for day in range(12)]
    text = _send(client, report, "\n".join(rows).encode()).content.decode()

    assert "Filen siger ikke med sikkerhed" in text
    assert " checked" not in text


def test_day_with_points_is_the_danish_one_and_needs_no_question(report: Report, client: Client) -> None:
    rows = ["Udgivelsestidspunkt;Reach"] + [f"0{day}.11.2026 07:00;{100 + day}" for day in range(1, 10)]
    text = _send(client, report, "\n".join(rows).encode()).content.decode()

    assert "Hvilken dag er" not in text
    assert "9. november 2026" in text


def test_post_is_called_by_its_title_and_not_by_the_number_a_platform_gave_it(report: Report, client: Client) -> None:
    text = _send(client, report, _youtube(), "Content 2026.zip").content.decode()

    assert "A film, 3" in text
    assert "abc3" not in text


def test_days_that_cannot_be_read_still_tell_the_posts_apart(report: Report, client: Client) -> None:
    rows = ["Time;Post time;Total views"] + [f"November 25;November {day};{day * 7}" for day in range(1, 12)]
    shown = _send(client, report, "\n".join(rows).encode())
    typed = {**_chosen(shown.content.decode(), "Total views"), "ordn": ""}
    again = client.post(shown.request["PATH_INFO"], typed).content.decode()

    assert [">November 3<" in page and "Filen siger ikke" in page for page in (shown.content.decode(), again)] == [
        True
    ] * 2


def _bomb() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED_BYTES + 1))
    return data.getvalue()


def _laughs() -> bytes:
    """A workbook whose sheet defines entities that grow a thousandfold."""
    laughing = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = BytesIO()
    with ZipFile(BytesIO(_workbook(_tiktok))) as whole, ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for member in whole.infolist():
            text = whole.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                text = laughing.encode() + text[text.index(b"<worksheet") :]
            packed.writestr(member.filename, text)
    return data.getvalue()


def _lying() -> bytes:
    """A few bytes that say that they are ten, and unpack to half a gigabyte."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_BZIP2) as packed:
        packed.writestr("a.csv", b"0" * 2**29)
    told = bytearray(data.getvalue())
    told[22:26] = ten = (10).to_bytes(4, "little")
    central = told.rindex(b"PK\x01\x02")
    told[central + 24 : central + 28] = ten
    return bytes(told)


def _with_sheet(sheet: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(BytesIO(_workbook(_tiktok))) as whole, ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for member in whole.infolist():
            is_sheet = member.filename == "xl/worksheets/sheet1.xml"
            packed.writestr(member.filename, sheet if is_sheet else whole.read(member))
    return data.getvalue()


BAD = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d",
    "old Excel": spreadsheets.OLD_EXCEL + b"\x00" * 600,
    "half a ZIP": _youtube()[:200],
    "a bomb": _bomb(),
    "entities": _laughs(),
    "only words": b"a;b\nc;d\n",
    "a ZIP of nothing": b"PK\x05\x06" + b"\x00" * 18,
}
HEAVY = {
    "a lying ZIP": _lying,
    "deep elements": lambda: _with_sheet(b"<worksheet>" + b"<a>" * 3_000_000),
    "a row without end": lambda: _with_sheet(b"<worksheet><sheetData><row>" + b"<c/>" * 6_000_000),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_file_that_cannot_be_read_is_refused_with_a_sentence(report: Report, client: Client, data: bytes) -> None:
    answer = _send(client, report, data)
    report.refresh_from_db()

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert "baseline" not in report.answers


def test_good_file_on_a_busy_machine_is_not_called_a_bad_one(
    report: Report, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "PATIENCE_SECONDS", 0)

    answer = _send(client, report, _with_sheet(b"<worksheet><sheetData/></worksheet>"))

    assert "Vi nåede ikke at læse den fil. Prøv igen om lidt." in answer.content.decode()


@pytest.mark.deep
@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_what_is_packed_costs_the_site_next_to_nothing(
    report: Report, client: Client, heavy: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured by what this process holds at most: it reads none of it itself."""
    monkeypatch.setattr(spreadsheets, "SECONDS", 2)
    data = heavy()

    tracemalloc.start()
    try:
        with computing_at_most(2):
            answer = _send(client, report, data)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_cells_are_tidied_like_every_text(report: Report) -> None:
    """Word's breaks and a tower of accents do not come in by a file; both are slow to read as a number."""
    rows = "Dato;Rækkevidde\n" + "\n".join(f"{day}.09.2026;1{chr(11) * 900}{day}" for day in range(1, 12))

    with computing_at_most(4):
        posts = posts_in(spreadsheets.tables_in(rows.encode()))

    assert posts
    assert {post.numbers for post in posts.posts} == {(f"1{day}",) for day in range(1, 12)}


def test_formula_is_not_run_and_long_sheets_are_cut(report: Report, client: Client) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["Dato", "Rækkevidde"])
        book.active.append([datetime(2026, 9, 1), "=1+1"])
        for day in range(3_000):
            book.active.append([datetime(2026, 9, 2), day])

    assert len(spreadsheets.tables_in(_workbook(fill))["Sheet"]) == spreadsheets.MOST_ROWS
    assert "=1+1" not in _send(client, report, _workbook(fill), "a.xlsx").content.decode()


@pytest.mark.parametrize("typed", [{"tabel": ""}, {"tabel": "x" * 999}, {"tabel": "a\tb\n1\t2", "kolonne": "9" * 30}])
def test_hostile_choice_is_answered(report: Report, client: Client, typed: dict[str, str]) -> None:
    assert client.post(f"/indberet/{token_for(report.key)}/eksport/", typed).status_code == 400


def test_sheets_of_one_network_are_counted(report: Report, client: Client, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "sheets": (1, 3_600)}

    assert [_send(client, report, _meta()).status_code for _try in range(2)] == [200, 429]


def test_file_for_a_closed_report_is_not_read(tree: Tree, client: Client) -> None:
    report = make_report("declined")  # type: ignore[arg-type]  # as the column holds it

    assert _send(client, report, _meta())["Location"] == f"/indberet/{token_for(report.key)}/"


def test_step_leads_to_the_export_with_everything_kept(report: Report, client: Client) -> None:
    address = f"/indberet/{token_for(report.key)}/"
    answer = client.post(f"{address}trin/3/", {"value": "777", "eksport": ""})
    report.refresh_from_db()

    assert (answer["Location"], report.answers["value"]) == (f"{address}eksport/", "777")


def _ambiguous() -> bytes:
    """Ten days that are days either way round, the newest not on top."""
    lines = ["Date,Title,Reach"]
    lines += [f"{place % 9 + 1}/{place + 1}/2026,Post {place},{reach}" for place, reach in enumerate(TEN)]
    return "\n".join(lines).encode()


def test_days_that_can_be_read_two_ways_are_asked_about(report: Report, client: Client) -> None:
    shown = _send(client, report, _ambiguous())
    page = shown.content.decode()

    assert "Hvilken dag er 2/2/2026?" not in page
    assert "Hvilken dag er 3/4/2026?" not in page  # the first that differs is asked about
    assert "Hvilken dag er" in page
    assert "checked" not in page
    for order, newest in (("day", "1. oktober 2026"), ("month", "9. september 2026")):
        answer = client.post(shown.request["PATH_INFO"], {**_table(page), "orden": order, "ordn": ""})
        first = re.findall(r'<th scope="row">([^<]*)<', answer.content.decode())[0]
        assert first.startswith(newest)
        assert "Hvilken dag er" not in answer.content.decode()


def _table(page: str) -> dict[str, str]:
    return {"tabel": re.findall(r'name="tabel" value="([^"]*)"', page)[0]}


@pytest.mark.parametrize("order", ["", "sideways"])
def test_order_of_days_is_chosen_of_the_two(report: Report, client: Client, order: str) -> None:
    shown = _send(client, report, _ambiguous())

    answer = client.post(shown.request["PATH_INFO"], {**_table(shown.content.decode()), "orden": order, "ordn": ""})

    assert answer.status_code == 400
    assert "Vælg, hvordan dagene er skrevet." in answer.content.decode()


def test_one_day_beyond_the_twelfth_decides_for_all(report: Report, client: Client) -> None:
    data = _ambiguous() + b"\n12/25/2026,Jul,100"

    page = _send(client, report, data).content.decode()

    assert "Hvilken dag er" not in page
    assert "25. december 2026" in page
