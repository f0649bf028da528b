"""Desk items of pages: to approve, sent back, waiting, planned, changed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from foundation.dates import in_words
from foundation.desk import MOST_LINES, DeskItem, DeskLine, DeskSection
from foundation.staff_visibility import staff_visibility_of
from website.desk.calendar_entries import CalendarEntry, EntryKind, editable_pages, entries_between
from website.desk.views import calendar_of

AHEAD = timedelta(days=7)
LATELY = timedelta(days=14)
CHANGES = ("wagtail.publish", "wagtail.publish.scheduled", "wagtail.unpublish", "wagtail.unpublish.scheduled")


def to_approve(user: Any) -> Iterator[DeskItem]:
    states = TaskState.objects.reviewable_by(user).filter(workflow_state__base_content_type__model="page")
    found = states.select_related("workflow_state__requested_by").order_by("started_at", "pk")
    pages = _seen(user, (state.workflow_state.object_id for state in found))
    waiting = [state for state in found if int(state.workflow_state.object_id) in pages]
    heading = ngettext(
        "%(number)d page waits for your approval", "%(number)d pages wait for your approval", len(waiting)
    )
    lines = [
        _to_compare(
            pages[int(state.workflow_state.object_id)],
            _by(state.workflow_state.requested_by, state.started_at),
        )
        for state in waiting[:MOST_LINES]
    ]
    yield DeskItem("to-approve", DeskSection.TODAY, heading % {"number": len(waiting)}, tuple(lines))


def sent_for_approval(user: Any) -> Iterator[DeskItem]:
    """Her own pages on their way: sent back to her, and those that wait for others."""
    states = WorkflowState.objects.active().filter(base_content_type__model="page").select_related("current_task_state")
    owned = Page.objects.filter(owner=user).annotate(key=Cast("pk", WorkflowState._meta.get_field("object_id")))
    mine = states.filter(Q(requested_by=user) | Q(object_id__in=owned.values("key"))).order_by("-created_at", "pk")
    pages = _seen(user, (state.object_id for state in mine))
    lines: dict[str, list[DeskLine]] = {
        WorkflowState.STATUS_NEEDS_CHANGES: [],
        WorkflowState.STATUS_IN_PROGRESS: [],
    }
    for state in mine:
        if page := pages.get(int(state.object_id)):
            said = state.current_task_state.comment if state.current_task_state else ""
            lines[state.status].append(_line(page, said or _on(state.created_at)))
    back, waiting = lines.values()
    told = ngettext("%(number)d page was sent back to you", "%(number)d pages were sent back to you", len(back))
    yield DeskItem("sent-back", DeskSection.TODAY, told % {"number": len(back)}, tuple(back[:MOST_LINES]))
    told = ngettext(
        "%(number)d page of yours waits for approval", "%(number)d pages of yours wait for approval", len(waiting)
    )
    yield DeskItem(
        "awaiting-approval", DeskSection.OTHERS, told % {"number": len(waiting)}, tuple(waiting[:MOST_LINES])
    )


def this_week(user: Any) -> Iterator[DeskItem]:
    today = timezone.localdate()
    entries = entries_between(user, today, today + AHEAD)
    told = ngettext("%(number)d date in the calendar", "%(number)d dates in the calendar", len(entries))
    lines = [
        DeskLine(entry.title, entry.url or calendar_of(entry.first), _when(entry)) for entry in entries[:MOST_LINES]
    ]
    yield DeskItem("this-week", DeskSection.WEEK, told % {"number": len(entries)}, tuple(lines), calendar_of(today))


def changed_lately(user: Any) -> Iterator[DeskItem]:
    """What was published or taken down of the pages she may change, each page once; not what she did herself."""
    since = timezone.now() - LATELY
    entries = PageLogEntry.objects.filter(action__in=CHANGES, timestamp__gt=since).exclude(user=user)
    mine = entries.filter(page__in=editable_pages(user).order_by().values("pk"))
    latest = mine.values("page").annotate(entry=Max("pk")).order_by("-entry").values("entry")[:MOST_LINES]
    found = PageLogEntry.objects.filter(pk__in=list(latest.values_list("entry", flat=True)))
    shown = found.select_related("page", "user").order_by("-timestamp", "-pk")
    lines = [_line(entry.page, f"{entry.message.lower()}, {_by(entry.user, entry.timestamp)}") for entry in shown]
    yield DeskItem("changed-lately", DeskSection.CHANGED, _("Published or taken down by others"), tuple(lines))


MATTERS = (to_approve, sent_for_approval, this_week, changed_lately)


def _seen(user: Any, ids: Iterable[str]) -> dict[int, Page]:
    """Of these pages those she sees, by id. Cost: 1 query."""
    pages: QuerySet[Page] = staff_visibility_of(user).narrow(Page.objects.filter(pk__in={int(pk) for pk in ids}))
    return {page.pk: page for page in pages}


def _line(page: Page, detail: str) -> DeskLine:
    return DeskLine(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), detail)


def _to_compare(page: Page, detail: str) -> DeskLine:
    """With a second way on where there is something the public sees to compare with."""
    line = _line(page, detail)
    if not page.live:
        return line
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
    return replace(line, way=_("Compare with what is published"), way_url=compare)


def _on(moment: Any) -> str:
    return in_words(timezone.localdate(moment))


def _by(user: Any, moment: Any) -> str:
    return f"{user}, {_on(moment)}" if user else _on(moment)


def _when(entry: CalendarEntry) -> str:
    day = date_format(entry.at, "DATETIME_FORMAT") if entry.at else in_words(entry.first)
    if entry.kind is EntryKind.OCCASION and entry.last != entry.first:
        day = f"{in_words(entry.first)} – {in_words(entry.last)}"
    planned = _("not approved yet") if entry.is_planned else ""
    return f"{entry.kind.label}: {day} ({planned})" if planned else f"{entry.kind.label}: {day}"
