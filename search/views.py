from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.components import EmptyState, Pager, url_of
from core.paging import PAGE_PARAMETER, page_of
from core.querysets import only_visible
from search.analysis import MAX_WORDS, is_read_whole
from search.services import find_pages

PAGE_SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Published public pages of this site in its language. Cost: the same for any number of hits."""
    query = request.GET.get("q", "")
    site = Site.find_for_request(request)
    root = site.root_page.localized if site else Page.objects.none().first()
    pages = only_visible(Page.objects.descendant_of(root, inclusive=True)) if root else Page.objects.none()
    results = page_of(find_pages(query, pages), request.GET.get(PAGE_PARAMETER, ""), PAGE_SIZE)
    context = {
        "query": query,
        "words_read": None if is_read_whole(query) else MAX_WORDS,
        "results": results,
        "hits": [Hit.of(page, request) for page in _in_full(list(results.object_list))],
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

    @classmethod
    def of(cls, page: Page, request: HttpRequest) -> "Hit":
        return cls(page.title, url_of(page, request), page.lead, page.page_type_display_name)


def _in_full(hits: list[Page]) -> list[Page]:
    """The same pages as their own types, in the same order. Cost: 1 query and 1 for each type among them."""
    found = Page.objects.filter(pk__in=[hit.pk for hit in hits]).specific(defer=False).in_bulk()
    return [found[hit.pk] for hit in hits if hit.pk in found]
