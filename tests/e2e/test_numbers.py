"""Eleven numbers as they are carried: by a phone's keypad, and out of a platform's export; seen before they count."""

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations

PHONE: Any = {"width": 360, "height": 740}
TEN = [312, 301, 420, 251, 511, 290, 280, 390, 288, 402]
HEAD = ["Dato", "Titel", "Visninger", "Rækkevidde"]


def _begun(page: Page, name: str) -> str:
    """A report with its six fields. Returns: its own address."""
    page.goto("/indberet/")
    page.get_by_label("Hvad skal vi kalde det?").fill(name)
    page.get_by_label("Dit bibliotek").fill("Fjordby")
    page.get_by_label("Instagram").check()
    page.get_by_label("Hvad gjorde I?").fill("Vi tog imod spørgsmål hele dagen.")
    page.get_by_label("Din mailadresse på arbejdet").fill("ida@fjordby.example")
    expect(page.locator("[data-keep-status]")).to_have_text("Gemt")
    return page.url.partition("/trin/")[0]


def _send(page: Page) -> None:
    """As soon as it is not too soon."""
    page.get_by_role("button", name="Send", exact=True).click()
    received = page.get_by_text("Tak. Vi har den.")
    if not received.or_(page.get_by_text("Det var hurtigt")).first.text_content() or received.count() == 0:
        page.wait_for_timeout(3_200)
        page.get_by_role("button", name="Send", exact=True).click()
    expect(received).to_be_visible()


def test_ten_numbers_by_a_keypad_are_eleven_bars_before_they_are_sent(chromium: Browser, demo: str) -> None:
    page = chromium.new_context(base_url=demo, viewport=PHONE, has_touch=True).new_page()
    address = _begun(page, "Tal fra telefonen")
    page.goto(f"{address}/trin/3/")
    page.get_by_label("Hvad målte I?").select_option(index=1)
    page.get_by_label("Hvor mange?").fill("1,2 t")
    page.get_by_text("Eller skriv dem").tap()
    inputs = page.locator("[name=ten]")
    for place, number in enumerate(TEN):
        expect(inputs.nth(place)).to_have_attribute("inputmode", "decimal")
        inputs.nth(place).fill(str(number))

    bars = page.locator(".report__bars li")
    expect(bars).to_have_count(11)
    expect(page.locator(".report__bars li[data-own]")).to_contain_text("ca. 1.200 (afrundet)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("[data-keep-status]").first).to_have_text("Gemt")
    page.goto(f"{address}/")
    expect(bars).to_have_count(11)  # above Send
    _send(page)
    page.context.close()

    editor = chromium.new_context(base_url=demo).new_page()
    editor.goto("/admin/indberetninger/")
    editor.locator("[name=username]").fill("redaktoer")
    editor.locator("[name=password]").fill("demo")
    editor.keyboard.press("Enter")
    editor.get_by_role("link", name="Tal fra telefonen").first.click()
    expect(editor.get_by_text("ca. 1.200 (afrundet)").first).to_be_visible()
    editor.context.close()


def _csv() -> bytes:
    lines = [",".join(HEAD)]
    lines += [
        f"{place % 9 + 1}/{place + 1}/2026,Opslag {place},{reach + 98},{reach}" for place, reach in enumerate(TEN)
    ]
    return "\n".join(lines).encode()


def _xlsx() -> bytes:
    book, data = Workbook(), BytesIO()
    book.active.append(HEAD)
    for place, reach in enumerate(TEN):
        book.active.append([f"2026-09-{place + 1:02}", f"Opslag {place}", reach + 98, reach])
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "is_asked"),
    [("eksport.csv", _csv(), True), pytest.param("eksport.xlsx", _xlsx(), False, marks=pytest.mark.deep)],
)
def test_ten_numbers_out_of_an_export(chromium: Browser, demo: str, name: str, data: bytes, is_asked: bool) -> None:
    page = chromium.new_context(base_url=demo, viewport=PHONE).new_page()
    address = _begun(page, f"Tal fra {name}")
    page.goto(f"{address}/trin/3/")
    page.get_by_label("Hvad målte I?").select_option(index=1)
    page.get_by_label("Hvor mange?").fill("400")
    page.get_by_role("button", name="Hent de ti fra en eksport").click()
    page.get_by_label("Eksporten").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Læs den").click()
    if is_asked:
        page.get_by_label("1. oktober 2026").or_(page.get_by_label(re.compile("februar 2026"))).first.check()
        page.get_by_role("button", name="Sæt opslagene i rækkefølge").click()
    page.get_by_label("Rækkevidde").check()
    expect(page.locator("[name=opslag]:checked")).to_have_count(10)
    assert violations(page) == []
    page.get_by_role("button", name="Brug disse").click()

    expect(page.get_by_role("heading", name="Nummer 4 af 11")).to_be_visible()
    assert sorted(page.get_by_label("Det samme tal").input_value().split()) == sorted(map(str, TEN))
    page.context.close()
