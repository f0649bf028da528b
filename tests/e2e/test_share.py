"""A web editor on the share page."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.hosts import Host, code_under, visit


def test_number_that_is_none_stays_as_it_was_typed(page: Page) -> None:
    page.goto("/del/?vaert=html")
    number = page.get_by_label("Hvor mange")
    number.fill("to")
    page.keyboard.press("Tab")

    expect(page.get_by_text("Skriv et helt tal fra 1 til")).to_be_visible()
    expect(number).to_have_value("to")
    page.reload()
    expect(number).to_have_value("to")


def test_code_to_copy_works_as_it_stands(chromium: Browser, demo: str, host: Host, page: Page) -> None:
    page.goto("/del/?vaert=html&antal=2")
    example = code_under(page, "En hel side at prøve med").inner_text()
    page.goto("/del/?vaert=udvikler&antal=2")
    frozen = code_under(page, "Komponent, fastlåst udgave").inner_text()

    for text in (example, f"<!doctype html><title>x</title>{frozen}"):
        with visit(chromium) as (other, seen, _context):
            host.page, host.headers = text, {}
            other.goto(host.address)
            expect(other.locator("some-katalog li a")).to_have_count(2)
            assert [error for error in seen.errors if "favicon" not in error] == []


def test_editor_gets_from_wish_to_code_by_keyboard(chromium: Browser, demo: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    context = chromium.new_context(base_url=demo, permissions=permissions, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Vis kataloget på jeres side").press("Enter")
    page.get_by_role("link", name="Almindelig HTML").press("Enter")
    page.wait_for_url("**/del/?*vaert=html*")
    page.get_by_label("Hvor mange").fill("4")
    page.keyboard.press("Tab")
    code = page.locator("[data-copy]", has=page.get_by_role("heading", name="Ramme", exact=True))
    expect(code.locator("pre")).to_contain_text("antal=4")
    expect(page.locator("[data-share-preview]")).to_have_attribute("src", f"{demo}/embed/v1/koncepter/?antal=4")
    code.get_by_role("button", name="Kopiér").press("Enter")
    expect(code.get_by_role("status")).to_have_text("Kopieret")

    assert page.evaluate("navigator.clipboard.readText()") == code.locator("pre").inner_text()
    context.close()


def test_share_page_works_without_script(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto("/del/")
    page.get_by_label("Vindere").check()
    page.get_by_role("button", name="Vis").click()
    page.get_by_role("link", name="WordPress").click()

    expect(page.locator("pre")).to_contain_text("/embed/v1/vindere/")
    expect(page.locator("[data-share-preview]")).to_have_attribute("src", f"{demo}/embed/v1/vindere/")
    context.close()
