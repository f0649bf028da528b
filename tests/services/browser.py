"""Find a browser for the tests: the system's, Playwright's own, or one installed with apt where that is allowed."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.services import system

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SENTENCE = "No Chromium was found for the browser tests. Install it: sudo apt install chromium"


def find() -> str | None:
    """The path of a Chromium; CHROMIUM_PATH decides when it is set."""
    if chosen := os.environ.get("CHROMIUM_PATH"):
        return chosen
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    system.require(find, package="chromium", sentence=SENTENCE)
