"""Entries of the publishing calendar: pages that go live or expire, ceremonies, the days of occasions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from core.models import Occasion
from foundation.staff_visibility import staff_visibility_of
from showcase.models import AwardEditionPage


class EntryKind(TextChoices):
    GO_LIVE = "udgives", _("Goes live")
    EXPIRY = "udloeber", _("Expires")
    CEREMONY = "prisfest", _("Ceremony")
    OCCASION = "anledning", _("Occasion")


@dataclass(frozen=True)
class CalendarEntry:
    """Shape: `at` is a time in Denmark, None for whole days; `last` is the first day again unless it lasts longer.

    `is_planned` is a date in a draft that nobody has approved yet.
    """

    kind: EntryKind
    pk: int
    title: str
    url: str
    first: date
    last: date
    at: datetime | None = None
    is_planned: bool = False
    move_url: str = ""


def entries_between(user: Any, first: date, last: date) -> list[CalendarEntry]:
    """What a member of staff may know of these days, the earliest first.

    When a page goes live or expires is told to those who may change it; a ceremony to those who see the page; the
    days of occasions to all. Cost: 6 queries, and those for her rights.
    """
    entries = [*_pages(user, first, last), *_ceremonies(user, first, last), *_occasions(user, first, last)]
    return sorted(entries, key=lambda one: (one.first, one.at is not None, one.at, one.kind, one.title, one.pk))


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day until the end of the last."""
    start, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    return start, end


def editable_pages(user: Any) -> Any:
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})


def approved_dates() -> dict[int, datetime]:
    """Of each page with a version that is approved and waits for its hour: when. Cost: 1 query, whatever the pages.

    Asked apart: joined to the pages, each page was looked for among all versions.
    """
    approved = Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("-approved_go_live_at")
    return {int(page): moment for page, moment in approved.values_list("object_id", "approved_go_live_at")}


def _pages(user: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    start, end = span(first, last)
    approved = approved_dates()
    coming = [page for page, moment in approved.items() if start <= moment < end]
    goes_live = Q(pk__in=coming) | Q(live=False, go_live_at__gte=start, go_live_at__lt=end)
    expires = Q(expire_at__gte=start, expire_at__lt=end, expired=False) & (Q(live=True) | Q(go_live_at__isnull=False))
    for page in editable_pages(user).order_by().filter(goes_live | expires):
        is_approved = page.pk in approved
        begins = approved.get(page.pk, None if page.live else page.go_live_at)
        if begins and start <= begins < end:
            yield _of_page(page, EntryKind.GO_LIVE, begins, is_planned=not is_approved)
        if page.expire_at and start <= page.expire_at < end:
            yield _of_page(page, EntryKind.EXPIRY, page.expire_at, is_planned=not page.live and not is_approved)


def _ceremonies(user: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    editions = staff_visibility_of(user).narrow(AwardEditionPage.objects.filter(ceremony_at__range=span(first, last)))
    mine = set(editable_pages(user).filter(pk__in=editions.values("pk")).values_list("pk", flat=True))
    for edition in editions.only("title", "draft_title", "live", "path", "ceremony_at"):
        yield _of_page(edition, EntryKind.CEREMONY, edition.ceremony_at, is_movable=edition.pk in mine)


def _of_page(
    page: Page, kind: EntryKind, moment: datetime, *, is_planned: bool = False, is_movable: bool = True
) -> CalendarEntry:
    at = timezone.localtime(moment)
    return CalendarEntry(
        kind=kind,
        pk=page.pk,
        title=page.get_admin_display_title() if is_movable else page.title,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if is_movable else page.get_url() or "",
        first=at.date(),
        last=at.date(),
        at=at,
        is_planned=is_planned,
        move_url=reverse("move_page_date", args=[page.pk, kind.value]) if is_movable else "",
    )


def _occasions(user: Any, first: date, last: date) -> Iterator[CalendarEntry]:
    may_change = user.has_perm("core.change_occasion")
    for occasion in Occasion.dated():
        is_movable = may_change and not occasion.recurrence  # what it goes by is not moved by a day
        for begins, ends in occasion.periods(first, last):
            yield CalendarEntry(
                kind=EntryKind.OCCASION,
                pk=occasion.pk,
                title=str(occasion),
                url=reverse("wagtailsnippets_core_occasion:edit", args=[occasion.pk]) if may_change else "",
                first=begins,
                last=ends,
                move_url=reverse("move_occasion", args=[occasion.pk, begins.isoformat()]) if is_movable else "",
            )
