"""What templates of concepts use."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from concepts.local_details import LocalDetail, TextPiece, pieces_of
from concepts.posts import Formats, PostToCopy, formats_in_language_of, post_to_copy

register = template.Library()


@register.simple_tag
def post_formats(page: Any) -> Formats:
    """What the guides say of posts, for the texts of a page. Cost: 1 query."""
    return formats_in_language_of(page)


@register.simple_tag(takes_context=True, name="post_to_copy")
def as_post(context: Any, value: Any) -> PostToCopy:
    """A text of a kit as a post, with the details a library has written, where the page knows any.

    What is left open, [by], is marked.
    """
    details = context.get("local_details") or {}
    pieces = list(pieces_of(value["text"], details))
    library = details.get(LocalDetail.LIBRARY, "")
    author = TextPiece(library or gettext("Your own library"), gettext("Your own library"), LocalDetail.LIBRARY)
    return post_to_copy(
        value,
        context.get("post_formats") or {},
        author=SafeString(_marked(author)),
        text=_marked_all(pieces),
        length=sum(len(piece.text) for piece in pieces),
    )


@register.simple_tag(takes_context=True)
def with_details(context: Any, text: str) -> SafeString:
    """A text with the details a library has written, what is left open marked."""
    return _marked_all(pieces_of(text, context.get("local_details") or {}))


def _marked_all(pieces: Iterable[TextPiece]) -> SafeString:
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: TextPiece) -> str | SafeString:
    if not piece.placeholder:
        return piece.text
    if not piece.detail:
        return format_html("<mark>{}</mark>", piece.text)
    is_open = piece.text == piece.placeholder
    return format_html(
        '<mark data-detail="{}" data-placeholder="{}"{}>{}</mark>',
        *(piece.detail, piece.placeholder, "" if is_open else mark_safe(" data-filled"), piece.text),
    )
