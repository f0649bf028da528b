"""Frames on other people's sites: each works there, sets no cookie, asks nobody else, moves nothing."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.e2e.axe import violations
from tests.e2e.hosts import LISTS, Host, shifts, visit


def _frame(demo: str, path: str, height: int = 600) -> str:
    return (
        f'<iframe src="{demo}/embed/v1/{path}" title="SoMe-kataloget" width="100%" height="{height}" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def _inside(page: Page) -> Frame:
    page.wait_for_load_state("networkidle")
    return page.frames[1]


def _concept_id(page: Page, demo: str) -> int:
    answer = page.request.get(f"{demo}/api/v2/pages/?type=concepts.ConceptPage&slug=et-bogstav-galt").json()
    return int(answer["items"][0]["id"])


@pytest.mark.parametrize("name", LISTS)
def test_frame_works_on_a_strict_site(chromium: Browser, demo: str, host: Host, name: str) -> None:
    policy = {
        "Content-Security-Policy": f"default-src 'none'; style-src 'unsafe-inline'; frame-src {demo}; img-src data:"
    }
    with visit(chromium) as (page, seen, context):
        page.goto(host.shows(_frame(demo, f"{name}/?antal=3&visning=stribe"), headers=policy))
        inside = _inside(page)

        expect(inside.locator("li")).to_have_count(3)
        assert inside.evaluate("[...document.images].every((one) => !one.complete || one.naturalWidth > 0)")
        assert inside.evaluate("document.fonts.check('16px \\'Familjen Grotesk\\'')")
        assert seen.hosts() == {urlsplit(demo).netloc, urlsplit(host.address).netloc}
        assert context.cookies() == []
        assert (seen.errors, shifts(page)) == ([], 0)


def test_frame_needs_no_script(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium, java_script_enabled=False, viewport={"width": 320, "height": 700}) as (page, seen, context):
        page.goto(host.shows(_frame(demo, "eksempler/?antal=3")))
        inside = _inside(page)

        expect(inside.locator("li")).to_have_count(3)
        expect(inside.get_by_role("link", name="Initiativer fra SoMe-kataloget")).to_be_visible()
        assert context.cookies() == []
        assert (seen.errors, seen.hosts()) == ([], {urlsplit(demo).netloc, urlsplit(host.address).netloc})


@pytest.mark.parametrize("path", ["koncepter/?antal=4", "galleri/", "eksempler/?visning=stribe", "side"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), pytest.param(1200, "light", marks=pytest.mark.deep)])
def test_embed_itself_is_accessible_and_fits(chromium: Browser, demo: str, path: str, width: int, scheme: Any) -> None:
    with visit(chromium, viewport={"width": width, "height": 700}, color_scheme=scheme) as (page, seen, _context):
        path = f"side/{_concept_id(page, demo)}/" if path == "side" else path
        page.goto(f"{demo}/embed/v1/{path}")

        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.errors == []


def test_link_opens_the_whole_page_in_a_tab_of_its_own(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium) as (page, _seen, context):
        page.goto(host.shows(_frame(demo, f"side/{_concept_id(page, demo)}/")))
        _inside(page).get_by_role("link", name="Ét bogstav galt").focus()
        with context.expect_page() as opened:
            page.keyboard.press("Enter")
        tab = opened.value

        expect(tab.get_by_role("heading", level=1)).to_have_text("Ét bogstav galt")
        tab.goto(f"{demo}/soeg/")
        tab.get_by_role("searchbox").fill("bogstav")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("link", name="Ét bogstav galt")).to_be_visible()


@pytest.mark.deep
def test_frame_grows_where_that_moves_nothing_the_visitor_sees(chromium: Browser, demo: str, host: Host) -> None:
    script = f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'
    with visit(chromium) as (page, seen, _context):
        page.goto(host.shows(_frame(demo, "koncepter/?antal=9", height=300), head=script))
        _inside(page)
        assert page.locator("iframe").get_attribute("height") == "300"

        page.set_viewport_size({"width": 1200, "height": 250})
        page.mouse.wheel(0, 20)
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")

        assert (seen.errors, shifts(page)) == ([], 0)
        assert page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize(
    "said", ["{type: 'some-katalog', height: 1e9}", "{type: 'some-katalog', height: 'x'}", "null", "'hej'"]
)
def test_other_frames_cannot_change_the_page(chromium: Browser, demo: str, host: Host, said: str) -> None:
    script = f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'
    stranger = f'<iframe title="x" height="200" srcdoc="<script>parent.postMessage({said}, \'*\')</script>"></iframe>'
    with visit(chromium) as (page, seen, _context):
        page.goto(
            host.shows(f"<p style='height:2000px'></p>{stranger}{_frame(demo, 'koncepter/', height=300)}", head=script)
        )
        page.wait_for_load_state("networkidle")

        assert page.locator("iframe").first.get_attribute("height") == "200"
        assert int(page.locator("iframe").last.get_attribute("height") or 0) <= 8000
        assert seen.errors == []
