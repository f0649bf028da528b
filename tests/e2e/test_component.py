"""`<some-katalog>` on other people's sites, old and strict ones too."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.e2e.axe import violations
from tests.e2e.hosts import LISTS, Host, shifts, visit
from tests.nightly import by_night_but

# What sites from before our time have done to the language.
OLD_GLOBALS = """
<script>
  Array.prototype.toJSON = function () { return "gammelt"; };
  Array.prototype.each = function () {};
  Object.prototype.extend = function () {};
  Function.prototype.bind = function () { throw new Error("gammelt"); };
  window.$ = window.jQuery = function () { return null; };
  window.name = "gammelt"; window.origin = "gammelt"; window.status = "gammelt";
</script>
"""


def _component(demo: str, attributes: str = 'vis="koncepter" antal="3"') -> str:
    room = "28.25em" if "galleri" in attributes else "34.5em"
    style = f'style="display: block; min-height: {room}"'
    return (
        f'<some-katalog {attributes} {style}><a href="{demo}/koncepter/">Koncepter i SoMe-kataloget</a></some-katalog>'
    )


def _loads(demo: str) -> str:
    return f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("width", by_night_but([320, 1200], 320))
def test_component_shows_the_list(chromium: Browser, demo: str, host: Host, name: str, width: int) -> None:
    with visit(chromium, viewport={"width": width, "height": 900}) as (page, seen, context):
        page.goto(host.shows(_component(demo, f'vis="{name}" antal="3"'), head=_loads(demo)))

        expect(page.locator("some-katalog li a")).to_have_count(3)
        page.wait_for_load_state("networkidle")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.hosts() == {urlsplit(demo).netloc, urlsplit(host.address).netloc}
        assert context.cookies() == []
        assert (seen.errors, shifts(page)) == ([], 0)


@pytest.mark.parametrize("width", [320, 1200])
def test_component_in_rows_fits_any_width(chromium: Browser, demo: str, host: Host, width: int) -> None:
    with visit(chromium, viewport={"width": width, "height": 900}) as (page, seen, _context):
        page.goto(host.shows(_component(demo, 'vis="koncepter" antal="5" visning="gitter"'), head=_loads(demo)))

        expect(page.locator("some-katalog li a")).to_have_count(5)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.errors == []


@pytest.mark.deep
def test_component_survives_old_globals(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium) as (page, seen, _context):
        page.goto(host.shows(_component(demo), head=OLD_GLOBALS + _loads(demo)))

        expect(page.locator("some-katalog li a")).to_have_count(3)
        assert seen.errors == []


# What browsers lack that are still in use: Safari before 14 and 16.4, Chrome before 86.
MISSING = {
    "replaceChildren": "for (const it of [Element, DocumentFragment, Document]) delete it.prototype.replaceChildren",
    "sheets": "delete window.CSSStyleSheet; delete ShadowRoot.prototype.adoptedStyleSheets",
    "shadow": "delete Element.prototype.attachShadow",
    "elements": "delete window.customElements",
    "storage": "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('lukket'); } })",
}


@pytest.mark.parametrize(
    ("name", "links"), [("replaceChildren", 3), ("storage", 3), *[(n, 0) for n in ("sheets", "shadow", "elements")]]
)
def test_component_troubles_no_old_browser(chromium: Browser, demo: str, host: Host, name: str, links: int) -> None:
    """The list where it can be had, else what the host wrote; never an error in the host's console."""
    with visit(chromium) as (page, seen, _context):
        page.goto(host.shows(_component(demo), head=f"<script>{MISSING[name]}</script>" + _loads(demo)))

        expect(page.locator("some-katalog li a")).to_have_count(links)
        expect(page.get_by_role("link", name="Koncepter i SoMe-kataloget")).to_be_visible()
        assert seen.errors == []


def test_component_without_a_list_troubles_no_old_browser(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium) as (page, seen, _context):
        page.route("**/api/feed/**", lambda route: route.fulfill(status=200, json={"items": []}))
        page.goto(host.shows(_component(demo), head=f"<script>{MISSING['replaceChildren']}</script>" + _loads(demo)))

        expect(page.locator("some-katalog li")).to_have_count(0)
        expect(page.get_by_role("link", name="Koncepter i SoMe-kataloget")).to_be_visible()
        assert seen.errors == []


@pytest.mark.deep
def test_component_asks_once_a_tab_in_five_minutes(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium) as (page, seen, _context):
        address = host.shows(_component(demo) + _component(demo), head=_loads(demo))
        for _visit in range(3):
            page.goto(address)
            expect(page.locator("some-katalog li a")).to_have_count(6)

        assert len([one for one in seen.requests if "/api/feed/" in one]) == 1


@pytest.mark.parametrize(
    ("attributes", "policy"),
    [
        ('vis="koncepter" platform="myspace"', ""),
        ('vis="vindere" antal="3"', "connect-src 'none'"),
        ('vis="koncepter" maalgruppe="<script>"', ""),
    ],
)
def test_component_that_gets_nothing_shows_what_the_host_wrote(
    chromium: Browser, demo: str, host: Host, attributes: str, policy: str
) -> None:
    headers = {"Content-Security-Policy": policy} if policy else {}
    with visit(chromium) as (page, _seen, _context):
        page.goto(host.shows(_component(demo, attributes.replace("<", "&lt;")), head=_loads(demo), headers=headers))

        expect(page.get_by_role("link", name="Koncepter i SoMe-kataloget")).to_be_visible()
        expect(page.locator("some-katalog li")).to_have_count(0)


def test_component_says_what_it_left_out_of_account(chromium: Browser, demo: str, host: Host) -> None:
    """On the page that asked, and on the next, which is told from what the tab remembers."""
    note = "»snapchat« er der ikke mere."

    def add_note(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "notes": [note]})

    with visit(chromium) as (page, seen, _context):
        page.route("**/api/feed/**", add_note)
        for _visit in range(2):
            page.goto(host.shows(_component(demo), head=_loads(demo)))

            expect(page.get_by_text(note)).to_be_visible()
            expect(page.locator("some-katalog li a")).to_have_count(3)
        assert violations(page) == []
        assert seen.errors == []


def test_links_are_there_without_script(chromium: Browser, demo: str, host: Host) -> None:
    with visit(chromium, java_script_enabled=False) as (page, _seen, _context):
        page.goto(host.shows(_component(demo), head=_loads(demo)))

        expect(page.get_by_role("link", name="Koncepter i SoMe-kataloget")).to_be_visible()


def test_component_works_under_the_strictest_policy_that_lets_it_in(chromium: Browser, demo: str, host: Host) -> None:
    policy = f"default-src 'none'; script-src {demo}; connect-src {demo}; img-src {demo} data:"
    with visit(chromium) as (page, seen, _context):
        page.goto(host.shows(_component(demo), head=_loads(demo), headers={"Content-Security-Policy": policy}))

        expect(page.locator("some-katalog li a")).to_have_count(3)
        assert page.locator("some-katalog ul").evaluate("one => getComputedStyle(one).display") == "grid"
        assert [error for error in seen.errors if "inline style" not in error] == []
