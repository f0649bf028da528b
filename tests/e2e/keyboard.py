"""Whoever works without a mouse: Tab from stop to stop until what is wanted has the focus."""

import pytest
from playwright.sync_api import Locator, Page

MOST_STOPS = 300
HAS_FOCUS = "(one) => one === document.activeElement"


def go_to(page: Page, what: Locator) -> None:
    """Fails when Tab never gets there."""
    what.wait_for()
    for _stop in range(MOST_STOPS):
        if what.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reached {what}")


def press(page: Page, what: Locator) -> None:
    go_to(page, what)
    page.keyboard.press("Enter")


def open_page_of(page: Page, what: Locator) -> None:
    """Press what leads to another page, and wait until that is there."""
    go_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, what: Locator, text: str) -> None:
    """In place of what stands there."""
    go_to(page, what)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def sign_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    write(page, page.locator("#id_username"), username)
    write(page, page.locator("#id_password"), "demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
