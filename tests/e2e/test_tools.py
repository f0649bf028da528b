"""From the front page to a plan on paper, by keyboard, on a phone, and without script."""

import pytest
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


def test_platform_that_takes_no_carousel_is_not_to_be_chosen(page: Page) -> None:
    page.goto("/vaerktoejer/platform/")
    page.get_by_label("Vi laver").select_option(label="Karrusel")
    page.get_by_label("Vi lægger op fra").select_option(label="En af kommunens telefoner")
    open_page_of(page, page.get_by_role("button", name="Sammenlign"))

    tiktok = page.locator(".platforms__one", has=page.get_by_role("heading", name="TikTok"))
    expect(tiktok.locator(".platforms__verdict")).to_have_text("Vælg den ikke")
    expect(page.locator(".platforms__one").first).not_to_contain_text("Vælg den ikke")


def test_target_group_in_own_words_survives_a_reload_and_stands_in_the_address(page: Page) -> None:
    page.goto("/vaerktoejer/maalgruppe/")
    page.get_by_label("Et navn til gruppen").fill("Forældrene ved bussen")
    page.get_by_label("Hvem de er").fill("De venter.")
    page.reload()
    expect(page.get_by_label("Hvem de er")).to_have_value("De venter.")
    open_page_of(page, page.get_by_role("button", name="Lav arket"))

    expect(page.get_by_role("heading", name="Forældrene ved bussen", level=2)).to_be_visible()
    address = page.url
    page.goto("/vaerktoejer/maalgruppe/")
    expect(page.get_by_label("Hvem de er")).to_have_value("")
    page.goto(address)
    expect(page.locator(".persona")).to_contain_text("De venter.")


def _keep(page: Page, slug: str) -> None:
    page.goto(f"/koncepter/{slug}/")
    press(page, page.get_by_role("link", name="Gem i en samling"))
    expect(page.get_by_role("link", name="Gemt: se samlingen")).to_be_visible()


@pytest.mark.deep
def test_collection_is_kept_named_changed_and_sent(chromium: Browser, demo: str) -> None:
    with visit(chromium, base_url=demo) as (page, _seen, _context):
        for slug in ("et-bogstav-galt", "laeselys"):
            _keep(page, slug)
        open_page_of(page, page.get_by_role("link", name="Gemt: se samlingen"))
        expect(page.get_by_role("heading", name="Min samling", level=1)).to_be_visible()
        page.get_by_label("Navn").fill("Til mødet")
        open_page_of(page, page.get_by_role("button", name="Opdatér"))
        expect(page.get_by_role("heading", name="Til mødet", level=1)).to_be_visible()
        expect(page.locator(".comparison tbody tr")).to_have_count(2)
        sent = page.url
        open_page_of(page, page.locator("[data-take-out]").first)
        page.goto("/vaerktoejer/samling/")
        page.wait_for_url("**koncept=**")
        expect(page.locator(".chips")).to_contain_text("Til mødet (1)")

    with visit(chromium, base_url=demo) as (page, _seen, _context):
        page.goto(sent)
        expect(page.locator(".cards .card")).to_have_count(2)
        expect(page.locator("[data-own]")).to_be_hidden()
        open_page_of(page, page.get_by_role("button", name="Gem den i denne browser"))
        expect(page.locator(".chips")).to_contain_text("Til mødet (2)")
        expect(page.get_by_role("button", name="Gem den i denne browser")).to_be_hidden()


@pytest.mark.deep
def test_name_too_long_for_a_collection_is_told_and_can_be_mended(chromium: Browser, demo: str) -> None:
    with visit(chromium, base_url=demo) as (page, _seen, _context):
        _keep(page, "laeselys")
        open_page_of(page, page.get_by_role("link", name="Gemt: se samlingen"))
        page.get_by_label("Navn").fill("å" * 61)
        open_page_of(page, page.get_by_role("button", name="Opdatér"))
        expect(page.get_by_text("Navnet er for langt: 61 tegn, og der er plads til 60.")).to_be_visible()
        page.get_by_label("Navn").fill("Kort")
        open_page_of(page, page.get_by_role("button", name="Opdatér"))

        expect(page.locator(".chips")).to_have_text("Kort (1)")
        expect(page.get_by_role("button", name="Gem den i denne browser")).to_be_hidden()


@pytest.mark.deep
def test_collection_changed_in_two_tabs_loses_nothing(chromium: Browser, demo: str) -> None:
    with visit(chromium, base_url=demo) as (page, _seen, context):
        for slug in ("et-bogstav-galt", "laeselys"):
            _keep(page, slug)
        open_page_of(page, page.get_by_role("link", name="Gemt: se samlingen"))
        other = context.new_page()
        other.goto("/vaerktoejer/samling/?koncept=1")
        other.evaluate("""() => {
          const all = JSON.parse(localStorage.samlinger);
          all.lists.push({ name: "Fra den anden fane", ids: [1] });
          localStorage.samlinger = JSON.stringify(all);
        }""")
        open_page_of(page, page.locator("[data-take-out]").first)

        expect(page.locator(".chips")).to_contain_text("Fra den anden fane (1)")
        expect(page.locator(".chips")).to_contain_text("Min samling (1)")
