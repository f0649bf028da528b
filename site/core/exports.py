"""Spreadsheets that cannot run what somebody typed."""

from typing import Any

from wagtail_modeladmin.views import IndexView

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, prefixed so that it stays text; other values unchanged.

    Source: OWASP ASVS 5.0, 1.2.10.
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class FormulaSafeIndexView(IndexView):
    """A register's list whose CSV passes `formula_safe` (XLSX cells are text already); False is no dash."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        stored = {field: getattr(item, field, None) for field in row}
        return {field: stored[field] if isinstance(stored[field], bool) else value for field, value in row.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        processed = super().preprocess_field_value(field, value, export_format)
        return formula_safe(processed) if export_format == self.FORMAT_CSV else processed
