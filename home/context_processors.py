from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.navigation import site_layout_for


def site_layout(request: HttpRequest) -> dict[str, Any]:
    """`layout` for base.html; asks the database only when a template shows it."""
    return {"layout": SimpleLazyObject(lambda: site_layout_for(request))}
