"""No field of a model, field of a form or block takes text but through `foundation.text`."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth.forms import UsernameField
from django.db import connection, models
from django.urls import get_resolver
from taggit.forms import TagField
from wagtail import blocks
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.blocks import Block
from wagtail.blocks.field_block import FieldBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.rich_text import RichText

from foundation.fields import StreamField as OurStreamField
from foundation.pasted_urls import PastedURLField
from libraries.models import Library, LibraryAlias
from tests.factories import core, pages
from tests.factories.site import Tree

PASTED, KEPT = "Vandret\x0bskift \u202e<3\ud83d", "Vandretskift <3"
HOLDS_TEXT = (models.CharField, models.TextField, models.JSONField, StreamField)
# Kinds of fields that hold text made by others, and why no text comes into them.
NO_TEXT = {
    models.FileField: "the storage names files (media.storage_keys)",
    models.UUIDField: "refuses what is no UUID",
    models.GenericIPAddressField: "refuses what is no address",
    models.DurationField: "refuses what is no number",
}
# Fields of forms that make something else of what was typed.
OTHER_THAN_TEXT = {"UUIDField", "GenericIPAddressField", "SimpleArrayField", "HStoreField"}
FORM_JSON = "JSONField"  # gone through where it is stored; none of our forms has one
FEWEST = 100
ADDRESS = "https://example.dk/"


def _text_columns() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            kind = field.get_internal_type()
            if kind in {"CharField", "TextField", "JSONField", "SlugField"} or isinstance(field, HOLDS_TEXT):
                yield f"{model._meta.label}.{field.name}", field


def _prepared(field: Any) -> Any:
    if isinstance(field, models.JSONField):
        return field.get_prep_value({"a": [PASTED]}) == {"a": [KEPT]}
    return field.get_prep_value(PASTED) == KEPT and field.to_python(PASTED) == KEPT


def test_every_text_of_every_model_is_tidied_on_its_way_in() -> None:
    columns = dict(_text_columns())

    wrong = [name for name, field in columns.items() if not isinstance(field, StreamField) and not _prepared(field)]
    assert wrong == []
    assert len(columns) > FEWEST


def test_every_column_that_holds_text_is_known() -> None:
    known = {name for name, _field in _text_columns()}
    odd = {
        type(field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if f"{model._meta.label}.{field.name}" not in known and _holds_text(field)
    }

    assert [kind for kind in odd if not issubclass(kind, tuple(NO_TEXT))] == []


def _holds_text(field: models.Field[Any, Any]) -> bool:
    return not field.is_relation and (field.db_type(connection) or "").startswith(("varchar", "char", "text", "json"))


def test_every_stream_is_ours() -> None:
    streams = [field for _name, field in _text_columns() if isinstance(field, StreamField)]

    assert [field for field in streams if not isinstance(field, OurStreamField)] == []
    assert streams


def _leaves(block: Block, path: str = "") -> Iterator[tuple[str, Block]]:
    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _leaves(child, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from _leaves(block.child_block, path)
    else:
        yield path, block


TEXTLESS = (
    *(blocks.ChooserBlock, blocks.BooleanBlock, blocks.IntegerBlock, blocks.DecimalBlock, blocks.FloatBlock),
    *(blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock, blocks.ChoiceBlock, blocks.StaticBlock),
)


def test_every_block_that_takes_text_takes_it_tidied() -> None:
    leaves = {
        path: block
        for name, field in _text_columns()
        if isinstance(field, StreamField)
        for path, block in _leaves(field.stream_block, name)
        if not isinstance(block, TEXTLESS)
    }

    wrong = [path for path, block in leaves.items() if not _takes_tidy_text(block)]
    assert wrong == []
    assert leaves


def _takes_tidy_text(block: Block) -> bool:
    if not isinstance(block, FieldBlock) or not isinstance(block.field, forms.CharField):
        return False
    is_address = isinstance(block.field, forms.URLField)
    return _is_tidied(block.field, ADDRESS if is_address else "") and block.field.to_python("\u202e\u200b") == ""


def _is_tidied(field: forms.Field, start: str) -> bool:
    """An address is taken out of what stands around it; anything else is kept whole."""
    kept = KEPT.partition(" ")[0] if isinstance(field, PastedURLField) else KEPT
    return str(field.to_python(start + PASTED)).endswith(kept)


def _kinds(of: type[Any]) -> Iterator[type[Any]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def test_every_form_field_of_text_takes_it_tidied() -> None:
    get_resolver().url_patterns  # noqa: B018  # loads every view, and with it every form
    kinds = {kind for kind in _kinds(forms.CharField) if kind.__name__ not in OTHER_THAN_TEXT | {FORM_JSON}}

    wrong = [kind for kind in kinds if not _is_tidied(_made(kind), ADDRESS)]
    assert wrong == []
    assert {forms.EmailField, forms.URLField, forms.SlugField, TagField, UsernameField} <= kinds


def _made(kind: Any) -> forms.Field:
    needed = {forms.RegexField: {"regex": ".*"}, forms.URLField: {"assume_scheme": "https"}}
    made: forms.Field = kind(**needed.get(kind, {}))
    return made


@pytest.mark.parametrize(
    ("widget", "typed", "kept"),
    [
        (forms.TextInput, "Et\r\nto\ttre", "Et to tre"),
        (forms.Textarea, "Et\r\nto\ttre", "Et\nto\ttre"),
        (forms.EmailInput, "ida@b.dk\n", "ida@b.dk"),
        (DraftailRichTextArea, "<p>Et</p>\n<p>to</p>", "<p>Et</p>\n<p>to</p>"),
        (forms.HiddenInput, "<p>Et</p>\n<p>to</p>", "<p>Et</p>\n<p>to</p>"),
        (forms.TextInput, "\x00 \x0bEt ", "Et"),
        (forms.TextInput, "\u202e\u200b\xad", ""),
        (forms.PasswordInput, "a\u0301\x0bb", "a\u0301\x0bb"),
    ],
)
def test_field_takes_lines_where_it_has_lines(widget: type[forms.Widget], typed: str, kept: str) -> None:
    assert forms.CharField(widget=widget).to_python(typed) == kept


def test_what_goes_round_every_form_is_tidied_where_it_is_stored(db: None) -> None:
    library = core.make_library(name=PASTED)
    Library.objects.filter(pk=library.pk).update(municipality="A\u030arhus\x0b")
    LibraryAlias.objects.bulk_create([LibraryAlias(library=library, name="Bib\x0b")])

    library.refresh_from_db()
    assert (library.name, library.municipality) == (KEPT, "Århus")
    assert LibraryAlias.objects.get(name="B\x0bib").name == "Bib"


def test_draft_and_stream_hold_tidy_text_only(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts, PASTED, slug="lodret", body=[("paragraph", RichText(f"<p>{PASTED}</p>"))])
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "title": PASTED})
    revision.refresh_from_db()

    assert revision.content["title"] == KEPT
    assert revision.as_object().body[0].value.source == f"<p>{KEPT}</p>"
    assert "\\u000b" not in json.dumps(revision.content)
    assert Page.objects.get(pk=page.pk).title == KEPT
