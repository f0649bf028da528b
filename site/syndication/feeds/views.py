"""The feeds: `/feeds/<source>.<format>`, with the filters of the site's own lists."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from syndication.feeds.caching import conditional
from syndication.feeds.fetching import FeedPage, fetch
from syndication.feeds.formats import FORMATS, Feed
from syndication.feeds.parameters import EPOCH, BadParameterError, FeedQuery
from syndication.feeds.sources import FEEDS

PLAIN_TEXT = "text/plain; charset=utf-8"


@require_safe
def feed(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One page of a feed. Raises: Http404 for a source or format there is not."""
    if name not in FEEDS or kind not in FORMATS:
        raise Http404
    try:
        asked = FEEDS[name].read(request.GET)
    except BadParameterError as error:
        return HttpResponse(f"{error}\n", status=400, content_type=PLAIN_TEXT)
    content_type, written = FORMATS[kind]
    body = written(_feed_of(fetch(FEEDS[name], asked), asked, f"/feeds/{name}.{kind}"))
    return conditional(request, HttpResponse(body, content_type=content_type), choice=asked.choice)


def _feed_of(chosen: FeedPage, asked: FeedQuery, path: str) -> Feed:
    query = asked.choice.query()
    own = f"{settings.BASE_URL}{path}"
    more = asked.query_of_more(chosen.next_cursor) if chosen.next_cursor else ""
    return Feed(
        title=_("%(selection)s from SoMe-kataloget") % {"selection": chosen.source.title},
        home=f"{settings.BASE_URL}{chosen.address_of_all(asked.choice)}",
        address=f"{own}{'?' if query else ''}{query}",
        next_address=f"{own}?{more}" if more else "",
        updated_at=max((item.updated_at for item in chosen.items), default=EPOCH),
        items=chosen.items,
        notes=asked.choice.notes,
    )
