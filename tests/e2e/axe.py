"""The accessibility rules of axe, tried on a page as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What moves is over: half-way in, a message has half its contrast. A script's first class may still wait for its frame.
SETTLED = """async () => {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const ends = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity;
  const moving = () => document.getAnimations().filter(ends);
  do {
    await Promise.allSettled(moving().map((one) => one.finished));
    await frame();
    await frame();
  } while (moving().length);
}"""


@dataclass(frozen=True)
class Fault:
    """One element that breaks a rule."""

    rule: str
    summary: str
    html: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.summary} {self.html[:150]}"


def violations(page: Page, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds once the page is loaded, its style too: a line for each broken rule, with the first element.

    `without` names rules that the page cannot keep; `only`, where given, those that are asked.
    """
    first = {fault.rule: fault for fault in reversed(list(faults(page, without=without, only=only)))}
    return [str(fault) for fault in reversed(first.values())]


def faults(page: Page, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Iterator[Fault]:
    """The same, every element of it."""
    page.wait_for_load_state()
    page.evaluate(SETTLED)
    # All that is right would be told too, node by node: twice the time.
    options: dict[str, Any] = {"rules": {name: {"enabled": False} for name in without}, "resultTypes": ["violations"]}
    options |= {"runOnly": list(only)} if only else {}
    for found in Axe().run(page, options=options).response["violations"]:
        for node in found["nodes"]:
            yield Fault(found["id"], node["failureSummary"], node["html"])
