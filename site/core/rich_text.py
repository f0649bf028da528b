"""Links in rich text: one to a page the public may not see is plain text, so that its address stays unknown."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.querysets import is_visible


class VisiblePageLinkHandler(PageLinkHandler):
    @classmethod
    def get_many(cls, attrs_list: Iterable[dict[str, Any]]) -> list[Page | None]:
        return [page if is_visible(page) else None for page in super().get_many(attrs_list)]
