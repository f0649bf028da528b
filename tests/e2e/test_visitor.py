"""A communicator on the public pages."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

CONCEPT = "/koncepter/et-bogstav-galt/"


def test_finds_a_concept_by_facet_without_javascript(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Koncepter").click()

    page.get_by_role("checkbox", name=re.compile("Facebook")).check()
    page.get_by_role("button", name="Vis").click()

    expect(page).to_have_url(re.compile(r"platform=facebook"))
    expect(page.get_by_role("link", name="Fjern filter: Facebook")).to_be_visible()
    page.get_by_role("link", name="Ét bogstav galt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ét bogstav galt")
    expect(page.get_by_role("heading", name="Flopper når")).to_be_visible()
    context.close()


def test_menu_on_a_phone_closes_with_escape_and_by_a_press_elsewhere(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/")
    button, link = page.locator("details.menu > summary"), page.locator("details.menu a").first
    button.press("Enter")
    expect(page.locator("header").get_by_role("link", name="Fortæl, hvad I gjorde")).to_be_visible()
    link.focus()

    page.keyboard.press("Escape")

    expect(link).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(link).to_be_visible()
    page.locator("main").dispatch_event("click")
    expect(link).to_be_hidden()
    context.close()


@pytest.mark.deep
def test_every_facet_option_leads_somewhere(page: Page) -> None:
    page.goto("/koncepter/?platform=facebook")
    page.locator(".facets details:not([open]) summary").evaluate_all("all => all.forEach(one => one.click())")
    options = page.locator(".facets input").evaluate_all("all => all.map(one => [one.name, one.value])")

    assert len(options) > 5
    for name, value in options:
        page.goto(f"/koncepter/?{name}={value}")
        assert page.locator(".card").count() > 0, (name, value)


def test_reaches_content_and_menu_by_keyboard(page: Page) -> None:
    page.goto(CONCEPT)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_searches_with_strange_letters(page: Page) -> None:
    page.goto("/soeg/")
    page.get_by_role("searchbox").fill('bogstav" <')
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Ét bogstav galt")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value('bogstav" <')


def test_api_tells_the_same_as_the_page(page: Page, demo: str) -> None:
    with urlopen(f"{demo}/api/v2/pages/?type=concepts.ConceptPage&slug=et-bogstav-galt&fields=*") as answer:
        concept = json.load(answer)["items"][0]
    page.goto(CONCEPT)
    text = page.locator("main").inner_text()

    assert concept["lead"] in text
    for line in (*concept["works_when"], *concept["flops_when"]):
        assert line in text
    assert concept["cover"]["url"].startswith(f"{demo}/media/images/")
    assert page.request.get(concept["cover"]["url"]).status == 200
