"""Answers that whoever asks again need not fetch again."""

from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from core.facets import FacetSelection
from foundation.cache_control import ANSWER

NOTE = "Katalog-Note"  # what was asked for and left out of account, as in an address


def conditional(
    request: HttpRequest,
    response: HttpResponse,
    changed_at: datetime | None = None,
    choice: FacetSelection | None = None,
) -> HttpResponse:
    """The answer with its strong ETag, or 304 when the reader has it already; either says what of a choice is gone."""
    etag = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    changed = int(changed_at.timestamp()) if changed_at else None
    response.headers["ETag"], response.headers["Cache-Control"] = etag, ANSWER
    if changed:
        response.headers["Last-Modified"] = http_date(changed)
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response
    if isinstance(answer, HttpResponseNotModified):
        answer.headers["Cache-Control"] = ANSWER
    if choice and choice.gone:
        answer.headers[NOTE] = urlencode(choice.gone)
    return answer
