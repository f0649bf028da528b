"""Consequences for media when a page is deleted or unpublished, said before it is done."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from foundation.usage.usage_report import register_consequence
from media.references import media_references_of


@register_consequence
def of_a_page(thing: Any, reader: Any) -> Iterator[str]:
    """Cost: none for anything but pages, else that of `media_references_of`."""
    if not isinstance(thing, Page):
        return
    if thing.live:
        yield _(
            "It goes at once from site, search, feeds and frames. Libraries that read the feeds are told; what they "
            "have copied before cannot be called back."
        )
    if number := len(media_references_of(thing.specific)):
        sentence = ngettext(
            "It shows %(number)s picture, film or file, which stays in its archive.",
            "It shows %(number)s pictures, films and files, which stay in their archives.",
            number,
        )
        yield sentence % {"number": number}
