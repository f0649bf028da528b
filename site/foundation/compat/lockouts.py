"""What django-axes writes on a request, and its look at a request without a password.

Why: its middleware and signals go by attributes of the request; a backend that counts by itself has to set and read
them, and has to begin where axes' backend that checks no password begins.
Until: axes has functions for them.
"""

from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.helpers import get_client_username
from django.http import HttpRequest

__all__ = ["address_of", "check_lock", "get_client_username", "mark_locked"]


def check_lock(backend: AxesStandaloneBackend, request: HttpRequest, username: str, password: str) -> None:
    """Raises: AxesBackendPermissionDenied when nothing may be tried now."""
    AxesStandaloneBackend.authenticate(backend, request, username, password)


def mark_locked(request: HttpRequest) -> None:
    """Have axes' middleware answer for a request that was refused."""
    request.axes_locked_out = True  # type: ignore[attr-defined]  # axes adds it


def address_of(request: HttpRequest) -> Any:
    return getattr(request, "axes_ip_address", "")
