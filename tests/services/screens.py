"""Photographs of every page type and state of a running demo, at three widths, light and dark.

Run it while `make demo` runs: `python -m tests.services.screens http://127.0.0.1:8000`. The pictures are written into
`var/screens/`, or into a folder named after the address.
"""

import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import browser

WIDTHS = {390: 0.55, 768: 0.38, 1440: 0.32}  # pixels of the window, and how much of them the picture keeps
FOLDER = Path(__file__).resolve().parents[2] / "var/screens"
SCHEMES = ("light", "dark")
SCREENS = {
    "forside": "/",
    "koncepter": "/koncepter/",
    "koncepter-filtreret": "/koncepter/?maalgruppe=unge-13-19&platform=instagram&sortering=mindst-arbejde",
    "koncepter-tom": "/koncepter/?platform=tiktok&maalgruppe=senioren",
    "koncepter-ukendt-filter": "/koncepter/?platform=myspace",
    "koncept": "/koncepter/laan-en-ting/",
    "koncept-med-film": "/koncepter/stilhed-paa-12-sekunder/",
    "platforme": "/platforme/",
    "platform": "/platforme/facebook/",
    "platform-uden-tal": "/platforme/tiktok/",
    "eksempler": "/eksempler/",
    "eksempel": "/eksempler/nattevagten/",
    "priser": "/priser/",
    "priser-faerdige": "/priser/2025/",
    "priser-kommende": "/priser/2027/",
    "vinder": "/priser/2025/ved-uret/",
    "galleri": "/galleri/",
    "film": "/film/",
    "soeg": "/soeg/?q=bog",
    "soeg-tom": "/soeg/?q=enhj%C3%B8rning",
    "om": "/om/",
    "daekning": "/om/daekning/",
    "indberet": "/indberet/",
    "indberet-nyt-link": "/indberet/link/",
    "demo-post": "/demo/post/",
    "vurdering-log-ind": "/vurdering/log-ind/",
    "vurdering-ny-adgangskode": "/vurdering/ny-adgangskode/",
    "log-ind": "/admin/login/",
    "ikke-fundet": "/findes-ikke/",
    "komponenter": "/komponenter/",
    "dpl-klar": "/koncepter/laan-en-ting/dpl/",
    "del": "/del/",
    "del-html": "/del/?vaert=html&platform=instagram&antal=3&farve=8a1c2b",
    "del-fejl": "/del/?antal=hundrede&farve=roed",
    "feed-api": "/api/feed/v1/docs",
    "ramme-koncepter": "/embed/v1/koncepter/",
    "ramme-galleri": "/embed/v1/galleri/?visning=stribe&farve=8a1c2b",
}


def _open_menu(page: Page) -> None:
    page.goto("/")
    page.locator(".menu > summary").click()


def _open_picture(page: Page) -> None:
    page.goto("/eksempler/nattevagten/")
    page.locator("[data-full]").first.click()
    page.wait_for_timeout(300)


def _begin_report(page: Page) -> None:
    page.goto("/indberet/")
    page.get_by_label("Hvad skal vi kalde det?").fill("Bogbussen svarer kl. 18")
    page.get_by_label("Dit bibliotek").fill("Fjordby")
    page.get_by_label("Instagram").check()
    page.get_by_label("Hvad gjorde I?").fill("Vi tog imod spørgsmål hele dagen.")
    page.get_by_label("Din mailadresse på arbejdet").fill("ida@fjordby.example")
    page.get_by_role("button", name="Gem, og fortæl mere").click()
    page.wait_for_url(re.compile(r"/trin/2/"))


def _rank_report(page: Page) -> None:
    _begin_report(page)
    page.get_by_role("button", name="Gem, og fortæl mere").click()
    page.wait_for_url(re.compile(r"/trin/3/"))
    page.get_by_label("Hvor mange?").fill("1.250")
    page.get_by_label("Det samme tal").fill("100\n240\n300\n1.300\n90\n210\n400\n310\n800\n650")
    page.get_by_role("button", name="Gem, og fortæl mere").click()
    page.wait_for_url(re.compile(r"/trin/4/"))
    page.goto(page.url.replace("/trin/4/", "/trin/3/"))


def _see_files(page: Page) -> None:
    _begin_report(page)
    page.goto(page.url.replace("/trin/2/", "/trin/4/"))


def _see_missing(page: Page) -> None:
    _rank_report(page)
    page.goto(page.url.replace("/trin/3/", "/"))


def _ask_to_be_erased(page: Page) -> None:
    _see_missing(page)
    page.get_by_text("Slet alt om mig", exact=True).first.click()


def _sign_in(page: Page, username: str) -> None:
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "log" not in address)


def _see_cases(page: Page) -> None:
    page.goto("/vurdering/")
    if "log-ind" in page.url:
        _sign_in(page, "bureau")


def _see_case(page: Page) -> None:
    _see_cases(page)
    page.get_by_role("link", name="Bogen, ingen har lånt").click()
    page.wait_for_url("**/vurdering/*/")


def _miss_points(page: Page) -> None:
    _see_case(page)
    page.get_by_role("button", name="Aflevér").click()
    page.get_by_role("alert").or_(page.locator(".report__errors")).first.wait_for()


def _as_administrator(address: str) -> Callable[[Page], None]:
    def see(page: Page) -> None:
        page.context.clear_cookies()
        page.goto("/admin/login/")
        _sign_in(page, "demo")
        page.goto(address)

    return see


def _see_as_the_agency_will(page: Page) -> None:
    _as_administrator("/admin/indberetninger/")(page)
    page.get_by_role("link", name="Bogen, ingen har lånt").first.click()
    page.get_by_role("link", name="Se den, som bureauet ser den").click()
    page.wait_for_url("**/agency/")


ROADS: dict[str, Callable[[Page], None]] = {
    "indberet-tal": _rank_report,
    "indberet-billeder": _see_files,
    "indberet-overblik": _see_missing,
    "vurdering": _see_cases,
    "vurdering-sag": _see_case,
    "vurdering-mangler": _miss_points,
    "indberet-slet": _ask_to_be_erased,
    "konto": _as_administrator("/konto/"),
    "admin-logins": _as_administrator("/admin/konti/"),
    "admin-log-over-konti": _as_administrator("/admin/kontolog/"),
    "admin-personer": _as_administrator("/admin/personer/?name=ida"),
    "admin-som-bureauet": _see_as_the_agency_will,
}
STATES: dict[str, tuple[Callable[[Page], None], tuple[int, ...]]] = {
    "menu-aaben": (_open_menu, (390, 768)),
    "billede-stort": (_open_picture, (390, 768, 1440)),
}


def _settle(page: Page) -> None:
    """Scroll through the page, so that lazy pictures are there."""
    page.wait_for_load_state("networkidle")
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), 700):
        page.evaluate(f"scrollTo(0, {top})")
        page.wait_for_timeout(40)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")


def _keep(page: Page, file: Path, scale: float, *, full: bool) -> int:
    picture = Image.open(BytesIO(page.screenshot(full_page=full)))
    size = (round(picture.width * scale), round(picture.height * scale))
    picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(file, "WEBP", quality=32, method=6)
    return file.stat().st_size


def _winner(page: Page) -> str:
    page.goto("/priser/2025/")
    return str(page.locator(".prize__winner a").first.get_attribute("href"))


def _photograph(chromium: Browser, address: str, folder: Path, width: int, scheme: str) -> list[int]:
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    sizes = []
    for name, path in {**SCREENS, "vinder": _winner(page)}.items():
        page.goto(path)
        _settle(page)
        sizes.append(_keep(page, folder / f"{name}-{width}-{scheme}.webp", WIDTHS[width], full=True))
    for name, walk in ROADS.items():
        walk(page)
        sizes.append(_keep(page, folder / f"{name}-{width}-{scheme}.webp", WIDTHS[width], full=True))
    for name, (act, widths) in STATES.items():
        if width in widths:
            act(page)
            sizes.append(_keep(page, folder / f"{name}-{width}-{scheme}.webp", WIDTHS[width], full=False))
    context.close()
    return sizes


def main(address: str, folder: Path) -> None:
    path = browser.find()
    if path is None:
        sys.exit(browser.SENTENCE)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        sizes = [
            size
            for width in WIDTHS
            for scheme in SCHEMES
            for size in _photograph(chromium, address, folder, width, scheme)
        ]
        chromium.close()
    sys.stdout.write(f"{len(sizes)} screens, {sum(sizes) / 1000:.0f} kB, the largest {max(sizes) / 1000:.0f} kB.\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER)
