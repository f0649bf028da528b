"""What stands around every page: the menu, the footer's pages and the owner."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from core.models import CatalogueSettings, settings_for
from foundation.querysets import only_visible


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    is_current: bool
    language: str = ""  # where it is another than the page's around it


@dataclass(frozen=True)
class SiteLayout:
    home_url: str
    menu: list[Link]
    footer: list[Link]
    settings: CatalogueSettings | None


def site_layout_for(request: HttpRequest) -> SiteLayout:
    """Menu: the home page's children marked for it; footer: its other children. Cost: 3 queries."""
    site = Site.find_for_request(request)
    if site is None:
        return SiteLayout("/", [], [], None)
    root = site.root_page.localized
    pages = only_visible(Page.objects.child_of(root)).order_by("path").select_related("locale")
    links = [
        (page.show_in_menus, Link(page.title, url, request.path.startswith(url), _other_language(page)))
        for page, url in _urls(pages, request)
    ]
    return SiteLayout(
        home_url=root.get_url(request) or "/",
        menu=[link for is_in_menu, link in links if is_in_menu],
        footer=[link for is_in_menu, link in links if not is_in_menu],
        settings=settings_for(request),
    )


def _other_language(page: Page) -> str:
    """Somebody's account in English, say, on a site that has only Danish pages."""
    language: str = page.locale.language_code
    return "" if language == get_language() else language


def _urls(pages: list[Page], request: HttpRequest) -> list[tuple[Page, str]]:
    return [(page, url) for page in pages if (url := page.get_url(request))]
