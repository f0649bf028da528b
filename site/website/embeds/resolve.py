"""From an address to the page behind it, without ever asking the address."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page

from core.querysets import only_visible

MAX_LENGTH = 2_000  # characters
CANDIDATES = 50  # pages with the same last part of their address


def page_at(address: str) -> Page | None:
    """The page the public finds there, None for anything else. Cost: 2 queries.

    Other hosts, ports and schemes, names in the address, and hidden pages are all the same: None.
    """
    if not address or len(address) > MAX_LENGTH:
        return None
    wanted = address if "://" in address else f"{settings.BASE_URL}/{address.lstrip('/')}"
    try:
        path = urlsplit(wanted).path.rstrip("/")
    except ValueError:
        return None
    slug = path.rpartition("/")[2]
    if not slug or "\0" in wanted:
        return None
    plain = f"{wanted.partition('?')[0].partition('#')[0].rstrip('/')}/"
    pages = only_visible(Page.objects.filter(slug=slug, depth__gt=2)).select_related("locale", "content_type")
    return next((page for page in pages.order_by("pk")[:CANDIDATES] if page.full_url == plain), None)
