"""Pieces that pages of several apps are composed of: typed props, one template each, no query of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import quote

from django.core.paginator import Page as ResultPage
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from laces.components import Component

from core.breadcrumbs import Crumb
from core.facets import FacetSelection, Group
from core.sorting import Sorting
from foundation.numbers.formatting import plain_number
from foundation.paging import PAGE_PARAMETER
from media.models import CatalogueImage, DownloadPackage
from media.pictures import Picture

Text = str | Promise


class TemplateComponent(Component):
    """A component whose template sees exactly its fields."""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Card(TemplateComponent):
    """A page in a list: its cover standing on the shelf, below it what tells it from the others.

    Shape: `hours` of work, None when unknown; `invented` the library it is about, if there is no such library;
    `reason` says why the card is here, when that is not evident.
    """

    template_name: ClassVar[str] = "core/components/card.html"
    title: str
    url: str
    lead: str = ""
    cover: CatalogueImage | Picture | None = None
    number: int | None = None
    labels: tuple[Text, ...] = ()
    hours: Decimal | None = None
    invented: str = ""
    reason: Text = ""
    level: int = 3


@dataclass(frozen=True)
class Fact:
    """Shape: `is_invented` where the value is the name of a library that does not exist."""

    label: Text
    value: Text
    is_invented: bool = False


@dataclass(frozen=True)
class InventedNotice(TemplateComponent):
    """What a page says once of the libraries on it that do not exist. Shape: their names; never none.

    More than FEW of them are folded away: on a phone they stood before the page.
    """

    FEW: ClassVar[int] = 3
    template_name: ClassVar[str] = "core/components/invented_notice.html"
    names: tuple[str, ...]

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"few": self.FEW, "number": len(self.names), "listed": get_text_list(list(self.names), _("and"))}


@dataclass(frozen=True)
class Facts(TemplateComponent):
    """What somebody wants to know before reading on, each with its name."""

    template_name: ClassVar[str] = "core/components/facts.html"
    rows: tuple[Fact, ...]


@dataclass(frozen=True)
class Breadcrumbs(TemplateComponent):
    template_name: ClassVar[str] = "core/components/breadcrumbs.html"
    crumbs: tuple[Crumb, ...]
    title: str


@dataclass(frozen=True)
class Anchor:
    id: str
    title: Text


@dataclass(frozen=True)
class TableOfContents(TemplateComponent):
    """The table of contents of a long page."""

    template_name: ClassVar[str] = "core/components/table_of_contents.html"
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True)
class FacetPanel(TemplateComponent):
    """The facets as a form: works as it stands, and without reload where there is a script."""

    template_name: ClassVar[str] = "core/components/facet_panel.html"
    groups: list[Group]
    choice: FacetSelection


@dataclass(frozen=True)
class FilterChips(TemplateComponent):
    """What is chosen, each with a cross to undo it; and what was asked for that no facet has."""

    template_name: ClassVar[str] = "core/components/filter_chips.html"
    groups: list[Group]
    choice: FacetSelection


@dataclass(frozen=True)
class SortLinks(TemplateComponent):
    template_name: ClassVar[str] = "core/components/sort_links.html"
    sorting: Sorting


@dataclass(frozen=True)
class EmptyState(TemplateComponent):
    """Nothing to show: why, and what to do instead."""

    template_name: ClassVar[str] = "core/components/empty_state.html"
    text: Text
    url: str = ""
    link_text: Text = ""


@dataclass(frozen=True)
class Pager(TemplateComponent):
    """The way through a list of several pages. Shape: addresses are queries, empty where there is no such page."""

    template_name: ClassVar[str] = "core/components/pager.html"
    number: int
    total: int
    previous_query: str
    next_query: str

    @classmethod
    def of(cls, results: "ResultPage[Any]", query: QueryDict) -> "Pager":
        """The pager of one page of results, for the address's query."""
        return cls(
            number=results.number,
            total=results.paginator.num_pages,
            previous_query=_with_page(query, results.number - 1) if results.has_previous() else "",
            next_query=_with_page(query, results.number + 1) if results.has_next() else "",
        )


def _with_page(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed[PAGE_PARAMETER] = str(number)
    return changed.urlencode()


@dataclass(frozen=True)
class PageTools(TemplateComponent):
    """At the end of what is read: pass it on, say what is wrong, and when somebody last looked it through."""

    template_name: ClassVar[str] = "core/components/page_tools.html"
    url: str
    share_url: str
    report_url: str
    reviewed_on: date | None = None
    pictures: DownloadPackage | None = None  # the page's pictures to take home, with its texts where it has a DPL page
    dpl_url: str = ""
    title: str = ""

    @classmethod
    def of(
        cls,
        page: Any,
        contact_email: str,
        *,
        reviewed_on: date | None = None,
        pictures: DownloadPackage | None = None,
    ) -> "PageTools":
        """The tools of a page; without an address to write to, nothing can be reported."""
        share = _mail("", page.title, f"{page.lead}\n\n{page.full_url}")
        subject = _("Wrong or out of date: %(title)s") % {"title": page.title}
        report = _mail(contact_email, subject, f"{page.full_url}\n\n") if contact_email else ""
        return cls(page.full_url or "", share, report, reviewed_on, pictures, getattr(page, "dpl_url", ""), page.title)


def _mail(to: str, subject: str, body: str) -> str:
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def url_of(page: Any, request: HttpRequest | None) -> str:
    """A page's address for a link, empty when it has none."""
    return page.get_url(request) or ""


def hours_text(hours: Decimal) -> str:
    """Working hours in words, «1,5 timer»."""
    return ngettext("%(number)s hour", "%(number)s hours", 1 if hours <= 1 else 2) % {"number": plain_number(hours)}
