"""What an assessor types is never lost either, and is hers alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

WHY = "Fordi bogen selv taler, og fordi ingen venter det."


@pytest.fixture
def context(chromium: Browser, demo: str) -> Any:
    context = chromium.new_context(base_url=demo)
    yield context
    context.close()


def _said(page: Page) -> Any:
    return page.locator("[data-keep-status]").first


def _sign_in(page: Page, username: str) -> None:
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")


def _case(context: BrowserContext, username: str) -> Page:
    """A case that waits for this assessor."""
    page = context.new_page()
    page.goto("/vurdering/")
    _sign_in(page, username)
    page.get_by_role("link", name="Bogen, ingen har lånt").click()
    page.locator("[name=why_it_works]").wait_for()
    page.wait_for_load_state()  # its scripts too: some tests cut the network at once
    return page


def test_assessment_is_kept_as_it_is_written(context: BrowserContext) -> None:
    page = _case(context, "bureau2")
    page.locator("fieldset").first.get_by_role("radio", name="4").check()
    page.locator("[name=why_it_works]").fill(WHY)
    expect(_said(page)).to_have_text("Gemt")
    page.locator("[name=flops_when]").fill("Hvor bogen er lånt ud.")
    page.reload()

    expect(page.locator("[name=why_it_works]")).to_have_value(WHY)
    expect(page.locator("[name=flops_when]")).to_have_value("Hvor bogen er lånt ud.")
    expect(page.locator("fieldset").first.get_by_role("radio", name="4")).to_be_checked()
    expect(_said(page)).not_to_have_text(re.compile("Ikke gemt endnu"))


def test_assessment_outlives_its_session_and_nobody_else_gets_it(context: BrowserContext) -> None:
    page = _case(context, "bureau2")
    context.clear_cookies(name=re.compile("session"))
    page.locator("[name=flops_when]").fill("Skrevet uden at være logget ind.")
    expect(_said(page)).to_contain_text("ikke logget ind længere")
    with context.expect_page() as opened:
        _said(page).get_by_role("link", name="Log ind igen").click()
    _sign_in(opened.value, "bureau2")
    expect(opened.value.locator("[name=flops_when]")).to_have_value("Skrevet uden at være logget ind.")
    page.bring_to_front()
    page.locator("[name=flops_when]").press_sequentially(" Og nu igen.")
    expect(_said(page)).to_have_text("Gemt")

    context.clear_cookies(name=re.compile("session"))
    page.locator("[name=why_it_works]").fill("Kun min.")
    expect(_said(page)).to_contain_text("ikke logget ind længere")
    page.close()
    other = _case(context, "bureau")
    expect(other.locator("[name=why_it_works]")).not_to_have_value("Kun min.")
    expect(other.locator("[data-keep-other]")).to_have_count(0)


def test_deliver_without_network_stays_on_the_page(context: BrowserContext) -> None:
    page = _case(context, "bureau2")
    page.locator("[name=why_it_works]").fill("Står her endnu.")
    context.set_offline(True)
    page.get_by_role("button", name="Aflevér").click()

    expect(_said(page)).to_have_text(re.compile("ikke sendt"))
    expect(page.locator("[name=why_it_works]")).to_have_value("Står her endnu.")
