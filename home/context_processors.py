from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.navigation import chrome_for


def chrome(request: HttpRequest) -> dict[str, Any]:
    """`chrome` for base.html; asks the database only when a template shows it."""
    return {"chrome": SimpleLazyObject(lambda: chrome_for(request))}
