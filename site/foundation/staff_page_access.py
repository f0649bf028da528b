"""Guard the admin's views of single pages: a page that its caller does not see answers like one that never was."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import ResolverMatch, reverse
from django.views.defaults import page_not_found
from wagtail.models import Page

from foundation.bulk_action_guard import refuse_unseen
from foundation.ids import read_id
from foundation.staff_visibility import Viewer, look_as, seen_by, staff_visibility_of

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
PAGE_NAMESPACES = ("wagtailadmin_pages", "wagtailadmin_api:pages")  # where `pk` is a page's
PAGE_FIELDS = ("new_parent_page", "parent_page", "chooser")  # of the forms that move, copy and add
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
IDS_IN_PATHS = re.compile("(^|_)(pk|id)(_[ab])?$")  # names of arguments
NO_IDS = {"", "all", "live", "earliest", "latest", None}  # what may stand in their place
BULK_ACTION = "wagtail_bulk_action"
BLOCK_PREVIEW = "wagtailadmin_block_preview"  # its `id` is a block's, which is a word
LINK_CHECK = "wagtailadmin_choose_page_external_link"  # reads by POST: which page has this address?
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class StaffVisibilityMiddleware:
    """Answers requests to the admin as their sender may see the pages.

    While something is written, pages are loaded as they are, or their titles would be lost; what is shown afterwards
    is loaded for the sender again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        only_reads = request.method in {"GET", "HEAD"} or request.path_info == reverse(LINK_CHECK)
        viewer = Viewer(request) if only_reads else None
        with seen_by(viewer):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _seen_chunks(viewer, response.streaming_content)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None  # Wagtail sends those who have no business here away, whatever they ask for
        if _can_be_meant(request, match, kwargs) and _all_seen(request, list(_pages_named(request, match, kwargs))):
            return refuse_unseen(request, kwargs) if match.url_name == BULK_ACTION else None
        return page_not_found(request, Exception(), template_name="wagtailadmin/404.html")

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            look_as(Viewer(request))
        return response


def _seen_chunks(viewer: Viewer | None, chunks: Any) -> Iterator[bytes]:
    """An export's rows are loaded while it is sent, when the request is over."""
    rest = iter(chunks)
    while True:
        with seen_by(viewer):
            chunk = next(rest, None)
        if chunk is None:
            return
        yield chunk


def _can_be_meant(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> bool:
    """Whether all that Wagtail hands on to its queries unread are ids, and pages where it takes for granted that they
    exist; and the way on an address, or Django takes it for the name of a view. Cost: 1 query when there are pages.
    """
    in_path = (value for name, value in kwargs.items() if IDS_IN_PATHS.search(name))
    in_query = request.GET.getlist("id") if match.url_name != BLOCK_PREVIEW else []
    asked = {*in_path, *in_query, request.GET.get("parent_page_id")} - NO_IDS
    taken = {request.GET.get("childOf"), *(request.POST.get(name) for name in PAGE_FIELDS)} - NO_IDS
    ways_on = {request.GET.get("next"), request.POST.get("next")} - {"", None}
    if None in {read_id(one) for one in asked | taken} or any("/" not in str(way) for way in ways_on):
        return False
    return not taken or Page.objects.filter(pk__in=taken).count() == len({read_id(one) for one in taken})


def _pages_named(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[Any]:
    """What a request names pages by: their ids, and what a bulk action takes everything below of."""
    yield from (kwargs[name] for name in PAGE_ARGUMENTS if kwargs.get(name) is not None)
    yield from (request.POST[name] for name in PAGE_FIELDS if name in request.POST)
    if match.namespace in PAGE_NAMESPACES and "pk" in kwargs:
        yield kwargs["pk"]
    if match.url_name == CHOSEN_PAGES or (match.url_name == BULK_ACTION and _is_about_pages(kwargs)):
        ids = request.GET.getlist("id")
        yield from (pk for pk in ids if pk != "all")
        if "all" in ids:
            yield Below(request.GET.get("childOf") or "")


class Below(str):
    """The id of a page under which a bulk action takes everything; empty: the whole tree."""


def _is_about_pages(kwargs: dict[str, Any]) -> bool:
    try:
        return issubclass(apps.get_model(kwargs["app_label"], kwargs["model_name"]), Page)
    except LookupError:
        return False


def _all_seen(request: HttpRequest, named: list[Any]) -> bool:
    """Whether all of these pages are seen, and all under those of which everything is taken. Cost: 1 query.

    Ids that no page has are left to the view.
    """
    if not named or (sight := staff_visibility_of(request.user)).is_whole:
        return True
    everything = [str(one) for one in named if isinstance(one, Below)]
    ids = {read_id(one) for one in named} - {None}
    found = list(Page.objects.filter(pk__in=ids).values_list("pk", "path", "live"))
    mine = {str(pk) for pk, path, _live in found if sight.is_mine(path)}
    return mine.issuperset(everything) and all(sight.shows(path, live=live) for _pk, path, live in found)
