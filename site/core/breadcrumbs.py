from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from core.querysets import only_visible


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


def breadcrumbs(page: Page, request: HttpRequest) -> list[Crumb]:
    """The visible ancestors of a page, home first, itself left out. Cost: 1 query."""
    ancestors = only_visible(Page.objects.ancestor_of(page).filter(depth__gt=1)).order_by("depth")
    return [Crumb(ancestor.title, ancestor.get_url(request)) for ancestor in ancestors]
