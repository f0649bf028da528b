"""One answer from a source: its items, in order, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery
from django.urls import reverse

from core.facets import FacetSelection
from syndication.feeds.parameters import EPOCH, Cursor, FeedQuery
from syndication.feeds.schemas import Item, Tombstone
from syndication.feeds.sources import FeedSource


@dataclass(frozen=True)
class FeedPage:
    """One answer.

    Shape: `next_cursor` is None on the last page; `withdrawn` only what was asked since a moment; `index_path` where
    the page that lists them all lies, as far as a row of the answer says.
    """

    source: FeedSource
    items: list[Item]
    next_cursor: str | None
    withdrawn: list[Tombstone]
    changed_at: datetime
    index_path: str | None

    def address_of_all(self, choice: FacetSelection) -> str:
        """Where on the site visitors find all that match a choice; the front page while no page lists them.

        Cost: none, 1 query when nothing was found or no page lists them.
        """
        path = self.index_path or self.source.indexes.values_list("path", flat=True).first()
        query = choice.query() if path else ""
        return f"{path or reverse('wagtail_serve', args=[''])}{'?' if query else ''}{query}"


def fetch(source: FeedSource, asked: FeedQuery) -> FeedPage:
    """What was asked for. Cost: 1 query, 2 with `updated_since`."""
    rows = source.complete(source.matching(asked.choice, asked.updated_since, asked.cursor))
    rows = rows.annotate(newest_event=source.newest_event, index_path=Subquery(source.indexes))
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    made = [item for row in shown if (item := source.item(row))]
    is_last = len(found) <= asked.limit
    withdrawn = source.withdrawn(asked.updated_since) if asked.updated_since and is_last else []
    moments = [row.newest_event for row in shown[:1] if row.newest_event]
    moments += [item.updated_at for item in made] + [tombstone.withdrawn_at for tombstone in withdrawn]
    changed_at = max(moments, default=EPOCH)
    more = None if is_last else _cursor_of(shown[-1])
    return FeedPage(source, made, more, withdrawn, changed_at, found[0].index_path if found else None)


def _cursor_of(row: Any) -> str:
    """Of a picture, its page and its place there; of a page, the page."""
    return str(Cursor(row.published_at, getattr(row, "record_id", row.pk), getattr(row, "position", -1)))
