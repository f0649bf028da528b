"""Visibility of pages to staff: what a member may edit, the way there, and what is public.

Wagtail's admin shows the titles of all pages to everybody who may open it. Guarding its views one by one would
forget one, so the thing itself is guarded: while an admin request of somebody with limited rights is answered, a
hidden page that is loaded, by whatever road, comes without its title and address. In front of that, pages that a
request names by id answer as if they were not there (`staff_page_access`), and choosers list only what is seen.

Source: docs/decisions/0026-staff-sight.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_init, pre_save
from django.utils.translation import gettext
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from foundation.querysets import hidden_paths

TITLES = ("title", "draft_title")
ADDRESSES = ("slug", "url_path", "seo_title", "search_description")


@dataclass(frozen=True)
class StaffVisibility:
    """Tree paths: of the sections somebody has rights in, of the pages that lead to them, of what is hidden."""

    mine: tuple[str, ...] = ()
    way: frozenset[str] = frozenset()
    hidden: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return "" in self.mine

    def is_mine(self, path: str) -> bool:
        return path.startswith(self.mine or ("\0",))

    def shows(self, path: str, *, live: bool) -> bool:
        is_public = live and not path.startswith(self.hidden or ("\0",))
        return is_public or path in self.way or self.is_mine(path)

    def narrow(self, pages: PageQuerySet) -> PageQuerySet:
        """Those of some pages that are seen. Cost: none of its own."""
        if self.is_whole:
            return pages
        seen = Q(live=True)
        for path in self.hidden:
            seen &= ~Q(path__startswith=path)
        seen |= Q(path__in=self.way)
        for path in self.mine:
            seen |= Q(path__startswith=path)
        return pages.filter(seen)


def staff_visibility_of(user: Any) -> StaffVisibility:
    """Cost: 1 query for the rights, unless Wagtail has asked for them in this request, and that of `hidden_paths`."""
    if user.is_superuser and user.is_active:
        return StaffVisibility(mine=("",))
    with seen_by(None):  # the pages that rights are given on are loaded as they are
        sections = page_permission_policy.instances_with_direct_explore_permission(user) if user.is_active else []
    if any(page.is_root() for page in sections):
        return StaffVisibility(mine=("",))
    mine = tuple(sorted({page.path for page in sections}))
    return StaffVisibility(mine, frozenset(_way_to(mine)), hidden_paths())


def _way_to(paths: tuple[str, ...]) -> Iterator[str]:
    """The pages between several sections and where they part: without them nobody could walk to them."""
    for path in paths:
        above = (path[:end] for end in range(Page.steplen, len(path), Page.steplen))
        shared = [one for one in above if all(other.startswith(one) for other in paths)]
        yield from (path[:end] for end in range(len(shared[-1]) if shared else 0, len(path), Page.steplen) if end)


class Viewer:
    """Who looks. What she sees is worked out when the first page is loaded, and kept as long as she looks."""

    def __init__(self, request: Any) -> None:
        self.request = request
        self.places: dict[Any, tuple[str, bool]] = {}

    @cached_property
    def sight(self) -> StaffVisibility:
        return staff_visibility_of(self.request.user)

    def place_of(self, page: Page) -> tuple[str, bool]:
        """Path and state as they are now. Cost: 1 query per page, asked only for what is about to be hidden."""
        if page.pk not in self.places:
            found = Page.objects.filter(pk=page.pk).values_list("path", "live").first()
            self.places[page.pk] = found or ("", False)
        return self.places[page.pk]


_viewer: ContextVar[Viewer | None] = ContextVar("staff_viewer", default=None)


@contextmanager
def seen_by(viewer: Viewer | None) -> Iterator[None]:
    """Pages loaded meanwhile are loaded for this viewer; None: as they are."""
    token = _viewer.set(viewer)
    try:
        yield
    finally:
        _viewer.reset(token)


def look_as(viewer: Viewer) -> None:
    """From here on, until the surrounding `seen_by` ends, pages are loaded for this viewer."""
    _viewer.set(viewer)


def hide_if_unseen(instance: Page, **_signal: Any) -> None:
    """Take title and address from a page just loaded that its viewer may not see, and the draft of its title."""
    viewer = _viewer.get()
    if viewer is None or instance.pk is None:
        return
    with seen_by(None):
        _hide_from(viewer, instance)


def _hide_from(viewer: Viewer, page: Page) -> None:
    sight, loaded = viewer.sight, page.__dict__
    if sight.is_whole or sight.is_mine(loaded.get("path", "\0")):
        return
    is_seen = "live" in loaded and sight.shows(loaded.get("path", "\0"), live=loaded["live"])
    if is_seen and loaded.get("draft_title") == loaded.get("title"):
        return
    path, live = viewer.place_of(page)  # what was loaded may be an old version, from before the page was moved
    if sight.is_mine(path):
        return
    if not sight.shows(path, live=live):
        _hide(page)
    elif "draft_title" in loaded:
        page.draft_title = page.title


def title_as_seen(title: str, path: str, *, live: bool) -> str:
    """For a title that is read without its page. Cost: none of its own."""
    viewer = _viewer.get()
    is_seen = viewer is None or viewer.sight.is_whole or viewer.sight.shows(path, live=live)
    return title if is_seen else _no_title()


def _no_title() -> str:
    return gettext("A page you do not see")


def _hide(page: Page) -> None:
    loaded = page.__dict__
    loaded.update({name: _no_title() for name in TITLES if name in loaded})
    loaded.update({name: "" for name in ADDRESSES if name in loaded})
    page.is_hidden_from_viewer = True


def never_save_hidden(instance: Page, **_signal: Any) -> None:
    """Raises: RuntimeError, before a page's title is lost because somebody could not see it."""
    if getattr(instance, "is_hidden_from_viewer", False):
        raise RuntimeError(f"Page {instance.pk} was loaded without its title and must not be saved.")


def watch() -> None:
    """Look at every page of every type as it is loaded; called once, when all types are known."""
    for model in get_page_models():
        post_init.connect(hide_if_unseen, sender=model, dispatch_uid=f"hide-{model._meta.label}")
        pre_save.connect(never_save_hidden, sender=model, dispatch_uid=f"keep-{model._meta.label}")
