"""Documents from before they had a model of their own."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from taggit.models import TaggedItem
from wagtail.documents.models import Document

from media.models import CatalogueDocument
from tests.factories import pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
EDITOR = SimpleNamespace(connection=connection)
migration = import_module("media.migrations.0007_move_documents")


def test_documents_keep_number_file_and_tags_on_the_way_there_and_back(tree: Tree) -> None:
    """Texts and blocks point at them by number."""
    old = Document.objects.create(title="Plan", file=ContentFile(b"plan", name="plan.txt"))
    old.tags.add("jul")
    made_at = old.created_at

    migration.move_documents(apps, EDITOR)
    moved = CatalogueDocument.objects.get()
    link = f'<p><a linktype="document" id="{old.pk}">Plan</a></p>'
    page = pages.make_concept(tree.concepts, body=[("paragraph", link)])

    assert (moved.pk, moved.file.name, moved.created_at) == (old.pk, old.file.name, made_at)
    assert [tag.name for tag in moved.tags.all()] == ["jul"]
    assert [usage.document for usage in page.media_usages.all()] == [moved]
    assert CatalogueDocument.objects.create(title="Ny", file=ContentFile(b"x", name="x.txt")).pk > moved.pk
    CatalogueDocument.objects.exclude(pk=moved.pk).delete()
    migration.move_back(apps, EDITOR)
    assert [tag.name for tag in Document.objects.get(pk=old.pk).tags.all()] == ["jul"]
    assert TaggedItem.objects.count() == 1
