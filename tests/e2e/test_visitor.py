"""A communicator on the public pages."""

import json
import re
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

CONCEPT = "/koncepter/et-bogstav-galt/"
NOT_IN_SITEMAP = ["/soeg/", "/soeg/?q=bogstav", "/soeg/?q=findesikke", "/koncepter/?platform=facebook", "/findes-ikke/"]
NOT_IN_SITEMAP += ["/del/", "/del/?vaert=html&antal=x", "/del/?hvad=galleri&vaert=udvikler", "/api/feed/v1/docs"]
NOT_IN_SITEMAP += [f"{CONCEPT}dpl/", "/eksempler/nattevagten/dpl/"]


def _addresses(demo: str) -> list[str]:
    with urlopen(f"{demo}/sitemap.xml") as answer:
        found = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    return [address.removeprefix(demo) for address in found]


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


def test_no_page_asks_a_third_party_sets_a_cookie_or_complains(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo)
    page = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((demo, "data:")):
            foreign.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    for address in _addresses(demo):
        page.goto(address, wait_until="networkidle")

    assert foreign == []
    assert complaints == []
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing_on_any_page(chromium: Browser, demo: str, width: int, scheme: str) -> None:
    context = chromium.new_context(
        base_url=demo,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # a literal by parametrize
    )
    page = context.new_page()
    found = []
    for address in [*_addresses(demo), *NOT_IN_SITEMAP]:
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            found.append(f"{address}: {violation['id']} {violation['nodes'][0]['html'][:120]}")
    assert "\n".join(found) == ""
    context.close()


def test_no_page_scrolls_sideways_at_320_pixels(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, viewport={"width": 320, "height": 700})
    page = context.new_page()
    wide = []
    for address in [*_addresses(demo), *NOT_IN_SITEMAP]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []
    context.close()


def test_every_picture_is_ready_and_has_its_size(page: Page, demo: str) -> None:
    for address in _addresses(demo):
        page.goto(address)
        assert page.locator(".picture-waiting").count() == 0, address
        assert page.locator("img:not([width]), img:not([height]), img:not([alt])").count() == 0, address


def test_no_link_on_any_page_is_dead(page: Page, demo: str) -> None:
    links = set()
    for address in _addresses(demo):
        page.goto(address)
        links |= set(page.locator("a[href]").evaluate_all("all => all.map(one => one.href.split('#')[0])"))
    inside = sorted(link for link in links if link.startswith(demo))

    assert [link for link in inside if page.request.get(link).status != 200] == []


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
