"""What only a browser shows of the desk: an entry that is dragged, and a page that tells what was taken."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations
from tests.e2e.signing_in import sign_in

VISITOR = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


def test_entry_is_dragged_to_another_day_and_moved_back_by_keyboard(page: Page) -> None:
    sign_in(page)
    assert violations(page) == []
    page.goto("/admin/kalender/?maaned=2029-12")
    jul = page.locator(".calendar__entry", has_text="Jul").first
    jul.drag_to(page.locator("[data-day='2029-12-05']"))
    expect(page.locator(".messages")).to_contain_text("begynder nu 5. december 2029")

    page.get_by_role("link", name="Flyt »Jul« (Anledning) til en anden dag").first.press("Enter")
    page.get_by_label("Ny dag").fill("2029-12-01")
    page.get_by_role("button", name="Flyt", exact=True).press("Enter")
    expect(page.locator(".messages")).to_contain_text("begynder nu 1. december 2029")
    assert violations(page) == []


def test_copying_and_taking_home_is_told_without_a_cookie(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, user_agent=VISITOR, permissions=["clipboard-write", "clipboard-read"])
    page = context.new_page()
    page.goto("/koncepter/laeselys/dpl/")
    for press in (
        page.locator("[data-copy-button]").first,
        page.locator("[data-kit]").first,
    ):
        with page.expect_request("**/tael/") as told:
            press.click()
        assert told.value.method == "POST"
        assert "cookie" not in told.value.headers
    assert context.cookies() == []
