"""Find Firefox for the browser tests, as Debian has it: its ESR."""

import os
import shutil

from tests.services import system

NAMES = ("firefox-esr", "firefox")
SENTENCE = "No Firefox was found for the browser tests. Install it: sudo apt install firefox-esr"


def find() -> str | None:
    """The path of a Firefox; FIREFOX_PATH decides when it is set."""
    return os.environ.get("FIREFOX_PATH") or next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    system.require(find, package="firefox-esr", sentence=SENTENCE)
