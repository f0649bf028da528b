"""How often somebody may do something: kept in the database, so that all processes count together."""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Counter:
    """How often `who`, an address of the network or of mail, an account or a browser, did one action of LIMITS."""

    action: str
    who: str

    @property
    def key(self) -> str:
        """Of whom: a keyed hash, for what is counted is nobody's business to read."""
        return salted_hmac("core.throttling", self.who, algorithm="sha256").hexdigest()[:32]

    def wait(self, *, noted: int = 0) -> int:
        """Seconds until one more is allowed; 0 when it is now, `noted` of them already being its own. Cost: 1 query."""
        most, seconds = settings.LIMITS[self.action]
        now, window = timezone.now(), timedelta(seconds=seconds)
        recent = Attempt.objects.filter(action=self.action, who=self.key, at__gt=now - window).order_by("-at")
        index = most - 1 + noted
        in_the_way = list(recent.values_list("at", flat=True)[index : index + 1])
        return max(1, math.ceil((in_the_way[0] + window - now).total_seconds())) if in_the_way else 0


def note(counters: Iterable[Counter]) -> list[Attempt]:
    """One attempt in each counter. Cost: 1 query."""
    return Attempt.objects.bulk_create([Attempt(action=counter.action, who=counter.key) for counter in counters])


def take_back(attempts: Iterable[Attempt]) -> None:
    """As if they had not been made. Cost: 1 query."""
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()


def count(action: str, who: str) -> None:
    """Note one attempt of `who`. Noted first and counted then, so that many at once do not slip through together.

    Cost: 2 queries.
    Raises: TooManyError when it is beyond LIMITS within its window; then nothing is noted.
    """
    count_together([Counter(action, who)])


def count_together(counters: Collection[Counter]) -> None:
    """The same in several counters: in all of them, or in none. Cost: 1 query, and 1 for each."""
    noted = note(counters)
    if any(counter.wait(noted=1) for counter in counters):
        take_back(noted)
        raise TooManyError


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
        found = ip_address(_without_port(address))
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))


def _without_port(address: str) -> str:
    """`192.0.2.7:5555` and `[2001:db8::1]:443`, as some balancers write it."""
    bracketed = re.fullmatch(r"\[([^\]]+)\](?::\d+)?", address)
    if bracketed:
        return bracketed[1]
    return address.partition(":")[0] if address.count(":") == 1 else address


def forget_attempts() -> None:
    """A duty of the clock."""
    Attempt.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
