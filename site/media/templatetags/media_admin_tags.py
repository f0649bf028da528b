from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.inclusion_tag("media/admin/consents.html", takes_context=True)
def consents_of(context: Context, item: Any, name: str) -> dict[str, Any]:
    """The consents of a picture (`images`) or film (`videos`), for those who look after them. Cost: 1 query."""
    user = context["request"].user
    if item.pk is None or not user.has_perm("media.change_consent"):
        return {}
    return {"consents": list(item.consents.all()), "item": item, "name": name, "is_allowed": True}
