"""Pictures for posts with one's own title, colour and picture: drawn by us, put together in the browser alone."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Request, expect

from tests.e2e.hosts import visit
from tests.e2e.waiting import PATIENCE_MS, wait_until

CONCEPT = "/koncepter/et-bogstav-galt/"
PIXEL = """([shape, x, y]) => {
  const canvas = document.querySelector(`[data-shape="${shape}"] canvas`);
  return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3);
}"""


@pytest.fixture
def own_picture(tmp_path: Path) -> Path:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (3_000, 1_000), "red")
    picture.paste("blue", (1_500, 0, 3_000, 1_000))
    path = tmp_path / "vores.png"
    picture.save(path)
    return path


def _draw(page: Page) -> None:
    page.goto(CONCEPT)
    page.get_by_role("link", name="Billeder med jeres egen titel").press("Enter")
    page.get_by_label("Titel i billedet").fill("Ét bogstav galt i Fjordby")
    page.get_by_label("Jeres farve").fill("#ffd900")
    page.get_by_role("button", name="Tegn billederne").press("Enter")
    expect(page.get_by_role("heading", name="Billederne", exact=True)).to_be_visible(timeout=4 * PATIENCE_MS)


def _choose(page: Page, picture: Path) -> None:
    """Once the script that takes it has come, which shows the field."""
    field = page.get_by_label("Vælg et billede")
    expect(field).to_be_visible()
    field.set_input_files(picture)


def test_own_picture_is_put_in_here_and_sent_nowhere(chromium: Browser, demo: str, own_picture: Path) -> None:
    sent: list[Request] = []
    with visit(chromium, base_url=demo, viewport={"width": 360, "height": 740}) as (page, _seen, _context):
        _draw(page)
        page.on("request", lambda request: sent.append(request))
        _choose(page, own_picture)
        expect(page.get_by_text("Jeres billede er sat ind i alle fem.")).to_be_visible()
        middle = page.evaluate(PIXEL, ["1x1", 200, 100]), page.evaluate(PIXEL, ["1x1", 900, 100])
        page.get_by_label("Flyt udsnittet til siden").press("Home")
        left = page.evaluate(PIXEL, ["1x1", 900, 100])
        with page.expect_download() as taken:
            page.get_by_role("link", name="Hent billedet").first.press("Enter")

        assert middle == ([255, 0, 0], [0, 0, 255])
        assert left == [255, 0, 0]
        assert page.evaluate(PIXEL, ["1x1", 10, 1070]) == [255, 217, 0]
        with Image.open(taken.value.path()) as made:
            assert made.size == (1080, 1080)
        assert taken.value.suggested_filename.endswith("1x1.jpg")
        assert {request.method for request in sent} == {"GET"}
        assert all(request.url.startswith((demo, "blob:")) for request in sent)
        assert all(request.post_data is None for request in sent)


def test_file_that_is_no_picture_is_told(chromium: Browser, demo: str, tmp_path: Path) -> None:
    path = tmp_path / "referat.png"
    path.write_text("Ikke et billede")
    with visit(chromium, base_url=demo) as (page, _seen, _context):
        _draw(page)
        _choose(page, path)

        expect(page.get_by_text("Browseren kan ikke åbne filen. Vælg et billede som JPEG eller PNG.")).to_be_visible()


def test_pictures_are_drawn_without_script(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{CONCEPT}billeder/?titel=Uden+script&farve=%230f4838")
    wait_until(page, lambda: page.locator(".own__shape").count() > 0, page.reload)

    expect(page.locator(".own__shape img")).to_have_count(5)
    expect(page.get_by_label("Vælg et billede")).to_be_hidden()
    context.close()
