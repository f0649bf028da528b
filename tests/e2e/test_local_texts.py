"""From a concept to texts with the town's own name in them, ready on the clipboard."""

import re
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.hosts import visit
from tests.e2e.waiting import PATIENCE_MS, wait_until

CONCEPT = "/koncepter/et-bogstav-galt/"


def _story(page: Page) -> str:
    return page.locator(".copy", has_text="Story bagefter").locator("[data-copy-text]").inner_text()


def test_library_is_written_once_and_stands_in_every_text_also_later(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(
        base_url=demo, permissions=["clipboard-read", "clipboard-write"], viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(CONCEPT)
    page.get_by_role("link", name="Sæt jeres by og bibliotek ind").press("Enter")
    page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")

    expect(page.get_by_label("By", exact=True)).to_have_value("Fjordby")
    assert "De fem bedste står nu i Fjordby med" in _story(page)
    page.locator(".copy", has_text="Story bagefter").get_by_role("button", name="Kopiér").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
    assert "nu i Fjordby med" in page.evaluate("navigator.clipboard.readText()")
    page.reload()
    expect(page.get_by_label("By", exact=True)).to_have_value("Fjordby")
    page.get_by_label("Bibliotek", exact=True).fill("Vesterklit Bibliotek")
    expect(page.get_by_label("By", exact=True)).to_have_value("Vesterklit")
    page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")
    expect(page.get_by_label("By", exact=True)).to_have_value("Fjordby")
    page.goto(CONCEPT)
    assert "nu i Fjordby med" in _story(page)
    page.goto("/koncepter/bussen-koerer-nu/tilpas/")
    expect(page.get_by_label("Bibliotek", exact=True)).to_have_value("Fjordby Bibliotek")
    context.close()


@pytest.mark.deep
def test_library_written_before_the_script_came_tells_its_town_too(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/local-details\.(\w+\.)?js$"), lambda route: held.append(route))
    page.goto(f"{CONCEPT}tilpas/", wait_until="commit")
    page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")
    page.wait_for_function("document.readyState === 'interactive'")
    assert "nu i [by] med" in _story(page)
    for route in held:
        route.continue_()

    expect(page.get_by_label("By", exact=True)).to_have_value("Fjordby")
    assert "nu i Fjordby med" in _story(page)
    page.unroute_all()
    page.get_by_label("By", exact=True).fill("")
    page.reload()
    expect(page.get_by_label("Bibliotek", exact=True)).to_have_value("Fjordby Bibliotek")
    expect(page.get_by_label("By", exact=True)).to_have_value("")


@pytest.mark.deep
def test_town_somebody_wrote_is_hers_and_emptied_fields_are_forgotten(page: Page) -> None:
    page.goto(f"{CONCEPT}tilpas/")
    page.get_by_label("By", exact=True).fill("Vesterklit")
    page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")
    expect(page.get_by_label("By", exact=True)).to_have_value("Vesterklit")
    page.get_by_label("By", exact=True).fill("å" * 61)
    expect(page.get_by_text("61 tegn, 1 for mange")).to_be_visible()
    assert "nu i [by] med" in _story(page)
    page.get_by_role("link", name="Tøm felterne").click()

    expect(page.get_by_label("Bibliotek", exact=True)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.goto(CONCEPT)
    assert "nu i [by] med" in _story(page)


def test_without_script_the_form_answers_with_the_texts(chromium: Browser, demo: str) -> None:
    with visit(chromium, base_url=demo, java_script_enabled=False) as (page, _seen, _context):
        page.goto(f"{CONCEPT}tilpas/")
        page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")
        page.get_by_role("button", name="Udfyld", exact=True).click()

        assert "nu i Fjordby med" in _story(page)
        expect(page.get_by_label("By", exact=True)).to_have_value("Fjordby")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_filled_kit_is_at_most_eight_taps_from_the_front_page(chromium: Browser, demo: str, has_script: bool) -> None:
    context = chromium.new_context(
        base_url=demo, viewport={"width": 390, "height": 844}, java_script_enabled=has_script
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Ét bogstav galt").first.click()
    page.get_by_role("link", name="Sæt jeres by og bibliotek ind").click()
    town = f"Fjordby {time.time_ns()}"  # or the kit is there already
    page.get_by_label("By", exact=True).fill(town)
    page.get_by_label("Bibliotek", exact=True).fill("Fjordby Bibliotek")
    take_home = page.get_by_role("button", name="Tag det hele med, udfyldt (ZIP)")
    if has_script:
        with page.expect_download(timeout=PATIENCE_MS) as taken:
            take_home.click()
        expect(page.get_by_role("heading", name="Den er klar")).to_be_visible()
        package = taken.value.path().read_bytes()
    else:
        with page.expect_navigation():
            take_home.click()
        address = page.url
        expect(page.get_by_role("heading", name="Det bliver lavet nu")).to_be_visible()
        wait_until(page, lambda: page.request.get(address).status == 200)
        package = page.request.get(address).body()

    with ZipFile(BytesIO(package)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".txt")]
    assert any(town in text for text in texts)
    assert not any("[by]" in text or "[bibliotek]" in text for text in texts)
    context.close()
