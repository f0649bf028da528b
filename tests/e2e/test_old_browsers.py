"""The site as a browser of the floor (docs/devices.md) sees it: what that one lacks is nonsense in our style sheets."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.axe import violations
from tests.e2e.hosts import Host
from tests.nightly import by_night_but

NONSENSE = {
    "light-dark(": "no-such(",
    ":has(": ":no-such(",
    "::details-content": "::no-such",
    ": clip;": ": no-such;",
    ' / "";': " / no-such;",
    "text-wrap:": "no-such:",
    "field-sizing:": "no-such:",
}
# Safari has them since 16 and 16.4.
YOUNG = "delete HTMLFormElement.prototype.requestSubmit; delete CSSStyleSheet.prototype.replaceSync;"
PAGES = ["/", "/koncepter/et-bogstav-galt/", "/del/", "/indberet/", "/vurdering/log-ind/"]
FRAME = "/embed/v1/koncepter/?tema="
BOXES = "input:not([type=hidden], [type=search], [tabindex]):visible, select:visible, textarea:visible"
EDGE = """one => {
  const style = getComputedStyle(one);
  const behind = (part) => {
    const colour = part ? getComputedStyle(part).backgroundColor : "rgb(255, 255, 255)";
    return colour.endsWith(", 0)") ? behind(part.parentElement) : colour;
  };
  const isDrawn = style.borderBlockEndStyle === "solid" && style.borderBlockEndWidth !== "0px";
  const isTheBrowsers = style.appearance !== "none" && one.matches("[type=checkbox], [type=radio]");
  return [isTheBrowsers ? "" : isDrawn ? style.borderBlockEndColor : "none", behind(one.parentElement), one.outerHTML];
}"""
TICK = """one => {
  const tick = getComputedStyle(one, "::after");
  return [tick.content, tick.borderBottomColor, getComputedStyle(one).backgroundColor];
}"""


def _without(route: Route) -> None:
    answer = route.fetch()
    text = answer.text()
    for young, nonsense in NONSENSE.items():
        text = text.replace(young, nonsense)
    route.fulfill(response=answer, body=text)


def _old(browser: Browser, demo: str, **options: Any) -> Page:
    context = browser.new_context(base_url=demo, **options)
    context.add_init_script(YOUNG)
    context.route(re.compile(r"\.css|some-katalog\.js"), _without)
    return context.new_page()


@pytest.fixture(params=by_night_but(["light", "dark"], "light"))
def old(chromium: Browser, demo: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = _old(chromium, demo, color_scheme=request.param, viewport={"width": 820, "height": 1180})
    yield page
    page.context.close()


def _light(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _faint(boxes: Locator) -> list[str]:
    """Fields of ours whose edge is not seen against what is behind them. A search has its edge around it."""
    edges = boxes.evaluate_all(f"all => all.map({EDGE})")
    return [html for edge, behind, html in edges if edge == "none" or (edge and _contrast(edge, behind) < 3)]


def test_text_has_contrast_and_fields_have_edges(old: Page) -> None:
    faults = []
    for address in PAGES:
        old.goto(address)
        faults += [f"{address}: {fault}" for fault in violations(old, only=("color-contrast",))]
        faults += [f"{address}: {html}" for html in _faint(old.locator(BOXES))]
    assert "\n".join(faults) == ""


def test_what_is_ticked_is_seen(old: Page) -> None:
    old.goto("/indberet/")
    box = old.get_by_label("Instagram")
    empty = box.evaluate("one => getComputedStyle(one).backgroundColor")
    box.check()
    content, tick, full = box.evaluate(TICK)

    assert content != "none"
    assert _contrast(tick, full) >= 3
    assert _contrast(empty, full) >= 3


def test_frame_is_dark_when_asked_whatever_the_visitor_likes(old: Page) -> None:
    seen = {}
    for theme in ("lys", "moerk"):
        old.goto(f"{FRAME}{theme}")
        assert violations(old, only=("color-contrast",)) == []
        seen[theme] = _light(old.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert seen["lys"] > 0.8
    assert seen["moerk"] < 0.05


def test_folds_say_that_they_open_and_steps_their_number(old: Page) -> None:
    old.goto("/koncepter/")
    content = "one => getComputedStyle(one, '::after').content"
    old.locator(".panel > summary").click()
    assert old.locator(".facets summary").first.evaluate(content) in ('"+"', '"–"')
    old.goto("/koncepter/et-bogstav-galt/")
    number = old.locator(".steps ol > li").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert number != "none"


def test_buttons_work_without_request_submit(chromium: Browser, demo: str) -> None:
    page = _old(chromium, demo)
    page.goto("/indberet/")
    page.locator("[name=name]").fill("Bænken der læste højt")
    page.wait_for_timeout(3_200)  # nobody is quicker
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".report__errors")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Bænken der læste højt")
    page.goto("/del/")
    page.get_by_label("Billeder").check()

    page.wait_for_url("**/del/?*hvad=galleri*")
    page.context.close()


@pytest.mark.parametrize("colours", ["background: white; color: black", "background: #222; color: #eee"])
def test_component_takes_the_colours_of_its_host(chromium: Browser, demo: str, host: Host, colours: str) -> None:
    page = _old(chromium, demo)
    script = f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'
    page.goto(host.shows(f"<some-katalog></some-katalog>{script}", head=f"<style>body {{ {colours} }}</style>"))
    expect(page.locator("some-katalog li a")).to_have_count(3)

    assert page.locator("some-katalog ul").evaluate("one => getComputedStyle(one).display") == "grid"
    assert violations(page, only=("color-contrast",)) == []
    page.context.close()


def test_component_leaves_what_a_strict_host_wrote(chromium: Browser, demo: str, host: Host) -> None:
    page = _old(chromium, demo)
    script = f'<script src="{demo}/embed/v1/some-katalog.js" defer></script>'
    body = f'<some-katalog><a href="{demo}/">Kataloget</a></some-katalog>{script}'
    page.goto(host.shows(body, headers={"Content-Security-Policy": "style-src 'none'"}))

    expect(page.get_by_role("link", name="Kataloget")).to_be_visible()
    expect(page.locator("some-katalog ul")).to_have_count(0)
    page.context.close()
