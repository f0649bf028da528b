"""Posts as they will be seen: folded where the platform folds them, and taken home whole."""

from zipfile import ZipFile

from playwright.sync_api import Browser, Page, expect

from tests.e2e.waiting import reload_until

CONCEPT = "/koncepter/et-bogstav-galt/"
CAROUSEL = "/koncepter/bogkarrusel-paa-tre-billeder/"


def test_post_is_folded_as_on_a_phone_and_copied_whole(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(CONCEPT)
    post = page.locator(".copy", has_text="Selve opslaget")
    text, more = post.locator(".phone__text"), post.get_by_role("button", name="mere")

    expect(more).to_be_visible()
    assert text.evaluate("text => text.scrollHeight > text.clientHeight")
    post.get_by_role("button", name="Kopiér").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").strip().endswith("[jeres eget forslag]")
    more.press("Enter")
    expect(text).to_be_focused()
    expect(more).to_be_hidden()
    assert text.evaluate("text => text.scrollHeight <= text.clientHeight")
    context.close()


def test_without_script_the_whole_text_is_seen(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(CONCEPT)
    post = page.locator(".copy", has_text="Selve opslaget")

    expect(post.get_by_role("button")).to_have_count(0)
    text = post.locator(".phone__text")
    assert text.evaluate("text => text.scrollHeight <= text.clientHeight + 1")
    context.close()


def test_room_is_measured_as_the_text_is_filled_in(page: Page) -> None:
    page.goto("/koncepter/stilhed-paa-12-sekunder/tilpas/")
    post = page.locator(".copy", has_text="Tekst til filmen")
    meter = post.locator("meter")
    before = int(meter.get_attribute("value") or 0)
    page.get_by_label("By", exact=True).fill("Sankt Vesterklit")

    expect(post.locator("[data-copy-length]")).to_have_text(str(before + 2 * (len("Sankt Vesterklit") - len("[by]"))))
    assert meter.evaluate("meter => meter.value") == before + 24
    expect(post.get_by_text("for langt")).to_be_hidden()


def test_pictures_of_a_carousel_are_reached_with_a_keyboard(page: Page) -> None:
    page.goto(CAROUSEL)
    carousel = page.get_by_role("group", name="Karrusellens billeder").first
    carousel.focus()
    for _press in range(12):
        page.keyboard.press("ArrowRight")

    page.wait_for_function("carousel => carousel.scrollLeft > 0", arg=carousel.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_kit_lies_two_taps_from_the_front_page(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Bogansigt fredag").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Det hele (ZIP").click()

    with ZipFile(taken.value.path()) as archive:
        assert archive.testzip() is None
        assert {"koncept.pdf", "tjekliste.pdf", "LÆS MIG.txt"} <= set(archive.namelist())
    assert page.request.get(f"{page.url}koncept.pdf").body().startswith(b"%PDF-")
    page.goto("/om/")
    on_paper = str(page.get_by_role("link", name="Det hele på papir (PDF)").get_attribute("href"))
    reload_until(page, lambda: page.request.get(on_paper).status == 200)  # another test may have published something
    assert page.request.get(on_paper).body().startswith(b"%PDF-")
    context.close()
