"""Find nginx for the tests of production: the system's, or one installed with apt where that is allowed."""

import os
import shutil
import subprocess
import sys

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
SENTENCE = "No nginx was found for the tests of production. Install it: sudo apt install nginx-light"


def find() -> str | None:
    """The path of nginx; NGINX_PATH decides when it is set."""
    return os.environ.get("NGINX_PATH") or shutil.which("nginx", path=PLACES)


def _install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing nginx for the tests of production ...", flush=True)  # noqa: T201 - a command's own words
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "nginx-light"]):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=quiet)


if __name__ == "__main__":
    if not find():
        _install()
    if not find():
        sys.exit(SENTENCE)
