"""What is stored in StreamFields survives every migration, and those that mean to change it can go back."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail import blocks
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation, RenameStructChildrenOperation
from wagtail.fields import StreamField
from wagtail.models import Revision

from core.models import BasePage
from foundation.stream_migrations import MigrateFrozenStreamData, UnknownBlockError
from tests.factories import pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES, fill, filled
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db
FIELDS = [
    (model, field.name) for model in PAGE_TYPES for field in model._meta.get_fields() if isinstance(field, StreamField)
]
each_field = pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
ODD = [
    {"type": "from_tomorrow", "value": {"a": [1, 2.0, None, "æøå\u2028", {"b": "<p>\"'</p>"}]}, "id": "x"},
    {"type": "no_id", "value": []},
    {"type": "gallery", "value": {"heading": "", "items": [{"image": 1}], "gone": "felt"}},
]


def _save(model: Any, field: str, pk: int) -> None:
    model.objects.get(pk=pk).save()


def _bulk_update(model: Any, field: str, pk: int) -> None:
    model.objects.bulk_update(model.objects.filter(pk=pk), [field])


def _iterate(model: Any, field: str, pk: int) -> None:
    for row in model.objects.filter(pk=pk).iterator():
        row.save(update_fields=[field])


def _values(model: Any, field: str, pk: int) -> None:
    model.objects.filter(pk=pk).update(**model.objects.filter(pk=pk).values(field).get())


def _update_or_create(model: Any, field: str, pk: int) -> None:
    before = model.objects.values_list(field, flat=True).get(pk=pk)
    model.objects.update_or_create(pk=pk, defaults={field: before, "lead": "Ny"})


def _deferred(model: Any, field: str, pk: int) -> None:
    row = model.objects.defer(field).get(pk=pk)
    setattr(row, field, getattr(row, field))
    row.save()


ROADS: list[Callable[[Any, str, int], None]] = [_save, _bulk_update, _iterate, _values, _update_or_create, _deferred]


@pytest.fixture(scope="module")
def state(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The models as the newest migrations know them."""
    with django_db_blocker.unblock():
        state = MigrationExecutor(connection).loader.project_state()
    _ = state.apps
    return state


def _stored(model: type[BasePage], field: str, pk: int) -> str:
    """The very bytes in the database."""
    with connection.cursor() as cursor:
        column = f"{field}::text" if connection.vendor == "postgresql" else field
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE page_ptr_id = %s", [pk])  # noqa: S608
        return str(cursor.fetchone()[0])


def _store(model: type[BasePage], field: str, pk: int, stream: Any) -> None:
    with connection.cursor() as cursor:
        text = json.dumps(stream)
        cursor.execute(f"UPDATE {model._meta.db_table} SET {field} = %s WHERE page_ptr_id = %s", [text, pk])  # noqa: S608


@pytest.mark.once
@pytest.mark.parametrize("road", by_night_but(ROADS, _save, _bulk_update), ids=lambda road: road.__name__)
@each_field
def test_migrations_pass_stored_blocks_through_unchanged(
    tree: Tree, state: Any, model: type[BasePage], field: str, road: Callable[[Any, str, int], None]
) -> None:
    page = fill(MAKERS[model.__name__](tree))
    page.save_revision().publish()
    full = _stored(model, field, page.pk)
    _store(model, field, page.pk, [*json.loads(full), *ODD])
    before = _stored(model, field, page.pk)
    historical = state.apps.get_model(model._meta.app_label, model.__name__)

    road(historical, field, page.pk)

    assert len(json.loads(full)) == len(model._meta.get_field(field).stream_block.child_blocks)
    assert _stored(model, field, page.pk) == before


@each_field
def test_page_made_by_a_migration_begins_with_an_empty_stream(state: Any, model: type[BasePage], field: str) -> None:
    assert getattr(state.apps.get_model(model._meta.app_label, model.__name__)(), field) == []


def _run(operation: MigrateFrozenStreamData, state: Any, *, back: bool = False) -> None:
    editor: Any = SimpleNamespace(connection=connection)
    (operation.database_backwards if back else operation.database_forwards)("core", editor, state, state)


@each_field
def test_content_migrates_forwards_and_back_drafts_included(
    tree: Tree, state: Any, model: type[BasePage], field: str
) -> None:
    page = fill(MAKERS[model.__name__](tree))
    page.save_revision().publish()
    setattr(page, field, filled(model._meta.get_field(field).stream_block))
    page.save_revision()
    first = next(iter(model._meta.get_field(field).stream_block.child_blocks))
    operation = MigrateFrozenStreamData(
        model._meta.app_label,
        model.__name__,
        field,
        blocks.StreamBlock([]),
        forwards=[(RenameStreamChildrenOperation(first, "renamed"), "")],
        backwards=[(RenameStreamChildrenOperation("renamed", first), "")],
    )
    revisions = page.revisions.order_by("pk").values_list("content", flat=True)
    before = (_stored(model, field, page.pk), list(revisions.all()))

    _run(operation, state)
    streams = [json.loads(_stored(model, field, page.pk))]
    streams += [json.loads(revision.content[field]) for revision in page.revisions.filter(content__title=page.title)]
    _run(operation, state, back=True)

    filled_ones = [[block["type"] for block in stream] for stream in streams if stream]
    assert len(filled_ones) >= 3
    assert all("renamed" in names and first not in names for names in filled_ones)
    assert (
        _stored(model, field, page.pk),
        list(page.revisions.order_by("pk").values_list("content", flat=True)),
    ) == before


class Body(blocks.StreamBlock):
    """A frozen copy of what the path leads through."""

    gallery = blocks.StructBlock([("items", blocks.ListBlock(blocks.StructBlock([])))])


CAPTIONS = MigrateFrozenStreamData(
    "concepts",
    "ConceptPage",
    "body",
    Body(),
    forwards=[(RenameStructChildrenOperation("caption", "text"), "gallery.items.item")],
    backwards=[(RenameStructChildrenOperation("text", "caption"), "gallery.items.item")],
)


def test_path_leads_into_lists_and_past_what_it_does_not_know(tree: Tree, state: Any) -> None:
    concept = pages.make_concept(tree.concepts)
    items = [{"type": "item", "value": {"caption": "Fremme"}, "id": "1"}]
    other = {"type": "from_tomorrow", "value": {"caption": "Bliver"}}
    empty = {"type": "gallery", "value": {"items": []}}
    bare = {"type": "gallery", "value": {"items": [{"caption": "Gammel form"}]}}
    lacking = {"type": "gallery", "value": {"heading": "Uden"}}
    stream = [{"type": "gallery", "value": {"items": items}}, other, empty, bare, lacking]
    _store(type(concept), "body", concept.pk, stream)

    _run(CAPTIONS, state)

    after = json.loads(_stored(type(concept), "body", concept.pk))
    assert after[0]["value"]["items"] == [{"type": "item", "value": {"text": "Fremme"}, "id": "1"}]
    assert after[1:3] == [other, empty]
    assert after[3]["value"]["items"] == [{"type": "item", "value": {"text": "Gammel form"}}]
    assert after[4] == lacking


def test_revision_from_before_the_field_was_there_stays_as_it_is(tree: Tree, state: Any) -> None:
    concept = pages.make_concept(tree.concepts)
    revision = concept.latest_revision
    content = {name: value for name, value in revision.content.items() if name != "body"}
    Revision.objects.filter(pk=revision.pk).update(content=content)

    _run(CAPTIONS, state)

    assert Revision.objects.get(pk=revision.pk).content == content


def test_block_missing_from_the_frozen_copy_is_named(tree: Tree, state: Any) -> None:
    body = [("gallery", {"heading": "", "items": []})]
    pages.make_concept(tree.concepts, body=body)
    operation = MigrateFrozenStreamData(
        "concepts",
        "ConceptPage",
        "body",
        blocks.StreamBlock([]),
        forwards=[(RenameStructChildrenOperation("caption", "text"), "gallery.items.item")],
        backwards=[],
    )

    with pytest.raises(UnknownBlockError, match="gallery"):
        _run(operation, state)


def test_what_does_not_change_is_not_written(tree: Tree, state: Any, django_assert_num_queries: Any) -> None:
    pages.make_concept(tree.concepts, body=[("paragraph", "<p>Hej</p>")])

    with django_assert_num_queries(4):  # keys and rows, of the pages and of the revisions
        _run(CAPTIONS, state)
