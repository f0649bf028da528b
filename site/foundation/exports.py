"""Export spreadsheets that open by double click in Danish, say what the screen says, and run nothing somebody typed.

Every spreadsheet of the admin, Wagtail's and ours, is written by Wagtail's `SpreadsheetExportMixin`; here it is taught
for all views at once what a cell may be, what stands over it, and how Danish spreadsheets divide a line.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import NotRelationField, get_fields_from_path, label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from foundation.compat.register_exports import RegisterExports
from foundation.compat.replaced import put, replace
from foundation.danish.file_names import disposition, file_name
from foundation.text import normalise

SEPARATOR = ";"
# What a spreadsheet takes for the start of a formula, plain or full width, after blanks; and where a cell can begin:
# spreadsheets split at the separator of their own language, and do not mind quotes inside a line.
FORMULA = re.compile("^(?=[\\s\ufeff\u200b]*[=+\\-@＝＋－＠]|[\t\r\n])")
BESIDE = "\\s\"'\ufeff\u200b"
DIVIDING = ",;\t\r\n"
FORMULA_WITHIN = re.compile(
    f"(?<![,;{BESIDE}])([,;{BESIDE}]++)"  # a whole run of them, from its first: else a long run is gone through anew
    "(?!(?<=\\d,)-[^=+@＝＋＠|!(,;\t\r\n]*(?:$|[,;\t\r\n]))"  # a price: 35,- kr.
    "(?=[=+\\-@＝＋－＠])"
)
CSV = SpreadsheetExportMixin.FORMAT_CSV


def formula_safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, prefixed so that it stays text; other values unchanged.

    Source: OWASP ASVS 5.0, 1.2.10.
    """
    if not isinstance(value, str):
        return value
    return FORMULA_WITHIN.sub(_as_text, FORMULA.sub("'", value))


def _as_text(run: re.Match[str]) -> str:
    return f"{run[1]}'" if any(sign in run[1] for sign in DIVIDING) else run[1]


def _minute(moment: datetime) -> datetime:
    """As a clock on the wall in Denmark shows it; spreadsheets know no time zones."""
    local = timezone.localtime(moment, timezone.get_default_timezone()) if timezone.is_aware(moment) else moment
    return local.replace(second=0, microsecond=0, tzinfo=None)


TIMES = {
    CSV: lambda moment: f"{_minute(moment):%d-%m-%Y %H:%M}",
    SpreadsheetExportMixin.FORMAT_XLSX: _minute,
}


def _cells(wagtails_cell: Any) -> Any:
    """What is kept of before texts were tidied has signs that no spreadsheet can hold."""

    def cell_of(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        cell = wagtails_cell(view, field, value, export_format)
        if isinstance(cell, bool):
            return _("Yes") if cell else _("No")
        if isinstance(cell, str):
            cell = normalise(cell)
        return _in_danish_csv(cell) if export_format == CSV else cell

    return cell_of


def _in_danish_csv(cell: Any) -> Any:
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", ",")
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date) else formula_safe(cell)


def _told_over(label: Any, model: Any, field: str) -> str:
    """A heading. Over times it says whose they are."""
    words = normalise(capfirst(str(label)))
    return _("%(heading)s (Danish time)") % {"heading": words} if _holds_times(model, field) else words


def _holds_times(model: Any, field: str) -> bool:
    try:
        return isinstance(get_fields_from_path(model, field.replace(".", "__"))[-1], DateTimeField)
    except (FieldDoesNotExist, NotRelationField, AttributeError):  # a method, or a thing of any kind
        return False


def _heading(view: SpreadsheetExportMixin, rows: Any, field: str) -> str:
    """Wagtail's, also where a view makes a list of its rows, which does not tell what they are."""
    model = getattr(rows, "model", None) or view.filterset_class._meta.model
    label = view.export_headings.get(field)
    try:
        return _told_over(label or label_for_field(field, model), model, field)
    except (AttributeError, FieldDoesNotExist):
        return field


class _Line:
    """What a writer of CSV takes for its file: gives each line back."""

    def write(self, line: str) -> bytes:
        return line.encode()


def _stream_csv(view: SpreadsheetExportMixin, rows: Any) -> Iterator[bytes]:
    """With the mark by which a spreadsheet knows UTF-8, or it would show æ, ø and å as something else."""
    writer = csv.DictWriter(_Line(), fieldnames=view.list_export, delimiter=SEPARATOR)
    yield BOM_UTF8
    yield writer.writerow({field: formula_safe(view.get_heading(rows, field)) for field in view.list_export})
    for row in rows:
        yield view.write_csv_row(writer, view.to_row_dict(row))


def _with_columns(setup: Any) -> Any:
    """A list with nothing to export is shown when its spreadsheet is asked for: a blank line a row tells nobody."""

    def set_up(view: SpreadsheetExportMixin, *args: Any, **kwargs: Any) -> None:
        setup(view, *args, **kwargs)
        view.is_export = view.is_export and bool(view.list_export)

    return set_up


def _named(write: Any) -> Any:
    """A file is called what the page is that it was taken from, and of which day it is; Wagtail's names are English."""

    def answer(view: Any, queryset: Any, spreadsheet_format: str) -> Any:
        response = write(view, queryset, spreadsheet_format)
        title = f"{view.get_page_title()} {timezone.localdate():%Y-%m-%d}"
        response["Content-Disposition"] = disposition(file_name(title, f".{spreadsheet_format}"))
        return response

    return answer


def guard_every_spreadsheet() -> None:
    """From now on, for every view that exports, Wagtail's own included.

    A test in tests/contracts/test_spreadsheets.py fails when Wagtail does this itself.
    """
    replace(SpreadsheetExportMixin, "preprocess_field_value", _cells)
    replace(SpreadsheetExportMixin, "get_heading", lambda _theirs: _heading)
    replace(SpreadsheetExportMixin, "stream_csv", lambda _theirs: _stream_csv)
    replace(SpreadsheetExportMixin, "setup", _with_columns)
    replace(SpreadsheetExportMixin, "as_spreadsheet", _named)
    kinds = {**SpreadsheetExportMixin.custom_value_preprocess, datetime: TIMES}
    put(SpreadsheetExportMixin, "custom_value_preprocess", kinds)


class RegisterIndexView(RegisterExports):
    """A register's list whose spreadsheets have words for codes, and nothing where modeladmin writes a dash."""

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters as error:  # a filter that there is not, or a value it cannot have
            raise Http404 from error

    def exported_heading(self, name: str) -> str:
        return _told_over(label_for_field(name, self.model, self.model_admin), self.model, name)

    def get_page_title(self) -> str:
        """As the menu calls it, by which its reader came."""
        return str(self.model_admin.get_menu_label())

    def exported(self, name: str, item: Any) -> Any:
        field, _attribute, value = lookup_field(name, item, self.model_admin)
        choices = dict(getattr(field, "flatchoices", None) or ())
        return "" if value is None else choices.get(value, value)
