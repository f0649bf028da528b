"""Where the sites lie as the database says it now, for pages whose addresses decide whether the public sees them.

Why: Wagtail builds a page's address from paths it keeps in the cache, an hour long and in each process some seconds
more: after another site's root was chosen, or that was taken back, they are wrong.
Until: Wagtail lets `Page.get_url_parts` be given the paths to go by.
"""

from typing import Any

from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath


def fresh_root_paths() -> list[SiteRootPath]:
    """As `Site.get_site_root_paths`. Cost: 1 query, and 1 for each site."""
    sites = Site.objects.select_related("root_page")
    return [
        SiteRootPath(site.pk, root.url_path, site.root_url, root.locale.language_code)
        for site in sites.order_by("-root_page__url_path", "-is_default_site", "hostname")
        for root in site.root_page.get_translations(inclusive=True).select_related("locale")
    ]


def go_by(page: Page, paths: list[SiteRootPath]) -> None:
    """Have the page's address made from these, whatever is remembered."""
    own: Any = page
    own._wagtail_cached_site_root_paths = paths
