"""One public page of each kind (by night every one) on a desktop and on a dark phone; the others are there."""

import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.axe import violations
from tests.e2e.hosts import visit
from tests.nightly import by_night_but

CONCEPT = "/koncepter/et-bogstav-galt/"
MISSING = "/findes-ikke/"
NOT_IN_SITEMAP = ["/soeg/", "/soeg/?q=bogstav", "/soeg/?q=findesikke", "/koncepter/?platform=facebook", MISSING]
NOT_IN_SITEMAP += ["/del/", "/del/?vaert=html&antal=x", "/del/?hvad=galleri&vaert=udvikler", "/api/feed/v1/docs"]
NOT_IN_SITEMAP += [f"{CONCEPT}tilpas/?bibliotek=Fjordby+Bibliotek", f"{CONCEPT}dpl/", "/eksempler/nattevagten/dpl/"]
NOT_IN_SITEMAP += [f"{CONCEPT}billeder/?titel="]
PLAN = "/vaerktoejer/start/?maalgruppe=unge-13-19&formaal=dialog&platform=tiktok&fra=1/11&trin="
NOT_IN_SITEMAP += ["/vaerktoejer/", "/vaerktoejer/succes/", *(f"{PLAN}{step}" for step in ("hvem", "hvad", "hvordan"))]
NOT_IN_SITEMAP += ["/vaerktoejer/maalgruppe/?hvem=Dem&undgaa=Nej", "/vaerktoejer/samling/"]
NOT_IN_SITEMAP += ["/vaerktoejer/platform/?maalgruppe=unge-13-19&timer=4&telefon=kommunens"]
NOT_IN_SITEMAP += [f"{PLAN}hvor", f"{PLAN}plan", "/aarshjul/?platform=facebook"]


def _addresses(demo: str) -> list[str]:
    with urlopen(f"{demo}/sitemap.xml") as answer:
        found = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    return [*(address.removeprefix(demo) for address in found), *NOT_IN_SITEMAP]


def _one_of_each_kind(addresses: list[str]) -> list[str]:
    """All at the top, and of those beside each other below it, such as concepts, the first."""
    kinds: dict[str, str] = {}
    for address in addresses:
        above = address.rstrip("/").rpartition("/")[0]
        kinds.setdefault(above or address, address)
    return list(kinds.values())


by_day_and_night = pytest.mark.parametrize(
    "looked_at", by_night_but([_one_of_each_kind, list], _one_of_each_kind), ids=["one of each kind", "every one"]
)


def _unfinished_pictures(page: Page) -> Iterator[str]:
    unfinished = page.locator(".picture-waiting, img:not([width]), img:not([height]), img:not([alt])")
    yield from unfinished.evaluate_all("all => all.map(one => one.outerHTML)")


def _wider_than_the_screen(page: Page) -> Iterator[str]:
    if (width := page.evaluate("document.documentElement.scrollWidth")) > page.viewport_size["width"]:  # type: ignore[index]
        yield f"{width} pixels wide"


@pytest.mark.deep  # the phone, which has less room, by day too
@by_day_and_night
def test_desktop_finds_no_fault_third_party_cookie_or_dead_link(
    chromium: Browser, demo: str, looked_at: Callable[[list[str]], list[str]]
) -> None:
    addresses = _addresses(demo)
    faults, links, read = [], {f"{demo}{address}" for address in addresses if address != MISSING}, set[str]()
    with visit(chromium, base_url=demo, viewport={"width": 1440, "height": 900}, color_scheme="light") as visited:
        page, seen, context = visited
        for address in looked_at(addresses):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == (404 if address == MISSING else 200), address
            read.add(page.url)
            links |= set(page.locator("a[href]").evaluate_all("all => all.map(one => one.href.split('#')[0])"))
            faults += [f"{address}: {fault}" for fault in _unfinished_pictures(page)]
            faults += [f"{address}: {fault}" for fault in violations(page)]
        page.wait_for_load_state("networkidle")
        unread = sorted(link for link in links - read if link.startswith(demo))

        assert "\n".join(faults) == ""
        assert [link for link in unread if page.request.get(link).status != 200] == []
        assert [one for one in seen.requests if not one.startswith((demo, "data:"))] == []
        assert [one for one in seen.complaints if MISSING not in one] == []
        assert context.cookies() == []


@by_day_and_night
def test_phone_in_the_dark_finds_no_fault_and_nothing_too_wide(
    chromium: Browser, demo: str, looked_at: Callable[[list[str]], list[str]]
) -> None:
    faults = []
    with visit(chromium, base_url=demo, color_scheme="dark") as (page, _seen, _context):
        for address in looked_at(_addresses(demo)):
            page.set_viewport_size({"width": 360, "height": 900})
            page.goto(address)
            faults += [f"{address}: {fault}" for fault in violations(page)]
            page.set_viewport_size({"width": 320, "height": 700})
            faults += [f"{address}: {fault}" for fault in _wider_than_the_screen(page)]
    assert "\n".join(faults) == ""
