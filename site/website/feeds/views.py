"""The feeds: `/feeds/<selection>.<format>`, with the filters of the site's own lists."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from website.feeds.caching import conditional
from website.feeds.formats import FORMATS, Feed
from website.feeds.parameters import EPOCH, Asked, BadParameterError
from website.feeds.selections import SELECTIONS, Chosen, choose

FEEDS = ("concepts", "guides", "initiatives", "winners")
PLAIN_TEXT = "text/plain; charset=utf-8"


@require_safe
def feed(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One page of a feed. Raises: Http404 for a selection or format there is not."""
    if name not in FEEDS or kind not in FORMATS:
        raise Http404
    try:
        asked = SELECTIONS[name].read(request.GET)
    except BadParameterError as error:
        return HttpResponse(f"{error}\n", status=400, content_type=PLAIN_TEXT)
    content_type, written = FORMATS[kind]
    body = written(_feed_of(choose(SELECTIONS[name], asked), asked, f"/feeds/{name}.{kind}"))
    return conditional(request, HttpResponse(body, content_type=content_type))


def _feed_of(chosen: Chosen, asked: Asked, path: str) -> Feed:
    query = asked.choice.query()
    own = f"{settings.BASE_URL}{path}"
    more = asked.query_of_more(chosen.next_cursor) if chosen.next_cursor else ""
    return Feed(
        title=_("%(selection)s from SoMe-kataloget") % {"selection": chosen.selection.title},
        home=f"{settings.BASE_URL}{chosen.selection.address}{'?' if query else ''}{query}",
        address=f"{own}{'?' if query else ''}{query}",
        next_address=f"{own}?{more}" if more else "",
        updated_at=max((item.updated_at for item in chosen.items), default=EPOCH),
        items=chosen.items,
    )
