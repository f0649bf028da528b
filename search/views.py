from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.components import EmptyState, Pager
from core.records.models import Record
from foundation.counting.services import count_search
from foundation.counting.visits import is_visit
from foundation.paging import PAGE_PARAMETER, page_of
from search.analysis import MAX_WORDS, is_read_whole
from search.services import find_records

PAGE_SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Published public pages of this site in its language. Cost: the same for any number of hits."""
    query = request.GET.get("q", "")
    site = Site.find_for_request(request)
    root = site.root_page.localized if site else None
    records = Record.objects.filter(tree_path__startswith=root.path) if root else Record.objects.none()
    results = page_of(find_records(query, records), request.GET.get(PAGE_PARAMETER, ""), PAGE_SIZE)
    if results.number == 1 and is_visit(request):
        count_search(query, is_found=bool(results.paginator.count))
    context = {
        "query": query,
        "words_read": None if is_read_whole(query) else MAX_WORDS,
        "results": results,
        "hits": [Hit(one.title, one.path, one.lead, one.type_name) for one in results.object_list],
        "pager": Pager.of(results, request.GET),
        "empty": EmptyState(_("Nothing has all these words. Try fewer or shorter ones.")),
    }
    return render(request, "search/search.html", context)


@dataclass(frozen=True)
class Hit:
    """A page that was found, and what kind of page it is."""

    title: str
    url: str
    lead: str
    kind: str
