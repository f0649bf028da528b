"""What the admin says before something is deleted or unpublished."""

from typing import Any

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from foundation.usage.traces_of_staff import traces_of
from foundation.usage.usage_report import consequences_of, places_of

register = template.Library()

NAMES = ("object", "page", "snippet", "image", "document", "user")  # what Wagtail's pages call the thing they are about
MOST_PLACES = 12


@register.inclusion_tag("use/admin/usage.html", takes_context=True)
def usage(context: Any) -> dict[str, Any]:
    """Where the thing a page is about is used, with links, and what else happens when it goes."""
    thing, reader = _thing_of(context), context["request"].user
    if thing is None:
        return {}
    places = traces_of(thing) if isinstance(thing, AbstractBaseUser) else places_of(thing, reader)
    return {
        "kind": thing._meta.verbose_name,
        "number": sum(place.number for place in places),
        "places": places[:MOST_PLACES],
        "more": len(places) - MOST_PLACES,
        "consequences": consequences_of(thing, reader),
        "usage_url": context.get("usage_url"),
        "is_protected": context.get("is_protected"),
    }


def _thing_of(context: Any) -> Model | None:
    """The row itself; in the list of a bulk action it lies in what the loop is at."""
    for name in NAMES:
        value = context.get(name)
        if isinstance(value, dict) and isinstance(value.get("item"), Model):
            return value["item"]
        if isinstance(value, Model) and name != "user":
            return value
    return None
