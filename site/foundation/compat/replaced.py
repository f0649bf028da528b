"""Methods and attributes of Django's and Wagtail's that are ours, for the whole process.

Why: what must hold for every form, list or spreadsheet there is, Wagtail's included, has one place where all pass.
Until: each entry below says; tests/contracts/test_replaced.py holds what it was made from, and fails when that changes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

CELLS = "Wagtail writes cells that run as formulas, in English; until it guards its spreadsheets itself"
NAMES = "Wagtail calls its spreadsheets by English names; until they are called what their pages are"
LENGTHS = "browsers cut what is too long without a word; until Django can count instead of cut"
READERS = "Danes write days their own way; until Django's fields can be given a reader for all forms"
TIDY = "texts hold signs nobody sees; until Django cleans text on its way to a column"
USE = "Wagtail does not count drafts, versions and reports as use; until its reference index knows them"
WHY = {
    "django.db.models.fields.CharField.to_python": TIDY,
    "django.db.models.fields.TextField.to_python": TIDY,
    "django.db.models.fields.json.JSONField.get_prep_value": TIDY,
    "django.forms.fields.CharField.run_validators": LENGTHS,
    "django.forms.fields.CharField.to_python": TIDY,
    "django.forms.fields.CharField.widget_attrs": LENGTHS,
    "django.forms.fields.DateField.to_python": READERS,
    "django.forms.fields.DateTimeField.to_python": READERS,
    "django.forms.fields.TimeField.to_python": READERS,
    "wagtail.admin.ui.side_panels.StatusSidePanel.get_usage_context": USE,
    "wagtail.admin.views.generic.usage.UsageView.columns": USE,
    "wagtail.admin.views.generic.usage.UsageView.get_queryset": USE,
    "wagtail.admin.views.generic.usage.UsageView.get_table": USE,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.as_spreadsheet": NAMES,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.custom_value_preprocess": CELLS,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.get_heading": CELLS,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.preprocess_field_value": CELLS,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.setup": CELLS,
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.stream_csv": CELLS,
    "wagtail.models.reference_index.ReferenceIndex.get_count_references_to_in_bulk": USE,
}
THEIRS: dict[str, Any] = {}  # by where they stood


def replace(owner: type, name: str, make: Callable[[Any], Any]) -> None:
    """Put what `make` makes of a method in its place: once, however often this is called."""
    if _is_first(owner, name):
        theirs = getattr(owner, name)
        setattr(owner, name, wraps(theirs)(make(theirs)))


def put(owner: type, name: str, value: Any) -> None:
    """Put a value in the place of an attribute that is no method."""
    if _is_first(owner, name):
        setattr(owner, name, value)


def _is_first(owner: type, name: str) -> bool:
    """Raises: KeyError for what no reason is given for."""
    where = f"{owner.__module__}.{owner.__qualname__}.{name}"
    if WHY[where] and where not in THEIRS:
        THEIRS[where] = getattr(owner, name)
        return True
    return False
