"""The checks beside the editor: of the page's main part, and of what was just written."""

import json
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.e2e.signing_in import sign_in


def test_checks_look_at_main_alone_and_follow_what_is_written(page: Page, demo: str) -> None:
    with urlopen(f"{demo}/api/v2/pages/?type=showcase.AwardIndexPage") as answer:
        page_id = json.load(answer)["items"][0]["id"]
    sign_in(page)
    page.goto(f"/admin/pages/{page_id}/edit/")
    page.evaluate("addEventListener('w-preview:content', () => document.body.classList.add('was-checked'))")

    page.click("[data-side-panel-toggle=checks]")
    expect(page.locator("body.was-checked")).to_be_attached()

    expect(page.locator("[data-side-panel=checks] [data-content-checker-count]")).to_have_text("0")
    expect(page.locator("[data-findings-list] .content-light")).to_be_visible()
    page.fill("#id_lead", "Ordene bliver ved og ved. " * 8)
    page.locator("#id_lead").press_sequentially("Ja")
    expect(page.locator("[data-finding=length]")).to_contain_text("210 tegn")
