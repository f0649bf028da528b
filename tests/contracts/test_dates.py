"""Every field for a day or a time, of every form of the admin, reads what Danes write and replaces nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.telepath import JSContext

from tests.contracts.admin_forms import all_blocks, all_fields

DAY, MOMENT, CLOCK = date(2029, 12, 31), datetime(2029, 12, 31, 17, tzinfo=UTC), time(18)
AS_DAY = ["31-12-2029", "31/12-2029", "31/12/2029", "31.12.29", "31. dec. 2029", "31. december 2029", "2029-12-31"]
AS_CLOCK = ["18:00", "18.00", "kl. 18"]
READ: dict[Any, dict[str, Any]] = {
    forms.DateField: dict.fromkeys(AS_DAY, DAY),
    forms.DateTimeField: {f"{day} {clock}": MOMENT for day in AS_DAY for clock in AS_CLOCK},
    forms.TimeField: dict.fromkeys(AS_CLOCK, CLOCK),
}
REFUSED: dict[Any, dict[str, str]] = {
    forms.DateField: {
        "2027-02-30": "Det er ikke en dato: 2027-02-30. Skriv den som 31-12-2029.",
        "31-12": "Skriv også årstallet, for eksempel 31-12-2029.",
        "31-12-2029 18:00": "Her er kun plads til en dato, for eksempel 31-12-2029.",
        "31-12-0029": "Årstallet 29 kan ikke være rigtigt. Skriv et mellem 1900 og 2199.",
        "i morgen": "Det er ikke en dato: i morgen. Skriv den som 31-12-2029.",
    },
    forms.DateTimeField: {
        "2027-02-30 18:00": "Det er ikke en dato: 2027-02-30 18:00. Skriv den som 31-12-2029.",
        "20-02-2027": "Skriv også klokkeslættet, for eksempel 31-12-2029 18:00.",
        "20-02-2027 25:00": "Det er ikke et klokkeslæt: 20-02-2027 25:00. Skriv det som 18:00.",
    },
    forms.TimeField: {"25:00": "Det er ikke et klokkeslæt: 25:00. Skriv det som 18:00."},
}
FEWEST_FIELDS = 20


def _fields() -> Iterator[tuple[str, forms.Field]]:
    for name, field in all_fields():
        yield from ((name, part) for part in getattr(field, "fields", [field]))
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, models.DateField | models.TimeField) and (found := formfield_for_dbfield(column)):
                yield f"{column}", found
    yield from ((path, block.field) for path, block in all_blocks())


def _kind(field: forms.Field) -> Any:
    return next((kind for kind in READ if isinstance(field, kind)), None)


def _wrong(field: forms.Field) -> list[str]:
    """Where the field's `to_python` is not the house's; one of reporting has a leaning of its own."""
    found = []
    for text, right in READ[_kind(field)].items():
        if field.to_python(text) != right:
            found.append(f"{text} is read as {field.to_python(text)}")
    for text, sentence in REFUSED[_kind(field)].items():
        try:
            found.append(f"{text} is read as {field.to_python(text)}")
        except forms.ValidationError as error:
            found += [] if error.messages == [sentence] else [f"{text}: {error.messages}"]
    return found


def _of_the_admin() -> list[tuple[str, forms.Field]]:
    return [(name, field) for name, field in _fields() if _kind(field) and not hasattr(field, "lean")]


@pytest.mark.once
@pytest.mark.django_db
def test_every_field_reads_what_danes_write_and_refuses_the_rest() -> None:
    fields = _of_the_admin()

    with translation.override("da"):
        assert {name: wrong for name, field in fields if (wrong := _wrong(field))} == {}
    assert len(fields) > FEWEST_FIELDS
    assert {_kind(field) for _name, field in fields} >= {forms.DateField, forms.DateTimeField}


@pytest.mark.once
@pytest.mark.django_db
def test_no_widget_starts_a_script_that_rewrites_what_was_typed() -> None:
    starting = [
        name for name, field in _of_the_admin() if "Chooser(" in field.widget.render("n", "i morgen", {"id": "n"})
    ]
    context = JSContext()
    blocks = [context.pack(block) for _path, block in all_blocks() if _kind(block.field)]

    assert starting == []
    assert [one for one in _of_the_admin() if 'value="i morgen"' not in one[1].widget.render("n", "i morgen")] == []
    assert blocks
    assert "AdminDate" not in str(blocks)
