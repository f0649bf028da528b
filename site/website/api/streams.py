"""Prefetching for streams: the pictures, films and files of many pages in a few queries."""

from collections.abc import Sequence

from wagtail.fields import StreamField
from wagtail.models import Page


def fetch_streams(pages: Sequence[Page], fields: str) -> None:
    """Load the stream fields named in `fields` for all pages (of one type) at once.

    Cost: a few queries for each kind of chooser in the stream, whatever the number of pages.
    """
    if not pages:
        return
    for field in type(pages[0])._meta.get_fields():
        if isinstance(field, StreamField) and (field.name in fields.split(",") or fields.startswith("*")):
            raw_streams = [list(getattr(page, field.name).raw_data) for page in pages]
            for page, stream in zip(pages, field.stream_block.bulk_to_python(raw_streams), strict=True):
                setattr(page, field.name, stream)
