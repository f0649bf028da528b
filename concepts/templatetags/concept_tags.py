"""What templates of concepts use."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from concepts.local_details import TextPiece, pieces_of

register = template.Library()


@register.simple_tag(takes_context=True)
def filled_in(context: Any, text: str) -> SafeString:
    """The text with the details a library has written, where the page knows any; what is left open, [by], is marked."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces_of(text, _details(context))))


@register.simple_tag(takes_context=True)
def length_filled_in(context: Any, text: str) -> int:
    """How many signs it then has."""
    return sum(len(piece.text) for piece in pieces_of(text, _details(context)))


def _details(context: Any) -> dict[str, str]:
    return context.get("local_details") or {}


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
