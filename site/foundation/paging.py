from typing import Any

from django.core.paginator import Page, Paginator

PAGE_PARAMETER = "side"


def page_of(items: Any, number: str, size: int) -> Page[Any]:
    """One page of a list; any number that is none or out of range gives the first or the last page."""
    return Paginator(items, size).get_page(number if number.isascii() and len(number) < 10 else 1)
