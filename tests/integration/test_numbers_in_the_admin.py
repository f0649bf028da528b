"""Number fields of the admin read what Danes write, and print what reads back."""

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.forms.models import formfield_for_dbfield

from concepts.models import ConceptPage
from core.models import Metric
from foundation.number_fields import DecimalNumberField, ReadsNumbers, WholeNumberField
from showcase.models import InitiativeNumber
from tests.factories import core, pages
from tests.factories.site import Tree


def _read(field: forms.Field, text: str) -> Any:
    try:
        return field.clean(text)
    except forms.ValidationError as error:
        return error.messages[0]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        *(("1.450", "1450"), ("1.450,5", "1450.5"), ("2,5", "2.5"), ("1 450", "1450"), ("1\u00a0450", "1450")),
        *(("2.5", "2.5"), ("1450.50", "1450.5"), ("0,125", "0.125"), ("450 kr.", "450"), ("450,-", "450")),
    ],
)
def test_decimal_field_reads_as_danes_write(text: str, right: str) -> None:
    assert _read(DecimalNumberField(), text) == Decimal(right)


@pytest.mark.parametrize(
    ("text", "right"), [("1.450", 1450), ("1,450", 1450), ("1 450", 1450), ("2026", 2026), ("7", 7), ("1450,0", 1450)]
)
def test_whole_number_field_reads_as_danes_write(text: str, right: int) -> None:
    assert _read(WholeNumberField(), text) == right


def test_what_may_be_two_numbers_or_none_is_told() -> None:
    assert _read(DecimalNumberField(), "1,450") == (
        "1,450 kan læses som 1,45 og som 1450. Skriv det, så det kun kan være ét af dem."
    )
    assert _read(DecimalNumberField(), "1,2 t") == "Skriv tallet helt ud."
    for text in ("12 %", "12 procent", "2 dage", "3 timer"):
        assert _read(DecimalNumberField(), text) == "Skriv tallet alene, uden procent og uden ord."
    assert _read(WholeNumberField(), "2 dage") == "Skriv tallet alene, uden procent og uden ord."
    assert "Det er ikke et tal: 12 %" in _read(WholeNumberField(), "12 %")
    assert "Det er ikke et tal: abc" in _read(DecimalNumberField(), "abc")
    assert isinstance(_read(WholeNumberField(), "2,5"), str)
    assert isinstance(_read(WholeNumberField(min_value=0), "-3"), str)
    with translation.override("en"):
        assert _read(DecimalNumberField(), "1,450") == Decimal(1450)


@settings(max_examples=60)
@given(
    value=st.decimals(min_value=0, max_value=10**11, places=2),
    whole=st.integers(min_value=0, max_value=10**11),
    language=st.sampled_from(["da", "en"]),
)
def test_what_a_field_prints_reads_back(value: Decimal, whole: int, language: str) -> None:
    with translation.override(language):
        decimal, integer = DecimalNumberField(), WholeNumberField()
        assert decimal.clean(decimal.prepare_value(value)) == value
        assert integer.clean(str(integer.prepare_value(whole))) == whole
        assert not decimal.has_changed(value, decimal.prepare_value(value))


def test_every_number_of_every_model_has_such_a_field() -> None:
    numbers = (models.IntegerField, models.DecimalField)
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, numbers) and field.editable and not field.choices and not field.primary_key
    ]
    made = {field: formfield_for_dbfield(field) for field in fields}

    assert {InitiativeNumber._meta.get_field("value"), Metric._meta.get_field("window_days")} <= set(fields)
    assert [field for field, form_field in made.items() if not isinstance(form_field, ReadsNumbers)] == []


@pytest.mark.django_db
def test_editor_types_numbers_as_she_writes_them(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    concept = pages.make_concept(tree.concepts, "Forslag", effort_hours="1.5")
    fields = ConceptPage.get_edit_handler().get_form_class().base_fields
    shown = client.get(f"/admin/pages/{concept.pk}/edit/").content.decode()
    metric = {"name": "Set", "slug": "set", "version": "1", "numerator": "visninger", "window_days": "1.450"}
    client.post("/admin/snippets/core/metric/add/", metric)

    assert 'name="effort_hours" value="1,5"' in shown
    assert (_read(fields["effort_hours"], "2,5"), _read(fields["cost_kr"], "1.450,5")) == (
        Decimal("2.5"),
        Decimal("1450.5"),
    )
    assert Metric.objects.get().window_days == 1450
