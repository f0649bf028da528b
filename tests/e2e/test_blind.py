"""An editor looks at a report as the agency will, and blacks out what tells: by keyboard, on a phone, scriptless."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations

PHONE: Any = {"width": 390, "height": 844}
DANISH = {"light": "lyst", "dark": "mørkt"}  # the walk of the admin by night reads what stands here
LEAST_MS = 3_200  # as long as a person takes at least


def _no_violations(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _report(browser: Browser, demo: str, name: str) -> None:
    page = browser.new_context(base_url=demo, java_script_enabled=False).new_page()
    page.goto("/indberet/")
    page.get_by_label("Hvad skal vi kalde det?").fill(name)
    page.get_by_label("Dit bibliotek").fill("Fjordby")
    page.get_by_label("Instagram").check()
    page.get_by_label("Hvad gjorde I?").fill("Vi stod ved Den Skæve Port i Fjordby og spurgte alle, der kom ad vejen.")
    page.get_by_label("Din mailadresse på arbejdet").fill("ida@fjordby.example")
    page.wait_for_timeout(LEAST_MS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Tak. Vi har den")).to_be_visible()
    page.context.close()


def _preview(browser: Browser, demo: str, name: str, **options: Any) -> Page:
    page = browser.new_context(base_url=demo, viewport=PHONE, **options).new_page()
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("redaktoer")
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/admin/indberetninger/")
    page.goto(str(page.get_by_role("link", name=name).first.get_attribute("href")))
    page.goto(str(page.get_by_role("link", name="Se den, som bureauet ser den").get_attribute("href")))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page


@pytest.mark.deep
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_look_and_black_out_by_keyboard(chromium: Browser, demo: str, scheme: Any) -> None:
    name = f"Spørgsmål i {DANISH[scheme]}"
    _report(chromium, demo, name)
    page = _preview(chromium, demo, name, color_scheme=scheme)
    _no_violations(page)
    expect(page.get_by_text("ved Den Skæve Port i [biblioteket] og")).to_be_visible()
    page.get_by_role("button", name="vejen (udelad)").press("Enter")
    expect(page.get_by_text("der kom ad [udeladt].")).to_be_visible()
    page.get_by_label("Udelad et ord eller en vending").fill("den skæve port")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vi stod ved [udeladt] i [biblioteket]")).to_be_visible()
    _no_violations(page)
    page.get_by_role("button", name="Fortryd vejen").press("Enter")
    expect(page.get_by_role("button", name="vejen (udelad)")).to_be_visible()
    page.context.close()


@pytest.mark.deep
def test_what_is_selected_is_ready_to_be_blacked_out(chromium: Browser, demo: str) -> None:
    _report(chromium, demo, "Markeret")
    page = _preview(chromium, demo, "Markeret")
    page.get_by_text("Vi stod ved").dblclick(position={"x": 4, "y": 8})

    expect(page.get_by_label("Udelad et ord eller en vending")).to_have_value("Vi")
    page.context.close()


def test_look_black_out_and_hand_over_without_script(chromium: Browser, demo: str) -> None:
    _report(chromium, demo, "Uden script udelades")
    page = _preview(chromium, demo, "Uden script udelades", java_script_enabled=False)
    page.get_by_role("button", name="vejen (udelad)").click()
    page.get_by_role("button", name="Send den til bureauet").click()

    page.wait_for_url("**/admin/indberetninger/inspect/**")
    page.goto(str(page.get_by_role("link", name="Se den, som bureauet ser den").get_attribute("href")))
    expect(page.get_by_text("Det er den, bureauet har.")).to_be_visible()
    page.context.close()
