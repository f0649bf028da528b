"""Spreadsheets that cannot run what somebody typed, and say what the screen says.

Every spreadsheet of the admin, Wagtail's and ours, is written by Wagtail's `SpreadsheetExportMixin`: its XLSX cells
are text, its CSV is guarded here for all views at once, and so are the times of both.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_field
from django.http import Http404, HttpRequest
from django.utils import timezone
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


def _minute(moment: datetime) -> datetime:
    """As a clock on the wall shows it; spreadsheets know no time zones."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return local.replace(second=0, microsecond=0, tzinfo=None)


TIMES = {
    SpreadsheetExportMixin.FORMAT_CSV: lambda moment: f"{_minute(moment):%Y-%m-%d %H:%M}",
    SpreadsheetExportMixin.FORMAT_XLSX: _minute,
}
_wagtails_stream = SpreadsheetExportMixin.stream_csv


def _stream_csv(view: SpreadsheetExportMixin, queryset: Any) -> Iterator[bytes]:
    """With the mark by which a spreadsheet knows UTF-8, or it would show æ, ø and å as something else."""
    yield BOM_UTF8
    yield from _wagtails_stream(view, queryset)


def guard_every_spreadsheet() -> None:
    """Let every view that exports, Wagtail's own included, write its CSV rows through `formula_safe`, in local time.

    A test in tests/contracts/test_spreadsheets.py fails when Wagtail does this itself.
    """
    SpreadsheetExportMixin.write_csv_row = _write_csv_row
    SpreadsheetExportMixin.stream_csv = _stream_csv
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: TIMES,
    }


class RegisterIndexView(IndexView):
    """A register's list whose spreadsheets have words for codes, and nothing where modeladmin writes a dash."""

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters as error:  # a filter that there is not, or a value it cannot have
            raise Http404 from error

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: self._told(name, item) for name in self.list_export}

    def get_page_title(self) -> str:
        """As the menu calls it, by which its reader came."""
        return str(self.model_admin.get_menu_label())

    def _told(self, name: str, item: Any) -> Any:
        field, _attribute, value = lookup_field(name, item, self.model_admin)
        choices = dict(getattr(field, "flatchoices", None) or ())
        return "" if value is None else choices.get(value, value)
