"""Rich text on its way in, its links on their way out, and how it begins.

A link to a page the public may not see is plain text, so that its address stays unknown.
"""

import json
import re
from html import unescape
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.utils.html import strip_tags
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Page

from foundation.compat.page_links import ChosenPageLinkHandler
from foundation.ids import read_id
from foundation.querysets import is_visible

SENTENCE_END = re.compile(r"(?<=[.!?])[»”\"]?\s+(?=[^\Wa-zæøå\d_])")  # before a capital: not after “fx” or “bl.a.”
PARAGRAPH_END = re.compile(r"</(?:p|li|h\d)>")


def first_sentence(html: str) -> str:
    """The first sentence of rich text, as plain text."""
    paragraph = unescape(strip_tags(PARAGRAPH_END.split(html, maxsplit=1)[0])).strip()
    return SENTENCE_END.split(paragraph, maxsplit=1)[0]


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor, that takes what an editor sends. What only a program sends is no server error, nor kept: a
    page whose text points at a page called “abc” could be shown to nobody.

    Raises: SuspiciousOperation, which is answered with 400.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            _check_ids(data.get(name))
            return super().value_from_datadict(data, files, name)
        except Exception as error:  # of whatever kind: it is taken apart unread
            raise SuspiciousOperation(f"The text of {name} cannot be read.") from error


def _check_ids(sent: str | None) -> None:
    """Raises: ValueError for a link, picture or file by an id that is none, and whatever broken data makes of it."""
    entities = (json.loads(sent or "null") or {}).get("entityMap", {}).values()
    ids = {entity["data"].get("id") for entity in entities} - {None}
    if None in map(read_id, ids):
        raise ValueError


class VisiblePageLinkHandler(ChosenPageLinkHandler):
    @staticmethod
    def may_link(page: Page | None) -> bool:
        return is_visible(page)
