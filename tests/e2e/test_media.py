"""Galleries and films as visitors meet them: by mouse, keyboard and touch, and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.waiting import PATIENCE_MS

MIXED = "/koncepter/stilhed-paa-12-sekunder/"


@pytest.fixture
def phone(chromium: Browser, demo: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def _wait_until(element: Locator, condition: str) -> None:
    """Playwright's own waiting would need eval, which our policy forbids."""
    for _tenth in range(PATIENCE_MS // 100):
        if element.evaluate(condition):
            return
        element.page.wait_for_timeout(100)
    pytest.fail(f"Never true: {condition}")


def test_film_plays_with_captions_by_keyboard(page: Page) -> None:
    page.goto(MIXED)
    video = page.locator("video")
    assert video.get_attribute("preload") == "none"
    assert video.evaluate("one => one.paused && one.networkState !== HTMLMediaElement.NETWORK_LOADING")

    video.focus()
    page.keyboard.press("Space")

    _wait_until(video, "one => one.currentTime > 0.2 && one.textTracks[0].cues?.length > 0")
    assert video.evaluate("one => one.textTracks[0].mode") == "showing"
    assert round(video.evaluate("one => one.duration")) == 12
    page.keyboard.press("Space")
    assert video.evaluate("one => one.paused")


def test_film_is_fetched_in_parts(page: Page) -> None:
    page.goto(MIXED)
    address = page.locator("video source").get_attribute("src")

    part = page.request.get(str(address), headers={"Range": "bytes=0-99"})

    assert part.status == 206
    assert len(part.body()) == 100


def test_gallery_of_pictures_and_films_turns_by_keyboard_and_each_has_its_address(page: Page, demo: str) -> None:
    page.goto(MIXED)
    page.get_by_role("button", name="Vis filmen stort").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text("1 af 4")
    expect(dialog.locator("video")).to_be_visible()
    box = dialog.locator("video").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900, "its controls are on the screen"
    expect(page).to_have_url(re.compile(r"#film-[0-9a-f]{8}$"))

    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text("2 af 4")
    expect(dialog.locator("video")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"#billede-[0-9a-f]{8}$"))
    address = page.url

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(f"{demo}{MIXED}")
    expect(page.locator("[data-full]").nth(1)).to_be_focused()
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("2 af 4")


def test_gallery_swipes_on_a_phone(phone: Page) -> None:
    phone.goto(MIXED)
    phone.get_by_role("button", name="Vis filmen stort").tap()
    dialog = phone.get_by_role("dialog")
    dialog.evaluate(
        """(dialog) => {
            const touch = (type, clientX) => dialog.dispatchEvent(
                new PointerEvent(type, { pointerType: "touch", clientX, bubbles: true }));
            touch("pointerdown", 300); touch("pointerup", 90);
        }"""
    )
    expect(dialog.get_by_role("status")).to_have_text("2 af 4")


def test_without_script_the_film_plays_where_it_stands(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(MIXED)
    expect(page.locator("video[controls] track[srclang=da][default]")).to_have_count(1)
    expect(page.get_by_role("button", name="Vis filmen stort")).to_be_hidden()
    item = page.locator("[data-item]").last.get_attribute("id")
    page.goto(f"{MIXED}#{item}")
    expect(page.locator("[data-item]").last).to_be_in_viewport()
    context.close()


def test_galleries_sort_by_facets_without_reload_and_still_open(page: Page) -> None:
    page.goto("/galleri/")
    page.evaluate("window.notReloaded = true")
    before = page.locator("[data-count]").inner_text()

    page.get_by_role("checkbox", name=re.compile("TikTok")).check()

    expect(page).to_have_url(re.compile("platform=tiktok"))
    expect(page.locator("[data-count]")).not_to_have_text(before)
    assert page.evaluate("window.notReloaded")
    page.locator("[data-full]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_pictures_of_a_page_can_be_taken_home(page: Page) -> None:
    page.goto(MIXED)

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tag tekst og billeder med hjem")).click()

    assert download.value.path().read_bytes()[:2] == b"PK"


def test_foreign_player_is_asked_only_after_a_click_that_names_it(page: Page, demo: str) -> None:
    """The components' page shows a film elsewhere; what is asked of other hosts is counted, and answered here."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>afspiller</p>", content_type="text/html")

    page.route(lambda url: not url.startswith(demo), answer)
    page.goto("/komponenter/")
    button = page.get_by_role("button", name="Vis det her fra Vimeo").first
    expect(button).to_be_visible()
    assert asked == []

    button.focus()
    page.keyboard.press("Enter")

    expect(page.locator("iframe.facade__player")).to_have_attribute("src", "https://player.vimeo.com/video/1?dnt=1")
    expect(page.frame_locator("iframe.facade__player").get_by_text("afspiller")).to_be_visible()
    assert asked == ["https://player.vimeo.com/video/1?dnt=1"]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    expect(page.locator("iframe")).to_have_count(0)
