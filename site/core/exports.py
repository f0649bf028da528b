"""Spreadsheets that cannot run what somebody typed.

Every spreadsheet of the admin, Wagtail's and ours, is written by Wagtail's `SpreadsheetExportMixin`: its XLSX cells
are text, its CSV is guarded here for all views at once.
"""

import re
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail_modeladmin.views import IndexView

# What a spreadsheet takes for the start of a formula, plain or full width, after blanks; and where a cell can begin:
# Danish spreadsheets split at the semicolon, whatever the file's own separator, and do not mind quotes inside a line.
FORMULA = re.compile("^(?=[\\s\ufeff\u200b]*[=+\\-@＝＋－＠]|[\t\r\n])")
FORMULA_WITHIN = re.compile("([;\t\r\n][\\s\"'\ufeff\u200b]*)(?=[=+\\-@＝＋－＠])")


def formula_safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, prefixed so that it stays text; other values unchanged.

    Source: OWASP ASVS 5.0, 1.2.10.
    """
    if not isinstance(value, str):
        return value
    return FORMULA_WITHIN.sub(r"\1'", FORMULA.sub("'", value))


def _write_csv_row(view: SpreadsheetExportMixin, writer: Any, row: dict[str, Any]) -> Any:
    cells = {field: view.preprocess_field_value(field, value, view.FORMAT_CSV) for field, value in row.items()}
    return writer.writerow({field: formula_safe(cell) for field, cell in cells.items()})


def guard_every_spreadsheet() -> None:
    """Let every view that exports, Wagtail's own included, write its CSV rows through `formula_safe`.

    A test in tests/contracts/test_spreadsheets.py fails when Wagtail does this itself.
    """
    SpreadsheetExportMixin.write_csv_row = _write_csv_row


class RegisterIndexView(IndexView):
    """A register's list whose spreadsheets say False for False, where modeladmin writes a dash."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        stored = {field: getattr(item, field, None) for field in row}
        return {field: stored[field] if isinstance(stored[field], bool) else value for field, value in row.items()}
