"""The ids of titles in a list of the admin, at which the checkboxes of its rows point.

Why: Wagtail's generic list makes its own title column, without an id, and a checkbox for bulk actions takes its name
from that id: without it a screen reader says only “select”.
Until: Wagtail's `IndexView` gives titles an id where its list has checkboxes.
"""

from typing import Any


class NamedTitles:
    """Over a generic `IndexView`."""

    title_id: str  # with room for the row's own

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column  # type: ignore[misc]  # mixed into a view
        return column(*args, **kwargs, get_title_id=lambda row: self.title_id.format(row.pk))
