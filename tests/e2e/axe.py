"""The accessibility rules of axe, tried on a page as it stands."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds once the page is loaded, its style too: a line for each broken rule, with the first element.

    `without` names rules that the page cannot keep.
    """
    page.wait_for_load_state()
    # All that is right would be told too, node by node: twice the time.
    options = {"rules": {name: {"enabled": False} for name in without}, "resultTypes": ["violations"]}
    return [_line(found) for found in Axe().run(page, options=options).response["violations"]]


def _line(found: dict[str, Any]) -> str:
    node = found["nodes"][0]
    return f"{found['id']}: {node['failureSummary']} {node['html'][:150]}"
