"""The filters of Wagtail's API v2 for pages, without its search, which must come last.

Why: the API finds with the search page's own search, after the facets; Wagtail's list of filters is documented neither
in its parts nor in its order.
Until: Wagtail documents how one filter of the API is changed for another.
"""

from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.views import PagesAPIViewSet

PAGE_FILTERS = [kind for kind in PagesAPIViewSet.filter_backends if kind is not SearchFilter]
