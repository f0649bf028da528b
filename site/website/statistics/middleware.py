"""Counting middleware of embeds and feeds. Of who asks, only the host that shows a frame is looked at."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from foundation.counting.enums import CountedUse
from foundation.counting.services import count
from foundation.counting.validators import host_of, is_crawler, public_name
from foundation.counting.visits import is_staff, is_visit

FRAMES = frozenset({"embedded_list", "embedded_page"})
FEEDS = frozenset({"feed", "calendar"})
API = "/api/feed/v1/"
ANSWERED = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})
OWN_HOST = urlsplit(settings.BASE_URL).hostname
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class CountUseMiddleware:
    """Answers to bots and to whoever is signed in are not counted."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code in ANSWERED and request.resolver_match:
            self._count(request, request.resolver_match.url_name or "")
        return response

    def _count(self, request: HttpRequest, name: str) -> None:
        agent = request.headers.get("User-Agent", "")
        if name in FRAMES and is_visit(request):
            host = host_of(request.headers.get("Referer", ""))
            if host != OWN_HOST:  # the share page's own example
                count(CountedUse.FRAME, public_name(host))
        elif (name in FEEDS or request.path_info.startswith(API)) and not is_staff(request) and not is_crawler(agent):
            count(CountedUse.FEED, _feed_of(request, name))


def _feed_of(request: HttpRequest, name: str) -> str:
    """`concepts.rss`, `calendar.ics`, `api/concepts`; the description of the API is a feed too, of sorts."""
    last = request.path_info.rstrip("/").rpartition("/")[2]
    return last if name in FEEDS else f"api/{last}"
