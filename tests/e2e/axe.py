"""The accessibility rules of axe, tried on a page as it stands."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds once the page is loaded, its style too: a line for each broken rule, with the first element.

    `without` names rules that the page cannot keep; `only`, where given, those that are asked.
    """
    page.wait_for_load_state()
    # All that is right would be told too, node by node: twice the time.
    options: dict[str, Any] = {"rules": {name: {"enabled": False} for name in without}, "resultTypes": ["violations"]}
    options |= {"runOnly": list(only)} if only else {}
    return [_line(found) for found in Axe().run(page, options=options).response["violations"]]


def _line(found: dict[str, Any]) -> str:
    node = found["nodes"][0]
    return f"{found['id']}: {node['failureSummary']} {node['html'][:150]}"
