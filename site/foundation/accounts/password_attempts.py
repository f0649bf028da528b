"""Counters of password attempts: which are counted together, and which of them lock the next."""

import unicodedata

from django.http import HttpRequest

from foundation.accounts.devices import browser_of
from foundation.throttling.rate_limits import Counter, network_of

LONGEST_USERNAME = 254
LONGEST_PASSWORD = 4_096
WAIT = "CATALOGUE_SIGN_IN_WAIT"  # in the request's META: seconds until the next try


def account_of(username: str) -> str:
    """One account, however its name is spelled: case, width and room around it do not count."""
    name = unicodedata.normalize("NFKC", username[:LONGEST_USERNAME]).casefold().strip()
    return name.encode(errors="replace").decode()


def is_nonsense(username: str, password: str) -> bool:
    """What no account has, and no database or hash should be asked about."""
    return (
        "\0" in username
        or len(username) > LONGEST_USERNAME
        or len(password) > LONGEST_PASSWORD
        or any("\ud800" <= letter <= "\udfff" for letter in username + password)
    )


def all_counters(request: HttpRequest, username: str) -> list[Counter]:
    """Where a try is counted: for the account and network together, for each alone, and for a known browser."""
    account, network = account_of(username), network_of(request)
    known = browser_of(request, account)
    return [
        Counter("password", f"{account}|{network}"),
        Counter("password-network", network),
        Counter("password-account", account),
        *([Counter("password-browser", known)] if known else []),
    ]


def in_the_way(request: HttpRequest, username: str) -> list[Counter]:
    """The counters that can refuse it. A browser that has signed in to the account before answers for itself alone."""
    counters = all_counters(request, username)
    own = [counter for counter in counters if counter.action == "password-browser"]
    return own or counters
