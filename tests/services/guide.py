"""Photographs of the admin of a running demo, for the editors' guide.

Run it while `make demo` runs: `python -m tests.services.guide http://127.0.0.1:8000`. It writes nothing there.
"""

import re
import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.services import browser

FOLDER = Path(__file__).resolve().parents[2] / "site/website/guide/static/guide/pictures"
WINDOW = (1280, 800)
KEPT = (1120, 700)
QUALITY = 62


def _first_link(page: Page, address: str, pattern: str) -> None:
    """Open a list, and the first of what it links to that looks like this."""
    page.goto(address)
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    page.goto(next(link for link in links if re.search(pattern, link)))


def _index(page: Page, title: str) -> str:
    """The address of the list of what lies under one of the main pages."""
    page.goto("/admin/pages/")
    found = page.request.get(f"/admin/api/main/pages/?search={title}&fields=id").json()["items"]
    return f"/admin/pages/{next(one['id'] for one in found if one['title'] == title)}/"


def _first_concept(page: Page) -> None:
    page.goto(_index(page, "Koncepter"))
    page.locator("td.title a[href*='/edit/']").first.click()


def _blocks(page: Page) -> None:
    _first_concept(page)
    adder = page.locator("[data-contentpath='body'] button.c-sf-add-button:visible").first
    adder.scroll_into_view_if_needed()
    adder.click()
    page.get_by_role("option").first.wait_for()


def _menu_of_publishing(page: Page) -> None:
    _first_concept(page)
    page.locator("footer .w-dropdown__toggle").last.click()


def _edition(page: Page) -> None:
    page.goto(_index(page, "Priser"))
    page.locator("td.title a[href*='/edit/']").first.click()


def _show(page: Page, address: str) -> None:
    page.goto(address)


def _opens(address: str) -> Callable[[Page], None]:
    return partial(_show, address=address)


SHOTS: dict[str, Callable[[Page], None]] = {
    "startside": _opens("/admin/"),
    "indberetninger": _opens("/admin/indberetninger/"),
    "indberetning": lambda page: _first_link(page, "/admin/indberetninger/", r"/indberetninger/(inspect/)?\d+/"),
    "koncept": _first_concept,
    "sider": lambda page: _show(page, _index(page, "Koncepter")),
    "blokke": _blocks,
    "udgiv": _menu_of_publishing,
    "billede": lambda page: _first_link(page, "/admin/images/", r"/images/\d+/"),
    "samtykker": _opens("/admin/snippets/media/consent/add/"),
    "ordliste": _opens("/admin/snippets/core/platform/"),
    "pris": _edition,
}


def _log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("redaktoer")
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def _keep(shot: bytes, path: Path) -> None:
    picture = Image.open(BytesIO(shot)).convert("RGB").resize(KEPT, Image.Resampling.LANCZOS)
    picture.save(path, "WEBP", quality=QUALITY, method=6)


def main(address: str, *only: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser.find())
        size = {"width": WINDOW[0], "height": WINDOW[1]}
        context = window.new_context(base_url=address, viewport=size, color_scheme="light", locale="da-DK")  # type: ignore[arg-type]
        page = context.new_page()
        _log_in(page)
        for name in only or SHOTS:
            SHOTS[name](page)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(600)
            _keep(page.screenshot(), FOLDER / f"{name}.webp")
        window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
