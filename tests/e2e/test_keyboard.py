"""The main journey of each role in the admin, from its door to its end, without a mouse."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.keyboard import go_to, open_page_of, press, sign_in, write

TITLE = "Skrevet uden mus"
GUIDE, LEAD = "LinkedIn", "Hvor kolleger og kommune taler sammen."
OBJECTIVE, INTO = "Kendskab til tilbud", "Dialog"


@contextmanager
def _signed_in(chromium: Browser, demo: str, username: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sign_in(page, username)
    yield page
    context.close()


def _link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def _button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def _is_told(page: Page, *words: str) -> None:
    """What was sent is answered: autosave changes the address, but tells nothing."""
    for said in words:
        expect(page.locator(".messages")).to_contain_text(said)


def _send_for_approval(page: Page, title: str) -> None:
    press(page, _button(page, "Flere handlinger"))
    press(page, page.locator("button[name='action-submit']"))
    _is_told(page, f"»{title}«", "godkendelse")


def test_editor_writes_checks_and_sends_to_approval(chromium: Browser, demo: str) -> None:
    with _signed_in(chromium, demo, "redaktoer") as page:
        press(page, _button(page, "Sider"))
        press(page, _link(page, "Vis undersider af »SoMe-kataloget«"))
        open_page_of(page, _link(page, "Koncepter"))
        open_page_of(page, _link(page, "Tilføj en underside"))
        write(page, page.locator("#id_title"), TITLE)
        write(page, page.locator("#id_lead"), "Et tastatur er nok.")
        press(page, _button(page, "Gem kladde"))
        _is_told(page, f"»{TITLE}«")
        press(page, _button(page, "Skift visning af kontrol"))
        expect(page.locator("[data-findings-list]")).to_contain_text("Ingen linje fortæller, hvornår det flopper")
        _send_for_approval(page, TITLE)


@pytest.mark.deep
def test_section_editor_changes_her_own_page_and_editor_approves_it_from_the_start_page(
    chromium: Browser, demo: str
) -> None:
    with _signed_in(chromium, demo, "sektion") as page:
        open_page_of(page, _link(page, "Gå til dine sider"))
        open_page_of(page, _link(page, GUIDE))
        write(page, page.locator("#id_lead"), LEAD)
        _send_for_approval(page, GUIDE)
    with _signed_in(chromium, demo, "redaktoer") as page:
        open_page_of(page, page.locator("#to-approve").get_by_role("link", name=GUIDE))
        press(page, _button(page, "Flere handlinger"))
        press(page, page.locator("[data-workflow-action-name='approve']").first)
        _is_told(page, f"Siden »{GUIDE}« er godkendt.")
        page.goto("/platforme/linkedin/")
        expect(page.get_by_text(LEAD).first).to_be_visible()


@pytest.mark.deep
def test_administrator_merges_one_word_into_another(chromium: Browser, demo: str) -> None:
    with _signed_in(chromium, demo, "demo") as page:
        press(page, _button(page, "Ord og registre"))
        open_page_of(page, _link(page, "Formål"))
        press(page, _button(page, f"Flere valgmuligheder for »{OBJECTIVE}«"))
        open_page_of(page, _link(page, "Læg sammen med et andet"))
        go_to(page, page.locator("#id_into"))
        page.keyboard.type(INTO)
        press(page, _button(page, "Læg sammen"))

        _is_told(page, f"»{OBJECTIVE}« er lagt sammen med »{INTO}«")
        expect(page.get_by_role("link", name=OBJECTIVE)).to_have_count(0)
