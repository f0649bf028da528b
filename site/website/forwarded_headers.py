"""Check of forwarding headers: whether the proxies that are counted on are there, for limits by network.

Anybody can send a forwarding header where no proxy strips it, so one request proves nothing. What counts is that
request after request, without exception, has fewer of them than CATALOGUE_PROXY_HOPS says, or some where it says none.
More than that are nothing to go by: what a visitor sends stands to the left of what the proxies add.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Literal

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from foundation.throttling.rate_limits import forwarded_by

logger = logging.getLogger(__name__)
Miscount = Literal["", "unexpected", "missing"]
SENTENCES: dict[str, str] = {
    "unexpected": "Forwarding headers arrive, but CATALOGUE_PROXY_HOPS is 0: everybody counts as one network.",
    "missing": "Fewer forwarding headers arrive than CATALOGUE_PROXY_HOPS says: everybody counts as one network.",
}
PROBES = ("/livez", "/readyz")  # asked from within, often past the proxy
IN_A_ROW = 20
NOTE = "website.forwarded_headers.miscount"
NOTE_SECONDS = 600
AGAIN_SECONDS = 60
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def miscount(request: HttpRequest) -> Miscount:
    """What this request says about the proxies in front."""
    forwarded = forwarded_by(request)
    if settings.PROXY_HOPS == 0:
        return "unexpected" if forwarded or "Forwarded" in request.headers else ""
    return "missing" if len(forwarded) < settings.PROXY_HOPS else ""


def noted() -> Miscount:
    """What request after request has said lately, to any process. Cost: 1 read of the shared cache."""
    found: Miscount = cache.get(NOTE, "")
    return found


def is_trustworthy(probe: HttpRequest) -> bool:
    """For /readyz. Where no proxy is counted on, only the probe's own headers tell: those of others could lie."""
    if settings.PROXY_HOPS == 0:
        return not miscount(probe)
    return noted() != "missing"


class ForwardingMiddleware:
    """Notes, for /readyz and the deploy check, when IN_A_ROW requests on end were miscounted. Costs nothing before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.in_a_row = 0
        self.noted_at = -float(AGAIN_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            self._watch(miscount(request))
        return self.get_response(request)

    def _watch(self, found: Miscount) -> None:
        self.in_a_row = self.in_a_row + 1 if found else 0
        if self.in_a_row >= IN_A_ROW and monotonic() - self.noted_at >= AGAIN_SECONDS:
            self.noted_at = monotonic()
            logger.error("%s", SENTENCES[found])
            cache.set(NOTE, found, NOTE_SECONDS)
