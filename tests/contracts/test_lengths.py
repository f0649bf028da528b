"""Nothing that is typed or pasted is cut: no field has a maxlength, and what is too long is told by how much."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.urls import get_resolver
from django.utils import translation
from wagtail.blocks import FieldBlock

from foundation.fields import StreamField
from tests.contracts.test_text_fields import FORM_JSON, OTHER_THAN_TEXT, _kinds, _leaves, _made

PASTED = "ord " * 5_000
FEWEST_FORMS = 40
FEWEST_FIELDS = 100
OURS = ("templates/**/*.html", "static/**/*.js")
# Templates with a field of one line that keeps a maxlength, and why.
TEMPLATES_THAT_CUT = {
    "second_step.html": "a code of one use: six digits, or ten letters",
    "add_app.html": "a code of one use: six digits",
    "passkey.html": "a name; were it refused, the passkey made with it would stay on the device, and not be known here",
}
# Fields that keep a maxlength, and why nobody misses what it takes.
MAY_CUT = {(AuthenticationForm, "username"): "Django's own; a longer name is nobody's, and no text is lost"}


def _forms() -> Iterator[tuple[type[Any], str, forms.Field]]:
    get_resolver().url_patterns  # noqa: B018  # loads every view, and with it every form
    for kind in dict.fromkeys(_kinds(forms.BaseForm)):
        for name, field in getattr(kind, "base_fields", {}).items():
            yield kind, name, field


def _blocks() -> Iterator[tuple[str, forms.Field]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, StreamField):
                for path, block in _leaves(field.stream_block, f"{model._meta.label}.{field.name}"):
                    if isinstance(block, FieldBlock):
                        yield path, block.field


def test_no_field_of_any_form_or_block_cuts() -> None:
    found = list(_forms())
    cutting = [f"{kind.__module__}.{kind.__name__}.{name}" for kind, name, field in found if _cuts(field)]
    cutting += [path for path, field in _blocks() if _cuts(field)]

    assert cutting == []
    assert len({kind for kind, _name, _field in found}) > FEWEST_FORMS
    assert len(list(_blocks())) > FEWEST_FIELDS


def _cuts(field: forms.Field) -> bool:
    return "maxlength" in field.widget.attrs or "maxlength" in field.widget_attrs(field.widget)


def test_forms_that_set_it_while_they_are_made_are_known() -> None:
    assert {(kind, name) for kind, name in [(AuthenticationForm, "username")] if _sets(kind, name)} == set(MAY_CUT)


def _sets(kind: Any, name: str) -> bool:
    return "maxlength" in kind().fields[name].widget.attrs


def test_no_template_or_script_of_ours_cuts() -> None:
    folders = [Path(one.path) for one in apps.get_app_configs() if "site-packages" not in one.path]
    own = {path for folder in folders for kind in OURS for path in folder.glob(kind)}

    cutting = {path.name for path in own if re.search(r"max-?length", path.read_text(), re.IGNORECASE)}
    assert cutting == set(TEMPLATES_THAT_CUT)
    assert own


KINDS = [one for one in dict.fromkeys(_kinds(forms.CharField)) if one.__name__ not in OTHER_THAN_TEXT | {FORM_JSON}]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_text_field_tells_by_how_much(kind: Any) -> None:
    field: Any = _made(kind)
    field.max_length = 55
    field.validators = [*field.validators, MaxLengthValidator(55)]

    with translation.override("da"), pytest.raises(ValidationError) as refused:
        field.run_validators(PASTED.strip())

    assert "19.999 tegn, 19.944 for mange" in refused.value.messages
