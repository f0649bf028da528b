"""The spreadsheet of a modeladmin list, cell by cell.

Why: modeladmin writes a dash for what is missing and headings with a capital to every word. It documents which columns
are exported, not how a cell is made.
Until: the registers are Wagtail's own viewsets.
"""

from typing import Any

from wagtail_modeladmin.views import IndexView


class RegisterExports(IndexView):
    def exported(self, name: str, item: Any) -> Any:
        raise NotImplementedError

    def exported_heading(self, name: str) -> str:
        raise NotImplementedError

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: self.exported(name, item) for name in self.list_export}

    def get_heading(self, rows: Any, field: str) -> str:
        return self.exported_heading(field)
