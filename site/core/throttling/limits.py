"""How often somebody may do something: kept in the database, so that all processes count together."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.throttling.models import Attempt

FORGOTTEN_AFTER = timedelta(days=1)


class TooManyError(Exception):
    """Enough for now."""


def count(action: str, who: str) -> None:
    """Note one attempt of `who`, an address of the network or of mail. Cost: 2 queries.

    Raises: TooManyError when it is beyond LIMITS within its window; then nothing is noted.
    """
    most, seconds = settings.LIMITS[action]
    hashed = salted_hmac("core.throttling", who, algorithm="sha256").hexdigest()[:32]
    since = timezone.now() - timedelta(seconds=seconds)
    if Attempt.objects.filter(action=action, who=hashed, at__gte=since).count() >= most:
        raise TooManyError
    Attempt.objects.create(action=action, who=hashed)


def network_of(request: HttpRequest) -> str:
    """The visitor's network: what the trusted proxies say, counted from the right; IPv6 by its /64.

    Without proxies (PROXY_HOPS 0) the header is nobody's word and is not read.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    hops = settings.PROXY_HOPS
    if hops and len(forwarded) >= hops:
        address = forwarded[-hops]
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def forget_attempts() -> None:
    """A duty of the clock."""
    Attempt.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
