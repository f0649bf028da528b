"""What is waited for comes when it comes: a busy machine is slow, not wrong."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

PATIENCE_MS = 120_000


def reload_until(page: Page, is_there: Callable[[], bool]) -> None:
    """Ask for the page again until it shows what the worker makes; gives up in silence, what follows tells."""
    wait_until(page, is_there, page.reload)


def wait_until(page: Page, is_there: Callable[[], bool], meanwhile: Callable[[], object] = lambda: None) -> None:
    """The same of what no page shows."""
    give_up_at = time.monotonic() + PATIENCE_MS / 1_000
    while not is_there() and time.monotonic() < give_up_at:
        page.wait_for_timeout(500)
        meanwhile()
