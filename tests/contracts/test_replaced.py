"""Methods and attributes of Django's and Wagtail's that ours stand in for are still those ours were made for.

When one fails: read what it is now. If it does what ours was made for, ours can go; else write its new digest here.
"""

import inspect

import pytest

from foundation.compat.replaced import THEIRS, WHY
from tests.contracts.upstream import digest

# Where each stood, and what it was.
MADE_FOR = {
    "django.db.models.fields.CharField.to_python": "1bd5528c714ebfc5",
    "django.db.models.fields.TextField.to_python": "1bd5528c714ebfc5",
    "django.db.models.fields.json.JSONField.get_prep_value": "7aa16ded6e6eb1fb",
    "django.forms.fields.CharField.run_validators": "fe54f11ea5d542ea",
    "django.forms.fields.CharField.to_python": "d0f3d1e6c69d034f",
    "django.forms.fields.CharField.widget_attrs": "13eeb8c50f3eb293",
    "django.forms.fields.DateField.to_python": "0df1a801c90dda67",
    "django.forms.fields.DateTimeField.to_python": "fcaace00e1829b40",
    "django.forms.fields.TimeField.to_python": "f09edee09fd6ffca",
    "wagtail.admin.ui.side_panels.StatusSidePanel.get_usage_context": "d1c7fdba0300e420",
    "wagtail.admin.views.generic.usage.UsageView.columns": "9b3bb09ed9ca8bfd",
    "wagtail.admin.views.generic.usage.UsageView.get_queryset": "9d6e1012585a891c",
    "wagtail.admin.views.generic.usage.UsageView.get_table": "6b000870c540652b",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.as_spreadsheet": "19d9cf4418c9a581",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.custom_value_preprocess": "820520ffc574ee3b",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.get_heading": "776c7922b50cd92b",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.preprocess_field_value": "9929e55f29ea4dfa",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.setup": "1492f973b9db7643",
    "wagtail.admin.views.mixins.SpreadsheetExportMixin.stream_csv": "a560e82f7b810ee0",
    "wagtail.models.reference_index.ReferenceIndex.get_count_references_to_in_bulk": "8e04cd6d9f3b45dd",
}


def test_every_replaced_part_is_known_and_has_a_reason() -> None:
    assert THEIRS.keys() == WHY.keys() == MADE_FOR.keys()


@pytest.mark.parametrize("where", MADE_FOR)
def test_what_was_replaced_is_as_it_was(where: str) -> None:
    theirs = THEIRS[where]
    inherited = f"{theirs.__module__}.{theirs.__qualname__}" if inspect.isfunction(theirs) else where

    assert digest(inherited) == MADE_FOR[where]
