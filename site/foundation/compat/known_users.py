"""Who has been looked up with a request already.

Why: a server error says who met it without asking the database, which may be what is gone.
Until: Django names where it remembers the user of a request.
"""

from typing import Any

from django.http import HttpRequest


def known_user(request: HttpRequest) -> Any:
    """None when nobody has asked yet."""
    return getattr(request, "_cached_user", None)
