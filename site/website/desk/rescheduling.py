"""Rescheduling: moving an entry of the calendar to another day.

A page's date stands in up to three of its versions: the one the public sees, the one that is approved for later, and
a draft on top. All of them are saved anew with the new day, in that order, so that none brings the old one back.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page

from core.models import Occasion
from foundation.before_commit import atomic
from foundation.refusals import RefusedError
from website.desk.calendar_entries import EntryKind

MOVED = "desk.move"
FIELDS = {EntryKind.GO_LIVE: "go_live_at", EntryKind.EXPIRY: "expire_at", EntryKind.CEREMONY: "ceremony_at"}


def date_of(page: Any, kind: EntryKind) -> datetime:
    """When it is now, as a clock in Denmark shows it. Raises: RefusedError when it has no such date any more."""
    moment = getattr(page, FIELDS[kind], None)
    if kind is EntryKind.GO_LIVE:
        scheduled = page.scheduled_revision
        moment = scheduled.approved_go_live_at if scheduled else None if page.live else moment
    if moment is None:
        raise RefusedError(_("It no longer has that date. Look at the calendar again."))
    return timezone.localtime(moment)


@atomic()
def move_page(page_id: int, kind: EntryKind, day: date, user: Any) -> datetime:
    """Move a page's date to another day, at the same time of day. Returns: when it is now.

    Raises: RefusedError, and nothing is changed.
    """
    page = Page.objects.select_for_update().get(pk=page_id).specific
    before = date_of(page, kind)
    after = timezone.make_aware(datetime.combine(day, before.time()), before.tzinfo)
    _check_order(page, kind, after)
    _check_rights(page, kind, user)
    try:
        for version, is_public in list(_versions(page, kind)):
            setattr(version, FIELDS[kind], after)
            revision = version.save_revision(user=user)
            if is_public:
                revision.publish(user=user)
            elif not page.live and not page.scheduled_revision:
                version.save()  # of a page nobody has published, Wagtail keeps the latest draft
    except ValidationError as error:
        raise RefusedError(_("The page cannot be saved as it is. Open it, mend it, and set the date there.")) from error
    days = {"from": before.date().isoformat(), "to": day.isoformat(), "what": kind.value}
    log(instance=page, action=MOVED, user=user, revision=revision, content_changed=True, data=days)
    return after


def _versions(page: Any, kind: EntryKind) -> Iterator[tuple[Any, bool]]:
    """The versions to save anew, and whether each is published, now or later."""
    scheduled, latest = page.scheduled_revision, page.latest_revision
    kept = [page.live_revision_id, getattr(scheduled, "pk", None)]
    if page.live and kind is not EntryKind.GO_LIVE:
        yield page.live_revision.as_object() if page.live_revision else page, True
    if scheduled:
        yield scheduled.as_object(), True
    if latest and latest.pk not in kept:
        yield latest.as_object(), False
    elif not latest and not page.live:
        yield page, False


def _check_order(page: Any, kind: EntryKind, after: datetime) -> None:
    if kind is EntryKind.CEREMONY:
        return
    if after <= timezone.now():
        raise RefusedError(_("That time has passed. Choose a later day."))
    dates = {"go_live_at": page.go_live_at, "expire_at": page.expire_at, FIELDS[kind]: after}
    if scheduled := page.scheduled_revision:
        version = scheduled.as_object()
        dates = {"go_live_at": version.go_live_at, "expire_at": version.expire_at, FIELDS[kind]: after}
    if dates["go_live_at"] and dates["expire_at"] and dates["go_live_at"] >= dates["expire_at"]:
        raise RefusedError(_("Then the page would expire before it goes live. Move the other date first."))


def _check_rights(page: Any, kind: EntryKind, user: Any) -> None:
    rights = page.permissions_for_user(user)
    lock = super(DraftStateMixin, page).get_lock()  # not that of what is scheduled: this is the way to change it
    if page.alias_of_id:
        raise RefusedError(_("This page mirrors another one. Move that one's date."))
    if page.current_workflow_state:
        raise RefusedError(_("The page has been sent for approval. Its dates can be moved when that is settled."))
    if not rights.can_edit() and not (page.scheduled_revision and rights.can_publish()):
        raise RefusedError(_("You may not change this page."))
    if lock and lock.for_user(user):
        raise RefusedError(_("The page is locked. Whoever locked it can unlock it."))
    is_published = page.scheduled_revision or (page.live and kind is not EntryKind.GO_LIVE)
    if is_published and not rights.can_publish():
        raise RefusedError(_("You may change this page, but not publish it. Ask an editor to move the date."))


@atomic()
def move_occasion(occasion_id: int, begins: date, day: date, user: Any) -> None:
    """Move an occasion, as long as it is, so that what begins on one day begins on another. A yearly one moves in all
    years.

    Raises: RefusedError, and nothing is changed.
    """
    if not user.has_perm("core.change_occasion"):
        raise RefusedError(_("You may not change occasions."))
    occasion = Occasion.objects.select_for_update().get(pk=occasion_id)
    if begins not in [start for start, _end in occasion.periods(begins, begins)]:
        raise RefusedError(_("It no longer has that date. Look at the calendar again."))
    if occasion.recurrence:
        raise RefusedError(_("It goes by “%(rule)s”: change that instead.") % {"rule": occasion.recurrence})
    shift = day - begins
    before = occasion.begins_on
    occasion.begins_on, occasion.ends_on = _shifted(occasion.begins_on, shift), _shifted(occasion.ends_on, shift)
    occasion.save()
    days = {"from": str(before), "to": str(occasion.begins_on), "what": EntryKind.OCCASION.value}
    log(instance=occasion, action=MOVED, user=user, content_changed=True, data=days)


def _shifted(day: date | None, shift: Any) -> date:
    """Raises: RefusedError beyond what a calendar has."""
    try:
        return (day or date.today()) + shift
    except OverflowError as error:
        raise RefusedError(_("There is no such day.")) from error
