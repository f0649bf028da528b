"""From an address to the page behind it, without ever asking the address."""

from urllib.parse import urlsplit

from django.conf import settings

from syndication.feeds.sources import FoundItem, find_item

MAX_LENGTH = 2_000  # characters


def page_at(address: str) -> FoundItem | None:
    """The concept, guide, initiative or winner the public finds there, None for all else.

    Other hosts, ports and schemes, names in the address, and hidden pages are all the same: None. Cost: 1 query.
    """
    if not address or len(address) > MAX_LENGTH:
        return None
    wanted = address if "://" in address else f"{settings.BASE_URL}/{address.lstrip('/')}"
    try:
        path = f"{urlsplit(wanted).path.rstrip('/')}/"
    except ValueError:
        return None
    slug = path.split("/")[-2]
    if not slug or "\0" in wanted:
        return None
    plain = f"{wanted.partition('?')[0].partition('#')[0].rstrip('/')}/"
    found = find_item(slug=slug, path=path)
    return found if found and found.page.full_url == plain else None
