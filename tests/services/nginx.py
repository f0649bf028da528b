"""Find nginx for the tests of production: the system's, or one installed with apt where that is allowed."""

import os
import shutil

from tests.services import system

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
SENTENCE = "No nginx was found for the tests of production. Install it: sudo apt install nginx-light"


def find() -> str | None:
    """The path of nginx; NGINX_PATH decides when it is set."""
    return os.environ.get("NGINX_PATH") or shutil.which("nginx", path=PLACES)


if __name__ == "__main__":
    system.require(find, package="nginx-light", sentence=SENTENCE)
