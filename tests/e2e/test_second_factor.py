"""The second step in a real browser: by passkey, by app and by recovery code; on a phone, in the dark, by keyboard."""

import re
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import violations

PASSWORD = "et langt kodeord til prøven"
PHONE: Any = {"width": 360, "height": 780}


@pytest.fixture
def address(demo: str) -> str:
    """The demo by its name: browsers make no passkeys for an address of digits."""
    return demo.replace("127.0.0.1", "localhost")


@pytest.fixture
def editor(chromium: Browser, address: str) -> str:
    """The user name of an editor of this test's own, made by the demo's administrator."""
    name = f"prove-{uuid4().hex[:8]}"
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    _send_password(page, "demo", "demo")
    _is_in(page)
    page.goto("/admin/users/new/")
    for field, value in {
        "username": name,
        "email": f"{name}@example.dk",
        "first_name": "Pia",
        "last_name": "Prøve",
    }.items():
        page.fill(f"#id_{field}", value)
    for field in ("password1", "password2"):
        page.fill(f"#id_{field}", PASSWORD)
    page.locator("#tab-label-roles").click()
    page.get_by_label("Redaktører", exact=True).check()
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/admin/users/")
    context.close()
    return name


@pytest.fixture
def browser(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=address, viewport=PHONE, color_scheme="dark")
    yield context
    context.close()


def _send_password(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")


def _log_out(page: Page) -> None:
    page.context.clear_cookies()


def _is_in(page: Page) -> None:
    page.wait_for_url(re.compile(r"\d/admin/$"))


def _is_well(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the phone."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _code(secret: str, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def _add_app(page: Page) -> tuple[str, list[str]]:
    """Returns: the secret, and the recovery codes."""
    page.goto("/konto/")
    _is_well(page)
    page.get_by_role("link", name="Tilføj en app").click()
    page.get_by_text("Skriv koden i stedet").click()
    secret = page.locator(".account__secret").inner_text()
    _is_well(page)
    page.get_by_label("Skriv de seks cifre").fill(_code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    _is_well(page)
    codes = page.locator(".account__codes code").all_inner_texts()
    page.get_by_role("link", name="Jeg har gemt dem").click()
    return secret, codes


def test_app_and_recovery_codes_let_in_by_keyboard_alone(browser: BrowserContext, editor: str) -> None:
    page = browser.new_page()
    page.goto("/admin/")
    _is_well(page)
    _send_password(page, editor)
    _is_in(page)
    secret, codes = _add_app(page)
    expect(page.get_by_text("Der er 10 gendannelseskoder tilbage.")).to_be_visible()

    _log_out(page)
    _send_password(page, editor)
    expect(page.get_by_role("heading", name="Ét trin mere")).to_be_visible()
    _is_well(page)
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Det var den ikke")
    _is_well(page)
    page.keyboard.type(_code(secret, steps=1))  # the one of now was used when the app was added
    page.keyboard.press("Enter")
    _is_in(page)

    for code, lets_in in ((codes[0], True), (codes[0], False)):
        _log_out(page)
        _send_password(page, editor)
        page.get_by_label("Kode fra din app").fill(code)
        page.keyboard.press("Enter")
        if lets_in:
            _is_in(page)
        else:
            expect(page.get_by_role("alert")).to_contain_text("Det var den ikke")


@pytest.mark.deep
def test_recovery_codes_are_downloaded_and_printed(browser: BrowserContext, editor: str) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { window.wasPrinted = true; }")
    _send_password(page, editor)
    _is_in(page)
    page.goto("/konto/app/")
    page.get_by_text("Skriv koden i stedet").click()
    page.get_by_label("Skriv de seks cifre").fill(_code(page.locator(".account__secret").inner_text()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    codes = page.locator(".account__codes code").all_inner_texts()

    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som tekst").click()
    page.get_by_role("button", name="Udskriv").click()

    assert download.value.suggested_filename == "gendannelseskoder.txt"
    assert download.value.path().read_text("utf-8").split("\n")[1:11] == codes
    assert page.evaluate("window.wasPrinted")
    page.reload()
    expect(page.get_by_text("Koder vises én gang")).to_be_visible()
    _is_well(page)


@pytest.mark.deep
def test_passkey_lets_in_and_can_be_taken_off(browser: BrowserContext, editor: str) -> None:
    page = browser.new_page()
    device = browser.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    _send_password(page, editor)
    _is_in(page)
    page.goto("/konto/")
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    _is_well(page)
    page.get_by_label("Hvad kalder du den?").fill("Min bærbare")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    page.goto("/konto/adgangsnoegle/")
    page.get_by_role("button", name="Tilføj en adgangsnøgle").click()  # the device has made one already, and refuses
    expect(page.get_by_text("Det lykkedes ikke, eller du fortrød.")).to_be_visible()
    _is_well(page)

    _log_out(page)
    _send_password(page, editor)
    expect(page.get_by_role("heading", name="Ét trin mere")).to_be_visible()
    _is_well(page)
    page.get_by_role("button", name="Brug din adgangsnøgle").press("Enter")
    _is_in(page)

    page.goto("/konto/")
    page.get_by_role("link", name="Fjern Min bærbare").click()
    _is_well(page)
    page.get_by_role("button", name="Fjern den").click()
    expect(page.get_by_text("Ingen endnu")).to_be_visible()
    _log_out(page)
    _send_password(page, editor)
    _is_in(page)


@pytest.mark.deep
def test_address_of_digits_says_where_passkeys_work(chromium: Browser, demo: str, editor: str) -> None:
    context = chromium.new_context(base_url=demo, viewport=PHONE)
    page = context.new_page()
    _send_password(page, editor)
    _is_in(page)

    page.goto("/konto/adgangsnoegle/")

    expect(page.get_by_text("Adgangsnøgler virker kun på http://localhost")).to_be_visible()
    _is_well(page)
    context.close()
