"""Rules of production's settings: keys that are no secret, hosts that are everybody's, foreign addresses.

Used twice: by the settings at start, naming the variable, and by `manage.py check --deploy` on what is really set.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

PUBLISHED_KEYS = {
    "demo": "demo-only-key-that-signs-nothing-of-value-on-a-newcomers-own-machine",
    "tests": "tests-only-key-that-signs-nothing-of-value-anywhere-0123456789",
}
FEWEST_CHARACTERS = 50
FEWEST_DIFFERENT = 12  # random hexadecimal digits of that length have all 16
LONGEST_REPEATED = 10
HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)


def fault_of_key(key: str) -> str:
    """Why a key is none; empty when it may be one."""
    if key in PUBLISHED_KEYS.values() or key.startswith("django-insecure-"):
        return "is published with the source"
    if len(key) < FEWEST_CHARACTERS:
        return f"must have at least {FEWEST_CHARACTERS} random characters"
    if len(set(key)) < FEWEST_DIFFERENT or _repeats_itself(key):
        return "repeats itself: it must be random"
    return ""


def _repeats_itself(key: str) -> bool:
    size = LONGEST_REPEATED + 1
    pieces = [key[start : start + size] for start in range(len(key) - size + 1)]
    return len(set(pieces)) < len(pieces)


def fault_of_keys(key: str, old: Iterable[str], others: Iterable[str]) -> str:
    """Why these are no keys together. `others`: secrets that serve something else."""
    old = list(old)
    faults = [fault for one in (key, *old) if (fault := fault_of_key(one))]
    if faults:
        return faults[0]
    if key in old or len(set(old)) < len(old):
        return "stands twice"
    if any(other and other in (key, *old) for other in others):
        return "is a secret of something else too: each has its own"
    return ""


def fault_of_hosts(hosts: Iterable[str]) -> str:
    wrong = [host for host in hosts if not HOST.fullmatch(host)]
    return f"must name hosts, not {wrong[0]!r}" if wrong else ""


def fault_of_base_url(address: str, hosts: Iterable[str]) -> str:
    try:
        parts = urlsplit(address)
        _port = parts.port  # raises what `urlsplit` lets through
    except ValueError:
        return "is no address"
    if parts.scheme != "https":
        return "must begin with https://"
    if parts.username is not None or parts.path or parts.query or parts.fragment or address.endswith(("?", "#")):
        return "must be https://, a host and nothing more"
    if (parts.hostname or "") not in [host.lower().strip("[]") for host in hosts]:
        return "must have a host that CATALOGUE_HOSTS names"
    return ""
