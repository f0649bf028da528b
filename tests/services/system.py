"""Programs of the system that tests need: found, or installed with apt where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable


def require(find: Callable[[], str | None], *, package: str, sentence: str) -> None:
    """Have the program there, or end with the sentence that says what to install."""
    if not find():
        _install(package)
    if not find():
        sys.exit(sentence)


def _install(package: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} for the tests ...", flush=True)  # noqa: T201 - a command's own words
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=quiet)
