"""What the public pages do beyond being read: finding, copying, looking at pictures, by mouse, keyboard and touch."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e.axe import violations

CONCEPT = "/koncepter/et-bogstav-galt/"
GALLERY = "/eksempler/nattevagten/"


@pytest.fixture
def phone(chromium: Browser, demo: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    yield page
    context.close()


def _tab_to(page: Page, name: str, limit: int = 60) -> None:
    """Press Tab until the element with this accessible name has the focus."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        text = page.evaluate("(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText)")
        if re.search(name, text or ""):
            return
    pytest.fail(f"Tab never reached {name}.")


def test_keyboard_alone_finds_a_concept_from_the_front_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="på").focus()
    page.keyboard.press("T")  # TikTok
    expect(page.get_by_role("button", name=re.compile(r"Vis \d+ koncept"))).to_be_visible()
    _tab_to(page, "Vis")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/koncepter/\?.*platform=tiktok"))
    expect(page.get_by_role("link", name="Fjern filter: TikTok")).to_be_visible()
    page.get_by_role("link", name="Stilhed på 12 sekunder").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stilhed på 12 sekunder")


def test_facets_order_and_back_work_without_reload(page: Page) -> None:
    page.goto("/koncepter/")
    page.evaluate("window.notReloaded = true")
    count = page.locator("[data-count]")
    before = count.inner_text()

    page.get_by_role("checkbox", name=re.compile("Instagram")).check()
    expect(page).to_have_url(re.compile("platform=instagram"))
    expect(count).not_to_have_text(before)
    expect(page.get_by_role("checkbox", name=re.compile("Instagram"))).to_be_focused()

    page.get_by_role("link", name="Mindst arbejde").click()
    expect(page).to_have_url(re.compile("platform=instagram&sortering=mindst-arbejde"))
    hours = [float(text.split()[0].replace(",", ".")) for text in page.locator(".card__hours").all_inner_texts()]
    assert hours == sorted(hours)
    page.get_by_role("link", name="Fjern filter: Instagram").click()
    expect(page).to_have_url(re.compile(r"/koncepter/\?sortering=mindst-arbejde$"))
    expect(count).to_have_text(before)
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("Instagram"))).to_be_checked()
    assert page.evaluate("window.notReloaded")


@pytest.mark.deep
def test_facets_survive_a_lost_network(page: Page) -> None:
    page.goto("/koncepter/")
    page.context.set_offline(True)
    page.get_by_role("checkbox", name=re.compile("Instagram")).click()
    expect(page.get_by_role("alert")).to_contain_text("prøv igen")
    assert page.locator(".card").count() > 0
    page.context.set_offline(False)
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("link", name="Fjern filter: Instagram")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_phone_filters_behind_one_button(phone: Page) -> None:
    phone.goto("/koncepter/")
    phone.get_by_text("Filtre", exact=True).tap()
    phone.get_by_role("checkbox", name=re.compile("Instagram")).tap()
    phone.get_by_role("button", name="Vis", exact=True).tap()
    expect(phone.get_by_role("link", name="Fjern filter: Instagram")).to_be_visible()
    expect(phone.get_by_role("checkbox", name=re.compile("Instagram"))).to_be_hidden()


def test_menu_opens_by_keyboard_at_320_pixels(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto("/")
    _tab_to(page, "^Menu$")
    page.keyboard.press("Enter")
    _tab_to(page, "^Priser$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Priser")
    context.close()


def test_copies_a_text_and_says_so(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(CONCEPT)
    box = page.locator("[data-copy]").first
    text = box.locator("[data-copy-text]").inner_text()
    box.get_by_role("button", name="Kopiér").click()
    expect(box.get_by_role("status")).to_have_text("Kopieret")
    assert page.evaluate("navigator.clipboard.readText()").split() == text.split()
    assert "[" in text
    context.close()


def test_pictures_open_turn_and_close_by_keyboard_and_give_the_focus_back(page: Page) -> None:
    page.goto(GALLERY)
    links = page.locator("[data-full]")
    links.first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("1 af 3")
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text("2 af 3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("status")).to_have_text("3 af 3")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(links.nth(2)).to_be_focused()


def test_picture_opens_as_large_as_its_file_and_the_screen_allow(page: Page) -> None:
    """It opened as large as the small one: the width on the page was taken for the file's."""
    for width, height in ((1440, 900), (360, 740), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        for address in (GALLERY, "/galleri/"):
            page.goto(address)
            page.locator("[data-full]").first.click()
            large = page.get_by_role("dialog").locator("img")
            expect(large).to_have_js_property("complete", value=True)
            room = page.locator(".lightbox__stage").evaluate(
                "one => [one.clientWidth - 2 * parseFloat(getComputedStyle(one).paddingInlineStart), one.clientHeight]"
            )
            natural = large.evaluate("one => [one.naturalWidth, one.naturalHeight]")
            scale = min(1, room[0] / natural[0], room[1] / natural[1])
            shown = large.evaluate("one => [one.clientWidth, one.clientHeight]")

            assert min(shown[0] / natural[0], shown[1] / natural[1]) == pytest.approx(scale, rel=0.02), (address, width)
            page.keyboard.press("Escape")


@pytest.mark.deep
def test_pictures_turn_by_touch(phone: Page) -> None:
    phone.goto(GALLERY)
    phone.locator("[data-full]").first.tap()
    dialog = phone.get_by_role("dialog")
    swipe = """(dialog) => {
        const touch = (type, clientX) => dialog.dispatchEvent(
            new PointerEvent(type, { pointerType: "touch", clientX, bubbles: true }));
        touch("pointerdown", 300); touch("pointerup", 90);
    }"""
    dialog.evaluate(swipe)
    expect(dialog.get_by_role("status")).to_have_text("2 af 3")
    dialog.get_by_role("button", name="Luk").tap()
    expect(dialog).to_be_hidden()


def test_without_script_pictures_are_links_and_texts_can_be_read(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(CONCEPT)
    expect(page.get_by_role("button", name="Kopiér")).to_have_count(0)
    expect(page.locator("[data-copy-text]").first).to_be_visible()
    page.goto(GALLERY)
    page.locator("[data-full]").first.click()
    expect(page).to_have_url(re.compile(r"/media/images/.*\.webp"))
    context.close()


def test_contents_lead_to_their_sections_and_mark_the_one_being_read(page: Page) -> None:
    page.goto(CONCEPT)
    links = page.get_by_role("navigation", name="På denne side").get_by_role("link")
    targets = links.evaluate_all("all => all.map(one => decodeURIComponent(one.hash.slice(1)))")
    assert len(targets) >= 6
    assert len(set(targets)) == len(targets)
    for target in targets:
        assert page.locator(f"[id='{target}']").count() == 1, target
    needed = ["overfoersel", "trin-for-trin", "før-i-trykker-på-udgiv", "tekster", "succes", "hvorfor-det-virker"]
    assert [target for target in targets if target in needed] == needed
    links.last.click()
    expect(page).to_have_url(re.compile(f"#{quote(targets[-1])}$"))


def test_phone_says_at_once_what_it_is_and_takes_and_keeps_the_kit_at_hand(phone: Page) -> None:
    phone.set_viewport_size({"width": 360, "height": 740})
    phone.goto(CONCEPT)
    bar = phone.get_by_role("link", name="Tag det med")
    for seen in (phone.locator("h1"), phone.locator(".lead"), phone.get_by_text("Tidsforbrug"), bar):
        expect(seen).to_be_in_viewport(ratio=1)

    phone.locator("#hvorfor-det-virker").scroll_into_view_if_needed()
    expect(bar).to_be_in_viewport(ratio=1)
    bar.press("Enter")

    expect(phone.locator("#tekster h2")).to_be_in_viewport()
    phone.set_viewport_size({"width": 1440, "height": 900})
    expect(bar).to_be_hidden()


def test_concept_names_its_relatives_and_why(page: Page) -> None:
    page.goto("/koncepter/skab-dit-eget-omslag/")
    related = page.get_by_role("region").or_(page.locator("section")).filter(has_text="Naboer på hylden").last
    reasons = related.locator(".card__reason").all_inner_texts()
    assert len(reasons) == 4
    assert all(reason.startswith(("Samme", "Noget lignende")) for reason in reasons)
    assert any("mindre arbejde" in reason for reason in reasons)
    page.get_by_role("navigation", name="Forrige og næste på hylden").get_by_role("link").last.click()
    expect(page.locator(".opening .label")).to_have_text("19")


@pytest.mark.deep
def test_mistake_can_be_reported_and_page_passed_on(page: Page) -> None:
    page.goto(CONCEPT)
    report = page.get_by_role("link", name="Meld fejl eller forældet indhold").get_attribute("href") or ""
    assert report.startswith("mailto:redaktionen@example.dk?subject=Fejl")
    assert "et-bogstav-galt" in report
    assert (page.get_by_role("link", name="Send på mail").get_attribute("href") or "").startswith("mailto:?subject=")
    expect(page.get_by_text("Senest gennemgået")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "left", "right"),
    [("/om/", ".prose > h2", ".prose > h2 + p"), ("/soeg/?q=bus", ".hits h3", ".hits__lead")],
)
def test_wide_window_is_used_to_its_right_edge(page: Page, address: str, left: str, right: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    one, other = (page.locator(selector).first.bounding_box() for selector in (left, right))

    assert one
    assert other
    assert one["x"] + one["width"] < other["x"]
    assert other["y"] - one["y"] < 40
    assert other["x"] + other["width"] > 1200
    page.set_viewport_size({"width": 360, "height": 740})
    one, other = (page.locator(selector).first.bounding_box() for selector in (left, right))
    assert one
    assert other
    assert one["x"] == other["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_component_or_block(chromium: Browser, demo: str, scheme: str) -> None:
    context = chromium.new_context(base_url=demo, color_scheme=scheme)  # type: ignore[arg-type]  # by parametrize
    page = context.new_page()
    answer = page.goto("/komponenter/")
    assert answer
    assert answer.ok
    never_together = ("heading-order", "landmark-unique", "duplicate-id-aria")  # on any page but this
    assert violations(page, without=never_together) == []
    context.close()


@pytest.mark.parametrize("address", ["/", "/koncepter/", CONCEPT, "/platforme/facebook/", "/priser/2025/"])
def test_page_weighs_less_than_60_kilobytes_of_code(page: Page, address: str) -> None:
    """HTML, CSS and JavaScript as they travel when compressed; fonts at most 90 kB."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    kinds = [(one.headers.get("content-type", ""), one) for one in responses]  # read when all are here
    sizes = {one.url: len(gzip.compress(one.body())) for kind, one in kinds if re.search("html|css|javascript", kind)}
    fonts = {one.url: len(one.body()) for kind, one in kinds if "font" in kind or one.url.endswith(".woff2")}

    assert len(sizes) > 4
    assert sum(sizes.values()) < 60_000, sizes
    assert 0 < sum(fonts.values()) <= 90_000, fonts
