"""What is typed in the admin is what is stored: from the first letter, through calendars, boxes and a lost login."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.e2e.waiting import PATIENCE_MS
from tests.nightly import by_night_but

SETTLE_LATE = """
    const soon = window.setTimeout;
    window.setTimeout = (act, delay, ...rest) => soon(act, delay === 2_000 ? 120_000 : delay, ...rest); // Wagtail's two
    window.settled = false;
    addEventListener("w-unsaved:watch-edits", () => { window.settled = true; });
"""
TYPED = "Tastet med det samme"
TYPE_AS_THE_ANSWER_COMES = """() => addEventListener(
    "w-autosave:success", () => { document.querySelector("#id_title").value = "Bussen" }, { capture: true, once: true }
)"""


@pytest.fixture
def desk(chromium: Browser, demo: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=demo, viewport={"width": 1440, "height": 1000})
    log_in(context.new_page())
    yield context
    context.close()


def log_in(page: Page, username: str = "redaktoer") -> None:
    if "/login/" not in page.url:
        page.goto("/admin/")
    page.fill("#id_username", username)
    page.fill("#id_password", "demo")
    page.click("form[action='/admin/login/'] button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)


def new_concept(desk: BrowserContext) -> Page:
    page = desk.pages[0]
    found = page.request.get("/api/v2/pages/?type=concepts.ConceptIndexPage").json()
    page.goto(f"/admin/pages/add/concepts/conceptpage/{found['items'][0]['id']}/")
    return page


def is_autosave(request: Request) -> bool:
    return request.method == "POST" and "application/json" in request.headers.get("accept", "")


def is_press(request: Request) -> bool:
    """Somebody's own save, of a page that has an address or none yet."""
    return request.method == "POST" and not is_autosave(request) and bool(re.search(r"/(add|edit)/", request.url))


def test_letter_typed_before_the_page_has_settled_is_saved(desk: BrowserContext) -> None:
    page = new_concept(desk)
    page.add_init_script(SETTLE_LATE)
    with page.expect_request(lambda one: is_autosave(one) and TYPED in (one.post_data or ""), timeout=PATIENCE_MS):
        page.reload()
        page.locator("#id_title").press_sequentially(TYPED)
        assert page.evaluate("window.settled") is False


@pytest.mark.deep
def test_letter_typed_while_a_save_is_answered_is_saved_too(desk: BrowserContext) -> None:
    page = new_concept(desk)
    held: list[Route] = []
    page.route("**/add/**", lambda route: held.append(route) if is_autosave(route.request) else route.continue_())
    with page.expect_request(is_autosave, timeout=PATIENCE_MS):
        page.locator("#id_title").press_sequentially("Bus")

    page.evaluate(TYPE_AS_THE_ANSWER_COMES)
    with page.expect_request(is_autosave, timeout=PATIENCE_MS) as again:
        held[0].continue_()

    assert "Bussen" in (again.value.post_data or "")


@pytest.mark.parametrize("button", by_night_but(["button.action-save", "[name=action-submit]"], "button.action-save"))
def test_button_pressed_while_a_save_is_out_makes_no_second_page(desk: BrowserContext, button: str) -> None:
    page, title = new_concept(desk), f"Kun én gang {button.count('=')}"
    above = page.url.rstrip("/").rpartition("/")[2]
    held: list[Route] = []
    page.route("**/add/**", lambda route: held.append(route) if is_autosave(route.request) else route.continue_())
    with page.expect_request(is_autosave, timeout=PATIENCE_MS):
        page.locator("#id_title").press_sequentially(title)

    if button != "button.action-save":
        page.locator("footer .w-dropdown__toggle").last.click()
    page.locator(button).first.click()
    page.wait_for_timeout(600)  # Wagtail has closed the button by then
    with page.expect_request(is_press, timeout=PATIENCE_MS) as sent:
        held[0].continue_()
    sent.value.response()

    assert ("action-submit" in (sent.value.post_data or "")) is ("action-submit" in button)
    page.goto(f"/admin/pages/{above}/")
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)


def test_day_stays_as_typed_and_the_calendar_writes_as_danes_do(desk: BrowserContext) -> None:
    page = desk.pages[0]
    page.goto("/admin/snippets/media/consent/add/")
    field = page.locator("#id_expires_on")

    for typed in ("31-12-2029", "2027-02-30", "i morgen"):
        field.fill(typed)
        page.locator("#id_purpose").focus()
        expect(field).to_have_value(typed)
    page.locator(".day-field__calendar").first.evaluate(
        "one => { one.value = '2029-12-31'; one.dispatchEvent(new Event('change', {bubbles: true})) }"
    )

    expect(field).to_have_value("31-12-2029")


def test_whoever_was_logged_out_goes_on_where_she_was(desk: BrowserContext) -> None:
    page = desk.pages[0]
    page.goto("/admin/snippets/core/occasion/add/")
    page.fill("#id_name", "Bibliotekernes dag")
    page.fill("#id_slug", "bibliotekernes-dag")
    desk.clear_cookies()

    page.locator("form[data-edit-form] button[type=submit]").first.click()
    expect(page.get_by_role("dialog", name="Du er logget ud")).to_be_visible()
    with desk.expect_page() as opened:
        page.get_by_role("link", name="Log ind i en ny fane").click()
    log_in(opened.value)
    opened.value.close()

    page.wait_for_url("**/admin/snippets/core/occasion/")
    expect(page.get_by_text("Bibliotekernes dag").first).to_be_visible()


@pytest.mark.deep
def test_other_persons_login_does_not_save_in_her_name(desk: BrowserContext) -> None:
    page = new_concept(desk)
    desk.clear_cookies()
    page.locator("#id_title").press_sequentially("Stadig min")

    dialog = page.get_by_role("dialog", name="Du er logget ud")
    expect(dialog).to_be_visible()
    other = desk.new_page()
    log_in(other, "sektion")
    page.bring_to_front()
    dialog.get_by_role("button", name="Jeg er logget ind").click()

    expect(dialog.get_by_text("En anden er logget ind nu")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Stadig min")
