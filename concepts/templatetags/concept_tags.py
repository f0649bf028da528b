"""What templates of concepts use."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")


@register.filter
def with_placeholders(text: str) -> SafeString:
    """The text with what must be filled in, [by], marked."""
    marked = PLACEHOLDER.sub(lambda found: f"<mark>{found[0]}</mark>", escape(text))
    return mark_safe(marked)  # noqa: S308 - escaped just here
