"""API v2: Wagtail's pages endpoint, made anonymous, strict and quick."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from core.models import BasePage
from core.records.reading import complete
from foundation.compat.api_filters import PAGE_FILTERS
from foundation.querysets import only_visible
from search.services import find_pages
from syndication.feeds.caching import NOTE
from website.api.filters import FacetFilter
from website.api.parameters import FACET_PARAMETERS, FILTERS, check_parameters
from website.api.streams import fetch_streams


class PagesEndpoint(PagesAPIViewSet):
    """Published pages the public may see, in all languages of this site.

    `alias_of` is left out and `parent` obeys the same visibility as everything else: Wagtail's own let the title
    of a hidden page out.
    """

    authentication_classes: ClassVar[list[type]] = []
    renderer_classes = [JSONRenderer]
    filter_backends = [*PAGE_FILTERS, FacetFilter]
    known_query_parameters = (
        PagesAPIViewSet.known_query_parameters - {"_", "format", "search_operator", "site"}
    ) | FACET_PARAMETERS
    meta_fields = [name for name in PagesAPIViewSet.meta_fields if name not in {"alias_of", "show_in_menus"}]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_parameters(request.GET)

    def check_query_parameters(self, queryset: QuerySet[Page]) -> None:
        allowed = self.known_query_parameters | FILTERS.intersection(self.get_available_fields(queryset.model))
        if unknown := set(self.request.GET) - allowed:
            raise BadRequestError(f"unknown parameter: {', '.join(sorted(unknown))}")

    def get_base_queryset(self) -> QuerySet[Page]:
        site = Site.find_for_request(self.request)
        if site is None:
            raise Http404
        roots = [site.root_page, *site.root_page.get_translations()]
        visible = only_visible(Page.objects.all())
        queryset = visible.none()
        for root in roots:
            queryset |= visible.descendant_of(root, inclusive=True)
        return queryset.order_by("id")

    def get_queryset(self) -> QuerySet[Page]:
        queryset = super().get_queryset()
        if queryset.model is Page:
            return queryset.select_related("locale", "content_type")
        return _in_full(queryset)

    def filter_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        queryset = super().filter_queryset(queryset)
        if "search" in self.request.GET:
            return find_pages(self.request.GET["search"], queryset)
        return queryset.order_by(*queryset.query.order_by, "pk")

    def paginate_queryset(self, queryset: QuerySet[Page]) -> list[Page]:
        page: list[Page] = list(super().paginate_queryset(queryset))
        fetch_streams(page, self.request.GET.get("fields", ""))
        return page

    def find_view(self, request: Request) -> Response:
        if not self.find_query_parameters.intersection(request.GET):
            raise BadRequestError("give id or html_path")
        if unknown := set(request.GET) - self.find_query_parameters - {"fields", "rich_text_format"}:
            raise BadRequestError(f"unknown parameter: {', '.join(sorted(unknown))}")
        return super().find_view(request)

    def get_paginated_response(self, data: Any) -> Response:
        """With what was left out of account, when something was."""
        response = super().get_paginated_response(data)
        choice = getattr(self, "choice", None)
        if choice and choice.gone:
            response.data["meta"]["notes"] = choice.notes
            response[NOTE] = urlencode(choice.gone)
        return response

    def get_object(self) -> BasePage:
        return self.found_page

    @cached_property
    def found_page(self) -> BasePage:
        return self.find_page()

    def find_page(self) -> BasePage:
        """One page by its id, of its own type, with all its relations. Cost: that of the type's `for_api`."""
        plain = self.get_base_queryset().select_related("content_type").filter(pk=self.kwargs["pk"]).first()
        if plain is None or plain.specific_class is None:
            raise Http404("not found")
        typed = plain.specific_class.objects.filter(pk=plain.pk)
        return _in_full(typed).get()


def _in_full(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages of one type with all that can be asked for. Cost: that of the type's `for_api`."""
    return complete(pages.for_api() if hasattr(pages, "for_api") else pages.select_related("locale"))
