"""Rate limits: how often somebody may do something, counted in the database for all processes together."""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connections, router
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundation.throttling.models import Attempt

FORGOTTEN_AFTER = timedelta(days=1)
UNKNOWN = "unknown"  # the network of a request that names none


class RateLimitedError(Exception):
    """Enough for now."""


@dataclass(frozen=True)
class Counter:
    """How often `who`, an address of the network or of mail, an account or a browser, did one action of LIMITS."""

    action: str
    who: str

    @property
    def key(self) -> str:
        """Of whom: a keyed hash, for what is counted is nobody's business to read."""
        return salted_hmac("foundation.throttling", self.who, algorithm="sha256").hexdigest()[:32]

    @property
    def turn(self) -> int:
        """A number of 64 bits for the database's lock. Two counters may share one: then one waits for nothing."""
        digest = salted_hmac("foundation.throttling.turn", f"{self.action}|{self.who}", algorithm="sha256").digest()
        return int.from_bytes(digest[:8], signed=True)

    def wait(self, *, noted: int = 0) -> int:
        """Seconds until one more is allowed; 0 when it is now, `noted` of them already being its own. Cost: 1 query."""
        most, seconds = settings.LIMITS[self.action]
        now, window = timezone.now(), timedelta(seconds=seconds)
        recent = Attempt.objects.filter(action=self.action, who=self.key, at__gt=now - window).order_by("-at")
        index = most - 1 + noted
        in_the_way = list(recent.values_list("at", flat=True)[index : index + 1])
        return max(1, math.ceil((in_the_way[0] + window - now).total_seconds())) if in_the_way else 0


def note(counters: Collection[Counter]) -> list[Attempt]:
    """One attempt in each counter. Cost: 1 query; in a transaction on PostgreSQL 2."""
    _wait_for_turn(counters)
    return Attempt.objects.bulk_create([Attempt(action=counter.action, who=counter.key) for counter in counters])


def take_back(attempts: Iterable[Attempt]) -> None:
    """As if they had not been made. Cost: 1 query."""
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()


def count(action: str, who: str) -> None:
    """Note one attempt of `who`. Cost: 2 queries; in a transaction on PostgreSQL 3.

    Noted first and counted then, so that many at once do not slip through together. That needs each to see what the
    others noted: outside a transaction it is there at once; inside one the next waits until this one has ended, on
    PostgreSQL by a lock for each counter, on SQLite because it has one writer.
    Raises: RateLimitedError when it is beyond LIMITS within its window; then nothing is noted.
    """
    count_together([Counter(action, who)])


def count_together(counters: Collection[Counter]) -> None:
    """The same in several counters: in all of them, or in none. Cost: 1 query, and 1 for each."""
    noted = note(counters)
    if any(counter.wait(noted=1) for counter in counters):
        take_back(noted)
        raise RateLimitedError


def _wait_for_turn(counters: Iterable[Counter]) -> None:
    """In the same order for everybody, so that no two wait for each other."""
    database = connections[router.db_for_write(Attempt)]
    if database.vendor == "postgresql" and database.in_atomic_block:
        with database.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(turn) FROM unnest(%s::bigint[]) AS turn",
                [sorted({counter.turn for counter in counters})],
            )


def forwarded_by(request: HttpRequest) -> list[str]:
    """What stands in X-Forwarded-For, as it was sent: by trusted proxies on the right, by anybody on the left."""
    return [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]


def network_of(request: HttpRequest) -> str:
    """The visitor's network: what the trusted proxies say, counted from the right; IPv6 by its /64.

    Without proxies (PROXY_HOPS 0) the header is nobody's word and is not read.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = settings.PROXY_HOPS
    if hops and len(forwarded := forwarded_by(request)) >= hops:
        address = forwarded[-hops]
    try:
        found = ip_address(_without_port(address))
    except ValueError:
        return UNKNOWN
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
    """A scheduled job."""
    Attempt.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
