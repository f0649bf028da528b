"""Find a browser for the tests: the system's, Playwright's own, or one installed with apt where that is allowed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

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


def _install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium for the browser tests ...", flush=True)  # noqa: T201 - a command's own words
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not find():
        _install()
    if not find():
        sys.exit(SENTENCE)
