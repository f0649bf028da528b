"""From the front page to a plan on paper, by keyboard, on a phone, and without script."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.hosts import visit
from tests.e2e.keyboard import open_page_of, press


def _to_the_plan(page: Page) -> None:
    page.goto("/")
    open_page_of(page, page.get_by_role("link", name="Værktøjer"))
    open_page_of(page, page.get_by_role("link", name="Kom i gang"))
    for choice in ("Unge 13-19", "Dialog"):
        option = page.locator("label", has_text=choice).locator("input")
        option.focus()
        page.keyboard.press("Space")
        open_page_of(page, page.get_by_role("button", name="Næste"))
    first = page.locator("input[name='koncept']").first
    first.focus()
    page.keyboard.press("Space")
    open_page_of(page, page.get_by_role("button", name="Næste"))
    page.locator("input[value='tiktok']").focus()
    page.keyboard.press("Space")
    page.get_by_label("Det første opslag").fill("1. november")
    open_page_of(page, page.get_by_role("button", name="Næste"))
    expect(page.get_by_role("heading", name="Planen", level=1)).to_be_visible()


def test_plan_is_made_without_script_and_without_a_mouse(chromium: Browser, demo: str) -> None:
    viewport = {"width": 390, "height": 844}
    with visit(chromium, base_url=demo, java_script_enabled=False, viewport=viewport) as (page, _seen, context):
        _to_the_plan(page)

        plan = page.locator(".plan")
        for part in ("Unge 13-19", "Dialog", "TikTok", "mindst 3 af de næste 5 opslag", "4,5 %"):
            expect(plan).to_contain_text(part)
        address = page.url
        again = context.new_page()
        again.goto(address)
        expect(again.locator(".plan")).to_contain_text("TikTok")
        calendar = str(page.get_by_role("link", name="Til kalenderen (ICS)").get_attribute("href"))
        assert page.request.get(calendar).text().count("BEGIN:VEVENT") == 11
        assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_own_numbers_say_what_the_next_post_must_beat(page: Page) -> None:
    page.goto("/vaerktoejer/succes/")
    page.get_by_label("Jeres ti seneste opslag af samme slags").fill("12\n48\n31\n7\n412\n55\n60\n13\n300\n22")
    press(page, page.get_by_role("button", name="Regn det ud"))

    expect(page.get_by_role("heading", name="Jeres kriterium")).to_be_visible()
    expect(page.locator(".tool__bar")).to_have_text("Mere end 300")
    open_page_of(page, page.get_by_role("link", name="Lav en plan med det"))
    assert "slaa=300" in page.url
