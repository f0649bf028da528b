"""What the admin's templates say of a page's visibility."""

from typing import Any

from django import template
from wagtail.models import Page

from core import visibility

register = template.Library()
register.simple_tag(visibility.withheld_on, name="withheld_on")


@register.simple_tag(takes_context=True)
def visibility_of(context: dict[str, Any], page: Page) -> visibility.Visibility:
    """Whether everybody may see the page, and why not. Cost: that of `hidings_for`, once an answer."""
    return visibility.visibility_of(page, visibility.hidings_for(context.get("request")))


@register.simple_tag(takes_context=True)
def visibility_now(context: dict[str, Any], page: Page) -> visibility.Visibility:
    """The same for what an editor has open, which may be a version that knows nothing of what came after it.

    Cost: 1 query more.
    """
    return visibility_of(context, Page.objects.get(pk=page.pk))
