"""Links to pages inside rich text, of which some lead nowhere.

Why: Wagtail links to drafts and private pages, which tells their addresses. Link handlers are documented; the one for
pages, which asks once for all the links of a text, is not.
Until: Wagtail lets a project say which pages a text may link to.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class ChosenPageLinkHandler(PageLinkHandler):
    @staticmethod
    def may_link(page: Page | None) -> bool:
        raise NotImplementedError

    @classmethod
    def get_many(cls, attrs_list: Iterable[dict[str, Any]]) -> list[Page | None]:
        return [page if cls.may_link(page) else None for page in super().get_many(attrs_list)]
