"""The feeds: `/feeds/<selection>.<format>`, with the filters of the site's own lists."""

from hashlib import blake2b

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from website.feeds.formats import FORMATS, Feed
from website.feeds.items import item_of
from website.feeds.selections import EPOCH, SELECTIONS, Asked, BadParameterError, Chosen, choose, read

FRESH = "public, max-age=300, stale-while-revalidate=3600"  # seconds
PLAIN_TEXT = "text/plain; charset=utf-8"


@require_safe
def feed(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One page of a feed. Raises: Http404 for a selection or format there is not."""
    if name not in SELECTIONS or kind not in FORMATS:
        raise Http404
    try:
        asked = read(SELECTIONS[name], request.GET)
    except BadParameterError as error:
        return HttpResponse(f"{error}\n", status=400, content_type=PLAIN_TEXT)
    content_type, written = FORMATS[kind]
    body = written(_feed_of(choose(SELECTIONS[name], asked), asked, f"/feeds/{name}.{kind}"))
    return _conditional(request, HttpResponse(body, content_type=content_type))


def _feed_of(chosen: Chosen, asked: Asked, path: str) -> Feed:
    items = [item_of(page) for page in chosen.pages]
    query = asked.choice.query()
    address = f"{settings.BASE_URL}{path}{'?' if query else ''}{query}"
    more = f"{'&' if query else '?'}limit={asked.limit}&cursor={chosen.next_cursor}" if chosen.next_cursor else ""
    return Feed(
        title=_("%(selection)s from SoMe-kataloget") % {"selection": chosen.selection.title},
        home=f"{settings.BASE_URL}{chosen.selection.address}{'?' if query else ''}{query}",
        address=address,
        next_address=f"{address}{more}" if more else "",
        updated_at=max((item.updated_at for item in items), default=EPOCH),
        items=items,
    )


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its strong ETag, or 304 when the reader has it already."""
    etag = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    response.headers["ETag"], response.headers["Cache-Control"] = etag, FRESH
    answer = get_conditional_response(request, etag=etag, response=response) or response
    if isinstance(answer, HttpResponseNotModified):
        answer.headers["Cache-Control"] = FRESH
    return answer
