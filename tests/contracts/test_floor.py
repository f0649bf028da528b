"""What we ship asks nothing of a browser that the floor of docs/devices.md lacks, unless it says why it may."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contracts import floor

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "concepts", "showcase", "search")
READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "css": floor.in_css,
    "js": floor.in_javascript,
    "html": floor.in_html,
}
FILES = sorted(
    file
    for folder in FOLDERS
    for kind in READERS
    for file in (ROOT / folder).rglob(f"*.{kind}")
    if "kept" not in file.parts  # published once and for ever, for hosts that check what they run
)
# In any file: without it something looks plainer, or a hint is not taken. What is said and done is the same.
ORNAMENTS = {
    "*[autocapitalize]": "a hint to keypads; Firefox takes it from other things",
    "*[autofocus]": "an iPad waits for a tap before it opens its keypad",
    "::selection": "the colour of what is marked",
    "@font-face ascent-override": "with size-adjust: text moves when the real face comes",
    "@font-face descent-override": "as ascent-override",
    "@font-face line-gap-override": "as ascent-override",
    "@font-face size-adjust": "as ascent-override",
    "@media forced-colors": "Windows' own colours, which Chrome, Edge and Firefox know",
    "@page": "margins of paper",
    "@page size": "the paper that lies in the printer is taken",
    "align-content: start": "from Safari 15.6; lines of a grid stand farther apart",
    "break-after: avoid": "a heading may be the last line of a sheet",
    "cursor: crosshair": "a tablet has no pointer",
    "cursor: pointer": "a tablet has no pointer",
    "field-sizing": "a choice is as wide as its longest text",
    "field-sizing: content": "as field-sizing",
    "hyphenate-limit-chars": "shorter words are divided too",
    "iframe[loading]": "it is loaded sooner",
    "img[fetchpriority]": "it is loaded in the browser's own order",
    "link[rel=icon]": "an iPad shows none beside an address",
    "meta[name=theme-color]": "the browser's own colours stand round the page",
    "meta[name=viewport]": "for telephones and tablets alone, and they have it",
    "scrollbar-width": "the system's own width",
    "scrollbar-width: thin": "as scrollbar-width",
    "text-wrap": "lines break elsewhere",
    "text-wrap: balance": "as text-wrap",
    "text-wrap: pretty": "as text-wrap",
    "video[playsinline]": "for telephones alone, and they have it",
}
# In this file alone: what makes it safe there.
COMPONENT = "site/syndication/embeds/component/some-katalog.js"
GUARD = "site/core/static/core/js/form-autosave-guard.js"
CALENDAR = "showcase/reporting/static/reporting/js/calendar.js"
KEEP, COPY = "site/core/static/core/js/form-autosave.js", "site/core/static/core/js/copy.js"
CHECKS = "site/core/checking/static/checking/js/findings.js"
CHECKS_CSS = "site/core/checking/static/checking/css/checking.css"
DAYS = "site/core/static/core/js/days.js"
ADMIN = "Wagtail's admin asks for newer browsers itself"
PRINT = "site/website/static/website/css/print.css"
GUARDED = {
    (COMPONENT, "constructors: CSSStyleSheet"): "asked for first; else a style element, or what the host wrote",
    (COMPONENT, "members: adoptedStyleSheets"): "as CSSStyleSheet",
    (COMPONENT, "members: replaceSync"): "as CSSStyleSheet",
    (COPY, "constructors: ClipboardItem"): "tried; where it fails the text is marked, ready for Ctrl-C",
    (COPY, "globals: ClipboardItem"): "as its constructor",
    (KEEP, "members: requestSubmit"): "asked for first; else the button works without keeping before",
    (PRINT, "::details-content"): "what is folded stays folded on paper",
    (PRINT, "content-visibility"): "as ::details-content",
    (PRINT, "content-visibility: visible"): "as ::details-content",
    (PRINT, ":has"): "a heading stands on paper without its pictures",
    (CALENDAR, "members: showPicker"): "asked for first; else days are written",
    (CHECKS_CSS, "forced-color-adjust"): ADMIN,
    (CHECKS_CSS, "forced-color-adjust: none"): ADMIN,
    (CHECKS, "events: show"): "an event of Wagtail's own panels",
    (DAYS, "members: showPicker"): ADMIN,
    (GUARD, "events: beforeunload"): "an iPad asks nothing: texts lie in the browser, pictures are chosen again",
    ("showcase/reporting/static/reporting/css/reporting.css", ":has"): "a wide table scrolls in a narrower box",
    ("site/core/static/core/css/admin.css", ":has"): ADMIN,
    ("site/core/static/core/css/kept.css", ":has"): "what is not kept is said below the fields, as all else is",
    ("site/website/static/website/css/layout.css", ":has"): "a strip of paper under the last band",
}
# Names of our own, which the web uses for other things that are younger than the floor.
OURS = {
    "address",
    "build",
    "image",
    "login",
    "minBlockSize",
    "minHeight",
    "number",
    "platforms",
    "queue",
    "token",
    "turn",
}
EXCUSED = ORNAMENTS.keys() | {f"members: {name}" for name in OURS}


def _asked_of_browsers() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for feature in READERS[file.suffix[1:]](file.read_text("utf-8")):
            yield file.relative_to(ROOT).as_posix(), feature


def test_nothing_is_asked_that_the_floor_lacks() -> None:
    asked = set(_asked_of_browsers())
    refused = [(file, name) for file, name in asked if name not in EXCUSED and (file, name) not in GUARDED]

    assert "\n".join(f"{file}: {name}" for file, name in sorted(refused)) == ""
    assert EXCUSED - {name for _file, name in asked} == set(), "no longer used: take it out"
    assert GUARDED.keys() - asked == set(), "no longer used: take it out"


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("css", "p { color: light-dark(black, white) }", ["light-dark()"]),
        ("css", "p { --ink: light-dark(black, white) }", ["light-dark()"]),
        ("css", "@layer a { @media (min-width: 1px) { p { color: color-mix(in srgb, red, blue) } } }", ["color-mix()"]),
        ("css", "p { color: oklch(50% 0.1 20) }", ["oklch()"]),
        ("css", "p { a { color: red } }", ["selector nesting"]),
        ("css", "p { &:hover { color: red } }", ["selector nesting"]),
        ("css", "p:not(:has(a)) { color: red }", [":has"]),
        ("css", "p::details-content { color: red }", ["::details-content"]),
        ("css", "@media (width < 40rem) { p { color: red } }", ["@media range_syntax"]),
        ("css", "@container (min-width: 1px) { p { color: red } }", ["@container"]),
        ("css", "@property --a { syntax: '*' }", ["@property", "@property syntax"]),
        ("css", "p { overflow: clip }", ["overflow: clip"]),
        ("css", "p { content: '+' / '' }", ["content: alt_text"]),
        ("css", "p { height: 2lh }", ["unit lh"]),
        ("css", "p { grid-template-rows: subgrid }", ["grid-template-rows: subgrid"]),
        ("css", "p { overflow: hidden; overflow: clip }", []),
        ("css", "p { -webkit-hyphens: auto; hyphens: auto }", []),
        ("css", "@supports (color: light-dark(red, red)) { p { color: light-dark(red, blue) } }", []),
        ("css", "p { inset: 0; inline-size: fit-content; min-block-size: 100dvh; rotate: 1deg }", []),
        ("js", "form.requestSubmit();", ["members: requestSubmit"]),
        ("js", "const all = one.two.toSorted();", ["members: toSorted"]),
        ("js", "AbortSignal.timeout(1)", ["statics: AbortSignal.timeout"]),
        ("js", "new CSSStyleSheet()", ["constructors: CSSStyleSheet"]),
        ("js", "text.replace(/(?<=a)b/, '')", ["syntax: regular_expressions.lookbehind_assertion"]),
        ("js", "Promise.withResolvers()", ["members: withResolvers"]),
        ("js", "list.at(-1); structuredClone(a); Object.hasOwn(a, b); a.replaceChildren(); a ||= b?.c ?? d", []),
        ("js", "// requestSubmit() is too young", []),
        ("html", '<details name="one" open>', ["details[name]"]),
        ("html", '<div {% if a %}popover{% endif %} class="b">', ["*[popover]"]),
        ("html", '<script type="importmap">', ["script[type=importmap]"]),
        ("html", '<input inputmode="numeric" autocomplete="off">', []),
    ],
)
def test_what_the_floor_lacks_is_found(kind: str, text: str, found: list[str]) -> None:
    assert sorted(READERS[kind](text)) == found


def test_promises_name_the_floor_and_tests_that_exist() -> None:
    text = (ROOT / "docs/devices.md").read_text("utf-8")
    names = {"safari": "Safari", "safari_ios": "Safari", "chrome": "Chrome", "edge": "Edge", "firefox": "Firefox"}
    rows = dict(re.findall(r"^\| (\w+)[^|]* \| ([\d.]+)", text, re.MULTILINE))

    assert rows == {names[one]: oldest for one, oldest in floor.LACKING["floor"].items()}
    assert [path for path in re.findall(r"`(tests/[^`]+)`", text) if not (ROOT / path).exists()] == []
