"""Other people's sites, on origins of their own, and what a visit to them gives away."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page

LISTS = ("koncepter", "eksempler", "vindere", "galleri")
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((one) => one.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Host:
    """Another site, on an origin of its own. `page` is what it answers everything with."""

    address: str
    page: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def shows(self, body: str, head: str = "", headers: dict[str, str] | None = None) -> str:
        style = "<style>body{max-width:60rem;margin:1rem auto;font:1rem/1.5 Georgia}iframe{border:0}</style>"
        meta = '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        start = f'<!doctype html><html lang="da"><head><title>Vært</title>{meta}{style}{head}</head>'
        self.page = f"{start}<body><main><h1>Vores bibliotek</h1>{body}<p>Efter</p></main></body></html>"
        self.headers = headers or {}
        return self.address


@dataclass
class Seen:
    """What a visit gave away."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # all the console says, with the address it was said at

    def hosts(self) -> set[str]:
        return {urlsplit(address).netloc for address in self.requests if address.startswith("http")}


@contextmanager
def visit(chromium: Browser, **options: Any) -> Iterator[tuple[Page, Seen, BrowserContext]]:
    context = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
    context.add_init_script(SHIFTS)
    page, seen = context.new_page(), Seen()
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("console", lambda message: seen.complaints.append(f"{page.url}: {message.text}"))
    yield page, seen, context
    context.close()


def shifts(page: Page) -> float:
    return float(page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)"))


def code_under(page: Page, heading: str) -> Locator:
    """The code to copy below a heading of the share page."""
    box = page.locator("[data-copy]", has=page.get_by_role("heading", name=heading, exact=True))
    return box.locator("[data-copy-text]")
