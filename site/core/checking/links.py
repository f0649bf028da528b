"""Which addresses pages lead to, and what became of them. Looked up by the worker, never in a request."""

from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from core.checking import polite
from core.checking.enums import LinkState
from core.checking.models import OutsideLink, PageCheck
from foundation.before_commit import atomic
from foundation.fault_isolation import do_each

AT_A_TIME = 10
ANSWERED_AGAIN = timedelta(days=14)
TRIED_AGAIN = timedelta(days=1)
SILENT_FOR_GOOD = 3  # lookups in a row, a day apart
GONE = {404, 410}
NETWORK_SEEN = timedelta(hours=1)


@atomic()
def keep_links(page_id: int, addresses: list[str]) -> None:
    """What the page leads to now. Addresses nobody leads to any more are forgotten. Cost: 6 queries at most."""
    OutsideLink.objects.bulk_create([OutsideLink(address=one) for one in addresses], ignore_conflicts=True)
    Through: Any = OutsideLink.pages.through
    mine = Through.objects.filter(page_id=page_id)
    mine.exclude(outsidelink__address__in=addresses).delete()
    wanted = OutsideLink.objects.filter(address__in=addresses).exclude(pk__in=mine.values("outsidelink"))
    rows = [Through(outsidelink_id=pk, page_id=page_id) for pk in wanted.values_list("pk", flat=True)]
    Through.objects.bulk_create(rows, ignore_conflicts=True)
    OutsideLink.objects.unlinked().delete()


def look_up_due() -> int:
    """Ask at the addresses that are due, one at each site. Returns: how many were asked.

    That no name is found may be our own network's doing: it counts only when somebody else has answered lately.
    """
    chosen: dict[str, OutsideLink] = {}
    for link in OutsideLink.objects.due()[: AT_A_TIME * 5]:
        chosen.setdefault(_site_of(link.address), link)
    asked = list(chosen.values())[:AT_A_TIME]
    do_each(asked, _look_up)
    return len(asked)


def _site_of(address: str) -> str:
    """What is no address is a site of its own, where nobody answers."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return address


def _look_up(link: OutsideLink) -> None:
    before = link.state
    link.looked_up_at = timezone.now()
    try:
        link.status = polite.status_of(link.address)
    except polite.NotPublicError:
        _note(link, LinkState.UNKNOWN, ANSWERED_AGAIN)
    except (OSError, HTTPException, ValueError):
        _note_silence(link)
    else:
        link.answered_at = link.looked_up_at
        _note(link, _state_of(link.status), ANSWERED_AGAIN if link.status < 400 else TRIED_AGAIN)
    if link.state != before:
        PageCheck.objects.note_stale(link.pages.values_list("pk", flat=True))


def _state_of(status: int) -> LinkState:
    if status in GONE:
        return LinkState.DEAD
    return LinkState.ALIVE if status < 400 else LinkState.UNCLEAR


def _note_silence(link: OutsideLink) -> None:
    """Nobody answered. Dead only after three days of it, and only while others do answer."""
    link.status = 0
    if not _network_is_there():
        _note(link, LinkState.UNKNOWN, TRIED_AGAIN, failures=0)
        return
    is_dead = link.failures + 1 >= SILENT_FOR_GOOD
    _note(link, LinkState.DEAD if is_dead else LinkState.UNKNOWN, TRIED_AGAIN, failures=link.failures + 1)


def _network_is_there() -> bool:
    return OutsideLink.objects.filter(answered_at__gte=timezone.now() - NETWORK_SEEN).exists()


def _note(link: OutsideLink, state: LinkState, again: timedelta, *, failures: int = 0) -> None:
    link.state, link.failures, link.due_at = state, failures, timezone.now() + again
    link.save(update_fields=["state", "status", "failures", "due_at", "looked_up_at", "answered_at"])


def is_wanted() -> bool:
    """Whether this installation asks other sites at all, and something is due. Cost: 1 query."""
    return bool(settings.LOOK_UP_LINKS) and OutsideLink.objects.due().exists()
