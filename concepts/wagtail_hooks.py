from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from concepts.models import PlatformFigure, PlatformFormat, PlatformGuidePage
from concepts.models.guide_rows import SourcedRow
from foundation.dates import in_words
from foundation.desk import DESK_HOOK, MOST_LINES, DeskItem, DeskLine, DeskSection

SOURCES_AHEAD = timedelta(days=30)


@hooks.register(DESK_HOOK)
def guides_due(user: Any) -> Iterator[DeskItem]:
    """Guides that nobody has reviewed for 12 months, for those who may edit them."""
    guides = PlatformGuidePage.objects.filter(pk__in=_editable_by(user)).due_for_review().by_title()
    number = guides.count()
    heading = ngettext(
        "%(number)d platform guide nobody has reviewed for 12 months",
        "%(number)d platform guides nobody has reviewed for 12 months",
        number,
    )
    lines = [
        DeskLine(
            guide.title,
            _edit_url(guide.pk),
            _("last reviewed %(day)s") % {"day": in_words(guide.reviewed_on)} if guide.reviewed_on else "",
        )
        for guide in guides.only("title", "reviewed_on")[:MOST_LINES]
    ]
    yield DeskItem("guides-due", DeskSection.SOON, heading % {"number": number}, tuple(lines))


@hooks.register(DESK_HOOK)
def figures_running_out(user: Any) -> Iterator[DeskItem]:
    """Figures of published guides past their date, or within 30 days of it."""
    figures = _running_out(PlatformFigure, user)
    number = figures.count()
    heading = ngettext(
        "%(number)d figure in a platform guide has run out, or will soon",
        "%(number)d figures in platform guides have run out, or will soon",
        number,
    )
    lines = [_line_of(figure, figure.label) for figure in figures[:MOST_LINES]]
    yield DeskItem("figures-running-out", DeskSection.SOON, heading % {"number": number}, tuple(lines))


@hooks.register(DESK_HOOK)
def formats_running_out(user: Any) -> Iterator[DeskItem]:
    """Formats of published guides that must be checked anew, now or within 30 days."""
    sizes = _running_out(PlatformFormat, user)
    number = sizes.count()
    heading = ngettext(
        "%(number)d format in a platform guide must be checked anew, or will soon",
        "%(number)d formats in platform guides must be checked anew, or will soon",
        number,
    )
    lines = [_line_of(size, size.name) for size in sizes[:MOST_LINES]]
    yield DeskItem("formats-running-out", DeskSection.SOON, heading % {"number": number}, tuple(lines))


def _running_out(rows: type[SourcedRow], user: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = rows._default_manager.filter(
        page__live=True, page__in=_editable_by(user), valid_until__lt=timezone.localdate() + SOURCES_AHEAD
    )
    return found.select_related("page").order_by("valid_until", "pk")


def _line_of(row: Any, said: str) -> DeskLine:
    when = _("ran out %(day)s") if row.is_outdated else _("holds until %(day)s")
    return DeskLine(f"{row.page.title}: {said}", _edit_url(row.page_id), when % {"day": in_words(row.valid_until)})


def _editable_by(user: Any) -> Any:
    return page_permission_policy.instances_user_has_permission_for(user, "change").values("pk")


def _edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])
