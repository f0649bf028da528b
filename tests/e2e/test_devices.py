"""What docs/devices.md promises of scroll bars, large text, keypads and the clipboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.hosts import Host
from tests.services import browser as browsers

CONCEPT = "/koncepter/et-bogstav-galt/"
LONG_TITLES = "/koncepter/fem-sider-foer-sengetid/"
SHOWN = [
    "/",
    "/koncepter/",
    CONCEPT,
    LONG_TITLES,
    f"{CONCEPT}dpl/",
    f"{CONCEPT}tilpas/",
    f"{CONCEPT}billeder/",
    "/platforme/",
    "/platforme/instagram/",
    "/eksempler/",
]
SHOWN += ["/eksempler/nattevagten/", "/priser/", "/priser/2025/", "/priser/2025/aarets-opslag/", "/galleri/", "/film/"]
SHOWN += ["/om/", "/om/daekning/", "/privatliv/", "/soeg/?q=bogstav", "/findes-ikke/"]
SHOWN += ["/aarshjul/", "/vaerktoejer/", "/vaerktoejer/succes/", "/vaerktoejer/platform/"]
SHOWN += ["/vaerktoejer/maalgruppe/?hvem=Dem", "/vaerktoejer/samling/"]
SHOWN += [f"/vaerktoejer/start/?trin={step}" for step in ("hvem", "hvad", "hvordan", "hvor", "plan")]
SHARED = ["/del/", "/del/?hvad=galleri&vaert=udvikler", "/del/?hvad=side&vaert=html", "/api/feed/v1/docs"]
FRAMES = [f"/embed/v1/{name}/?visning={look}" for name in ("koncepter", "galleri") for look in ("stribe", "gitter")]
DOORS = ["/indberet/link/", "/vurdering/log-ind/", "/vurdering/ny-adgangskode/", "/admin/login/"]
STEPS = ["trin/1/", "trin/2/", "trin/3/", "trin/4/", ""]
ACCOUNT = ["/konto/", "/konto/bekraeft/", "/konto/app/", "/konto/adgangsnoegle/"]

WIDTHS = (320, 360, 720, 768, 1024, 1440)  # 720 is a window of 1440 at 200 %
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXT_SIZE = "size => { document.documentElement.style.fontSize = size }"
FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [tabindex='-1']), textarea"
HINTS = "one => [one.name, one.type, one.inputMode, one.autocapitalize, one.autocomplete].filter(Boolean).join(' ')"
# Every field a telephone fills: its kind, which keypad, capitals, and what the telephone may fill in by itself.
KEYPADS = {
    *("q search", "name text", "library text organization", "what textarea", "email email email"),
    *("started_on text off", "ended_on text off", "post_url text url none", "why textarea", "how textarea"),
    *("value text decimal off", "window_days text numeric off", "followers text decimal off", "baseline textarea"),
    *("ten text decimal off", "purpose text", "agreed_until text off", "contact_name text name"),
    *("why_it_works textarea", "flops_when textarea"),
    *("username text none username", "password password current-password", "code text numeric one-time-code"),
    *("bibliotek text organization", "by text address-level2", "titel text off", "dato text off"),
    *("antal text numeric off", "side text url none", "farve text none off", "farve color"),
    *("fra text off", "tal textarea decimal", "navn text off"),
    *("hvem textarea", "behov textarea", "steder textarea", "tone textarea", "undgaa textarea"),
}


@pytest.fixture
def visitor(chromium: Browser, demo: str) -> Iterator[BrowserContext]:
    """Chromium as Windows shows it: a scroll bar takes its room."""
    browser = chromium.browser_type.launch(executable_path=browsers.find(), ignore_default_args=["--hide-scrollbars"])
    yield browser.new_context(base_url=demo)
    browser.close()


def _signed_in(page: Page, address: str, username: str) -> None:
    page.context.clear_cookies()
    page.goto(address)
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill("demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _begun_report(page: Page) -> str:
    page.goto("/indberet/")
    page.locator("[name=name]").fill("Bænken der læste højt")
    expect(page.locator("[data-keep-status]").first).to_have_text("Gemt")
    return page.url.removesuffix(STEPS[0])


def _every_kind_of_page(page: Page, host: Host, demo: str) -> Iterator[str]:
    """Goes to one page after the other. Yields: which it is."""
    for address in (*SHOWN, *SHARED, *FRAMES, *DOORS):
        page.goto(address)
        yield address
    script = f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'
    page.goto(
        host.shows(f'<some-katalog antal="6" visning="gitter"></some-katalog><some-katalog></some-katalog>{script}')
    )
    expect(page.locator("some-katalog li a").last).to_be_visible()
    yield "the component"
    report = _begun_report(page)
    for step in STEPS:
        page.goto(report + step)
        yield f"a report's {step}"
    _signed_in(page, "/vurdering/", "bureau2")
    yield "cases"
    page.get_by_role("link", name="Bogen, ingen har lånt").click()
    page.locator("[name=why_it_works]").wait_for()
    yield "a case"
    _signed_in(page, "/admin/login/", "redaktoer")
    for address in ACCOUNT:
        page.goto(address)
        yield address


def _beyond(page: Page) -> Iterator[str]:
    page.wait_for_load_state()  # with its style
    for size, widths in (("", WIDTHS), ("200%", (720,))):
        page.evaluate(TEXT_SIZE, size)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 768})
            if beyond := page.evaluate(BEYOND):
                yield f"{beyond} px beyond {width} {size}"


@pytest.mark.deep  # forty pages in seven widths; every run looks for it at 320 pixels
def test_nothing_scrolls_sideways_and_every_field_names_its_keypad(
    visitor: BrowserContext, host: Host, demo: str
) -> None:
    page, faults, fields = visitor.new_page(), [], set[str]()
    for which in _every_kind_of_page(page, host, demo):
        faults += [f"{which}: {fault}" for fault in _beyond(page)]
        fields |= set(page.locator(FIELDS).evaluate_all(f"all => all.map({HINTS})"))

    assert "\n".join(faults) == ""
    assert fields == KEYPADS


NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
CLOSED_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"


def _open_picture(page: Page) -> None:
    page.goto("/galleri/")
    page.locator("[data-gallery] [data-full]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_without_clipboard_no_button_promises_to_copy(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(NO_CLIPBOARD)
    page.goto(CONCEPT)
    expect(page.locator("[data-copy-text]").first).to_be_visible()
    expect(page.locator("[data-copy-button]:visible")).to_have_count(0)
    _open_picture(page)

    expect(page.get_by_role("button", name="Kopiér")).to_have_count(0)
    assert errors == []


def test_closed_clipboard_leaves_the_text_marked_and_the_address_to_read(page: Page) -> None:
    page.add_init_script(CLOSED_CLIPBOARD)
    page.goto(CONCEPT)
    box = page.locator("[data-copy]").first
    box.locator("[data-copy-button]").click()
    assert page.evaluate("getSelection().toString().trim()") == box.locator("[data-copy-text]").inner_text().strip()
    _open_picture(page)
    page.get_by_role("button", name="Kopiér").click()

    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(page.url)
