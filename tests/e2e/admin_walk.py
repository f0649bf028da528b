"""The admin as somebody finds it who follows its links, and what is wrong with each of its screens."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from tests.contracts.danish import against_glossary, english_in
from tests.contracts.read_aloud import said
from tests.e2e import axe

MOST_ADDRESSES = 250
INSIDE = ("/admin/", "/vurdering/", "/konto/")
# Ends the session; files; the chapter that names the words that are not said; and what a script sends something first.
NOT_FOLLOWED = re.compile(r"/logout/|/log-ud/|export=|\.(csv|xlsx|zip|txt)$|/vejledning/ord/|/bulk/[^?]*$|/preview/")
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
FIRST = {"demo": "/admin/", "redaktoer": "/admin/", "sektion": "/admin/", "bureau": "/vurdering/"}
SERVER_ERROR = 500


@dataclass(frozen=True)
class Theirs:
    """A fault in markup that Wagtail writes: `markup` is a part of the element, `where` the kinds of address it is at.

    `wagtail` is who writes it there, `seen` when and with which version.
    """

    rule: str
    markup: str
    wagtail: str
    where: str = ""
    seen: str = "2026-11-26, Wagtail 8.0.1"

    def covers(self, fault: axe.Fault, where: str) -> bool:
        return self.rule == fault.rule and self.markup in fault.html and bool(re.search(self.where, where))


@dataclass
class Found:
    """What is wrong, in words; where; and which of Wagtail's own faults were met."""

    addresses: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    met: set[Theirs] = field(default_factory=set)


def kind_of(address: str) -> str:
    """Screens that differ in an id alone are of one kind."""
    return ANY_ID.sub("N", urlsplit(address).path)


def log_in(page: Page, username: str) -> None:
    page.goto(FIRST[username])
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: urlsplit(address).path == FIRST[username])


def walk(page: Page, first: str, kinds: Collection[str] = ()) -> Iterator[str]:
    """One address of each kind that links lead to, opened; in the order they are found.

    `kinds`, where given: no others are opened.
    """
    waiting, seen = [first], set[str]()
    while waiting and len(seen) < MOST_ADDRESSES:
        address = waiting.pop(0)
        if (kind := kind_of(address)) in seen or (kinds and kind not in kinds):
            continue
        seen.add(kind)
        answer = page.goto(address)
        if answer is not None and answer.ok and "text/html" in answer.headers.get("content-type", ""):
            yield address
            waiting += _links(page)


def _links(page: Page) -> list[str]:
    found = page.locator("a[href]").evaluate_all("all => all.map((one) => one.href.split('#')[0])")
    host = urlsplit(page.url).netloc
    inside = (link for link in found if urlsplit(link).netloc == host and urlsplit(link).path.startswith(INSIDE))
    return [link for link in inside if not NOT_FOLLOWED.search(link)]


def look(page: Page, found: Found, theirs: Collection[Theirs]) -> None:
    """Read the screen as it stands now, hidden parts too, and try the rules of axe on it."""
    where = kind_of(page.url)
    for text in sorted(said(page.content())):
        if words := [*english_in(text), *against_glossary(text)]:
            found.faults.append(f"{where}: {words}: {text[:120]}")
    for fault in axe.faults(page):
        known = {one for one in theirs if one.covers(fault, where)}
        found.met |= known
        found.faults += [] if known else [f"{where}: {fault}"]


def failures(page: Page) -> list[str]:
    """Grows by each answer that is the server's own fault, of whatever the page asks for."""
    failed: list[str] = []

    def note(response: Response) -> None:
        if response.status >= SERVER_ERROR:
            failed.append(f"{response.status} {response.url}")

    page.on("response", note)
    return failed
