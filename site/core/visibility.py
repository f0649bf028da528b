"""Whether everybody may see a page, in words for its editors: one answer for every list, editor and message.

What decides is `foundation.querysets`; here is why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from foundation.querysets import hidden_paths, hiding_pages, is_visible
from foundation.staff_visibility import title_as_seen
from media.models import MediaUsage


@dataclass(frozen=True)
class Visibility:
    """Shape: `reasons` are sentences like the first, `sentence`; none where everybody may see the page."""

    sentence: str
    reasons: tuple[str, ...] = ()
    is_private_only: bool = False

    @property
    def is_open(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Hiding:
    """A page that hides itself and all below it."""

    path: str
    title: str
    is_private: bool


class Hidings:
    """What hides pages, asked for once and then used for any number of them. Cost: 2 queries and `hidden_paths`'s."""

    def __init__(self) -> None:
        private = set(PageViewRestriction.objects.values_list("page", flat=True))
        pages = hiding_pages().order_by("path").values_list("pk", "path", "title", "live")
        self.found = [
            Hiding(path, title_as_seen(title, path, live=live), pk in private) for pk, path, title, live in pages
        ]
        self.paths = hidden_paths()

    def above(self, page: Page) -> list[Hiding]:
        """The page itself comes last."""
        return [hiding for hiding in self.found if page.path.startswith(hiding.path)]


def hidings_for(request: HttpRequest | None) -> Hidings:
    """The same for all pages that one answer shows: by then nothing changes any more."""
    if request is None:
        return Hidings()
    if "hidings" not in request.__dict__:
        request.__dict__["hidings"] = Hidings()
    found: Hidings = request.__dict__["hidings"]
    return found


def visibility_of(page: Page, hidings: Hidings | None = None) -> Visibility:
    """Cost: none of its own where `hidings` are given and the page is fetched as Wagtail's lists fetch it."""
    hidings = hidings or Hidings()
    if is_visible(page, hidings.paths) and page.get_url_parts() is not None:
        return Visibility(_with_draft(page))
    reasons = tuple(_reasons(page, hidings))
    is_its_own = page.live and [hiding.path for hiding in hidings.above(page)] == [page.path]
    return Visibility(reasons[0], reasons, is_private_only=is_its_own)


def withheld_on(page: Page) -> int:
    """How many pictures and films of a page nobody sees, because a consent has ended. Cost: 1 query."""
    withheld = Q(image__is_withheld=True) | Q(video__is_withheld=True)
    return MediaUsage.objects.filter(withheld, page=page.pk).count()


def _with_draft(page: Page) -> str:
    if not page.has_unpublished_changes:
        return _("Visible to all")
    if page.approved_schedule:
        return _("Visible to all; a new version is scheduled")
    return _("Visible to all; there is a newer draft")


def _reasons(page: Page, hidings: Hidings) -> Iterator[str]:
    above = hidings.above(page)
    if not page.live:
        yield _not_published(page)
    for hiding in above:
        if hiding.is_private and hiding.path == page.path:
            yield _("Hidden, because only those who are logged in may see it")
        elif hiding.is_private:
            yield _("Hidden, because only those who are logged in may see “%(title)s”") % {"title": hiding.title}
        elif hiding.path != page.path:
            yield _("Hidden, because “%(title)s” is not published") % {"title": hiding.title}
    if page.live and not above:
        is_mirror_of_hidden = not is_visible(page, hidings.paths)
        yield (
            _("Hidden, because the page it mirrors is hidden")
            if is_mirror_of_hidden
            else _("Hidden, because it lies outside the site")
        )


def _not_published(page: Page) -> str:
    if page.expired:
        return _("Hidden, because it has expired")
    if page.approved_schedule and page.go_live_at:
        when = formats.date_format(timezone.localtime(page.go_live_at), "SHORT_DATETIME_FORMAT")
        return _("Hidden, because it is not published before %(when)s") % {"when": when}
    if page.first_published_at:
        return _("Hidden, because it is not published any more")
    return _("Hidden, because it is a draft")
