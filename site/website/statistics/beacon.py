"""Beacon endpoint: a page tells that something was taken home or copied; no cookie, no answer to read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.counting.enums import OF_PAGES, CountedUse
from foundation.counting.services import count
from foundation.counting.visits import is_visit
from foundation.ids import read_id


@csrf_exempt  # there is nothing to do in somebody's name: who is signed in is not counted
@require_POST
@never_cache
def tell_use(request: HttpRequest) -> HttpResponse:
    """One file of a page taken home, or one text of it copied. Whether there is such a page is seen to later."""
    what, page = request.POST.get("what", ""), read_id(request.POST.get("page", ""))
    if what in OF_PAGES and page is not None and _is_from_here(request) and is_visit(request):
        count(CountedUse(what), str(page))
    return HttpResponse(status=204)


def _is_from_here(request: HttpRequest) -> bool:
    """A page of ours told it. Other sites cannot; a program can, as it can say anything."""
    return request.headers.get("Origin", "").partition("://")[2] == request.get_host()
