from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.querysets import only_visible


class VisiblePagesSitemap(Sitemap):
    """Every page the public may see; a pending edit does not show in its date."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        pages = Page.objects.none()
        for tree in [root, *root.get_translations()]:
            pages |= Page.objects.descendant_of(tree, inclusive=True)
        return only_visible(pages).order_by("path").select_related("locale")

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        entries = self.paginator.page(page).object_list
        return [{"location": entry.full_url, "lastmod": entry.last_published_at} for entry in entries]
