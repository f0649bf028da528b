"""Visibility of pages to the public, and the order of lists.

A page is visible when it is published, no ancestor is unpublished, neither it nor an ancestor is private, and it
is no alias of a page that is hidden. Nothing else decides it: a record is there while this says so, and what shows a
page itself or a file asks here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Left, Length
from django.http import HttpRequest
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# Asked of the tree: `numchild` is written anew with its whole row, by whoever saves a page she read earlier.
HAS_PAGES_BELOW = Exists(
    Page.objects.filter(path__gt=OuterRef("path"), path__lte=Concat(OuterRef("path"), Value("Z" * 255))).order_by()
)
# None: nobody remembers. Otherwise a list that holds the answer once it has been asked for.
_remembered: ContextVar[list[tuple[str, ...]] | None] = ContextVar("hidden_paths", default=None)


@contextmanager
def remember_hidden_paths() -> Iterator[None]:
    """Ask the database at most once for the hidden paths while the block runs (one request)."""
    token = _remembered.set([])
    try:
        yield
    finally:
        _remembered.reset(token)


def hidden_paths() -> tuple[str, ...]:
    """Tree paths whose whole subtree the public may not see, besides unpublished leaves.

    Cost: 1 query; none when the request remembers it.
    """
    remembered = _remembered.get()
    if remembered:
        return remembered[0]
    paths = _find_hidden_paths()
    if remembered is not None:
        remembered.append(paths)
    return paths


def hiding_pages() -> PageQuerySet:
    """The pages that hide all that lies below them, mirrors left out: private ones, and unpublished ones."""
    restricted = Q(pk__in=PageViewRestriction.objects.values("page"))
    pages: PageQuerySet = Page.objects.filter(restricted | Q(HAS_PAGES_BELOW, live=False, depth__gt=1)).order_by()
    return pages


def _find_hidden_paths() -> tuple[str, ...]:
    hidden = hiding_pages()
    above_source = hidden.filter(path=Left(OuterRef("alias_of__path"), Length("path")))
    aliases = Page.objects.filter(Exists(above_source), alias_of__isnull=False).order_by()
    return tuple(hidden.values_list("path", flat=True).union(aliases.values_list("path", flat=True)))


def is_visible(page: Page | None, paths: tuple[str, ...] | None = None) -> bool:
    """Whether the public may see this page; False for None. Cost: that of `hidden_paths`, none where they are given."""
    paths = hidden_paths() if paths is None and page is not None and page.live else paths
    return page is not None and page.live and not page.path.startswith(paths or ("\0",))


def is_open_to(page: Page, request: HttpRequest) -> bool:
    """Whether this private page is open to the one who asks; never for unpublished ones.

    Without a session cookie nobody is asked, so that a hidden page answers exactly like one that never was.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not page.live or page.alias_of_id:
        return False
    restrictions = list(page.get_view_restrictions())
    return bool(restrictions) and all(restriction.accept_request(request) for restriction in restrictions)


class CataloguePageQuerySet(PageQuerySet):
    def visible(self) -> "CataloguePageQuerySet":
        """Only what the public may see. Cost: that of `hidden_paths` before the query itself."""
        return only_visible(self)


def only_visible(queryset: PageQuerySet) -> PageQuerySet:
    queryset = queryset.live()
    for path in hidden_paths():
        queryset = queryset.exclude(path__startswith=path)
    return queryset


def visible_pages() -> QuerySet[Page]:
    """All pages of any type that the public may see, the tree's root left out."""
    return only_visible(Page.objects.filter(depth__gt=1))


CataloguePageManager = PageManager.from_queryset(CataloguePageQuerySet)
