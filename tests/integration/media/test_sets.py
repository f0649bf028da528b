"""The pictures of a page, as one file to take home."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from core.media.models import PictureSet
from core.media.sets import make_picture_set, may_be_passed_on
from core.media.stored import delete_loose_files
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _concept(tree: Tree, *licences: str) -> Any:
    images = [
        core.make_image(f"Bus nr. {place}", file=ContentFile(jpeg(), name="a.jpg"), credit="Fjordby", licence=licence)
        for place, licence in enumerate(licences, start=1)
    ]
    items = [{"image": image, "caption": ""} for image in images]
    return pages.make_concept(tree.concepts, body=[("gallery", {"heading": "", "items": items})])


@pytest.mark.parametrize(
    ("licence", "answer"),
    [("", True), ("CC BY 4.0", True), ("cc0", True), ("Alle rettigheder forbeholdes", False), ("© Ritzau", False)],
)
def test_only_free_licences_let_a_picture_be_passed_on(licence: str, answer: bool) -> None:
    assert may_be_passed_on(licence) is answer


def test_set_holds_the_free_pictures_with_their_credits(tree: Tree) -> None:
    concept = _concept(tree, "", "CC BY 4.0", "© Ritzau")

    assert make_picture_set(concept.pk) == 2

    with PictureSet.objects.get().file.open("rb") as file, ZipFile(io.BytesIO(file.read())) as archive:
        names = archive.namelist()
        assert [name for name in names if name.endswith(".jpg")] == ["01-Bus nr. 1.jpg", "02-Bus nr. 2.jpg"]
        assert Image.open(io.BytesIO(archive.read(names[0]))).format == "JPEG"
        text = archive.read("LÆS MIG.txt").decode("utf-8-sig")
    assert "Fjordby · CC BY 4.0" in text
    assert "Ritzau" not in text


def test_page_offers_its_set_with_the_size(tree: Tree, client: Client) -> None:
    concept = _concept(tree, "", "")
    make_picture_set(concept.pk)
    picture_set = PictureSet.objects.get()

    text = client.get(concept.get_url()).content.decode()

    assert picture_set.file.url in text
    assert "Tag tekst og billeder med hjem (ZIP" in text


def test_one_picture_without_text_is_no_set(tree: Tree) -> None:
    assert make_picture_set(pages.make_edition(tree.awards, cover=core.make_image()).pk) == 0
    assert not PictureSet.objects.exists()


def test_set_made_again_replaces_the_old_one(tree: Tree) -> None:
    concept = _concept(tree, "", "")
    make_picture_set(concept.pk)
    old = PictureSet.objects.get().file

    make_picture_set(concept.pk)
    delete_loose_files()

    assert PictureSet.objects.get().file.name != old.name
    assert not old.storage.exists(str(old.name))


def test_unpublished_page_has_no_set(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    concept = _concept(tree, "", "")
    make_picture_set(concept.pk)
    old = PictureSet.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        concept.unpublish()

    assert not PictureSet.objects.exists()
    assert not old.storage.exists(str(old.name))
    assert make_picture_set(concept.pk) == 0


def test_folder_of_sets_is_public_and_of_unguessable_names(tree: Tree) -> None:
    concept = _concept(tree, "", "")
    make_picture_set(concept.pk)

    assert len(Path(str(PictureSet.objects.get().file.name)).stem) == 32
