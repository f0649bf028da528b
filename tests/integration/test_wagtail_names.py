"""What Wagtail leaves without a name has one of ours, for as long as it does."""

import inspect
from collections.abc import Mapping
from typing import Any

import pytest
from django.utils.module_loading import import_string
from wagtail.models import Locale

from foundation.compat.wagtail_names import COLUMNS, FIELDS


def _each(named: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(owner, name) for owner, names in named.items() for name in names]


@pytest.mark.parametrize(("form", "field"), _each(FIELDS))
def test_wagtail_still_does_not_name_this_field(form: str, field: str) -> None:
    declared = inspect.getsource(import_string(form)).split(f" {field} = ")[1].split("\n    )")[0].splitlines()

    assert 'label=_("' not in (declared[0] if declared[0].endswith(")") else "".join(declared))


@pytest.mark.parametrize(("view", "column"), _each(COLUMNS))
def test_wagtail_still_does_not_name_this_column(view: str, column: str) -> None:
    declared = inspect.getsource(import_string(view)).split(f'Column("{column}"')[1].split(")")[0]

    assert "label=" not in declared


def test_wagtail_still_does_not_name_locales() -> None:
    assert "verbose_name" not in Locale._meta.original_attrs  # what migrations read: it is not ours to change
    assert str(Locale._meta.verbose_name) == "sprogversion"
