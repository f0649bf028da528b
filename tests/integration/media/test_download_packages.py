"""The pictures of a page, as one file to take home."""

import io
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.models import Site

from core.models import CatalogueSettings
from media.download_packages import make_download_package
from media.licences import may_be_passed_on
from media.models import DownloadPackage
from media.storage_operations import run_pending_deletions
from media.tasks import rebuild_all_download_packages
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _concept(tree: Tree, *licences: str) -> Any:
    images = [
        core.make_image(
            f"Læsesalen på Østerbro {place}", file=ContentFile(jpeg(), name="a.jpg"), credit="Fjordby", licence=licence
        )
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


def test_set_holds_the_free_pictures_with_their_credits_and_real_licences(tree: Tree) -> None:
    """An empty field became "the catalogue's own licence", which names none."""
    concept = _concept(tree, "", "CC BY-SA 4.0", "© Ritzau", "CC0")
    CatalogueSettings.objects.create(
        site=Site.objects.get(), licence_name="CC BY 4.0", licence_url="https://licens.example/by"
    )

    assert make_download_package(concept.pk) == 3

    with DownloadPackage.objects.get().file.open("rb") as file, ZipFile(io.BytesIO(file.read())) as archive:
        names = archive.namelist()
        assert [name for name in names if name.endswith(".jpg")] == [
            f"billeder/hele/0{place}-Læsesalen på Østerbro {number}.jpg"
            for place, number in enumerate((1, 2, 4), start=1)
        ]
        pictures = [archive.read(name) for name in names if name.endswith(".jpg")]
        assert Image.open(io.BytesIO(pictures[0])).format == "JPEG"
        read_me = archive.read("LÆS MIG.txt")
        told = [archive.read(name) for name in names if name.startswith("dpl/")]
        text = read_me.decode("utf-8-sig")
    assert len(told) == 3
    assert all(one.startswith(BOM_UTF8) for one in (read_me, *told))
    assert "Fjordby · CC BY 4.0 (https://licens.example/by)" in text
    assert "Fjordby · CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/deed.da)" in text
    assert "Fjordby · CC0 (https://creativecommons.org/publicdomain/zero/1.0/deed.da)" in text
    assert "\r\nLicens, medmindre andet er angivet: CC BY 4.0 (https://licens.example/by)" in text
    assert "Ritzau" not in text


def test_new_licence_of_the_catalogue_has_every_set_packed_anew(
    tree: Tree, django_capture_on_commit_callbacks: Any
) -> None:
    concept = _concept(tree, "", "")
    make_download_package(concept.pk)
    chosen = CatalogueSettings.for_site(Site.objects.get())

    with django_capture_on_commit_callbacks(execute=True):
        chosen.owner_name = "Fjordby"
        chosen.save()
    assert _jobs() == []
    with django_capture_on_commit_callbacks(execute=True):
        chosen.licence_name = "CC0"
        chosen.save()

    assert _jobs() == [{}]
    assert rebuild_all_download_packages.call() == 1
    assert _jobs() == [{}, {"page_id": concept.pk}]


def _jobs() -> list[dict[str, int]]:
    """What was asked of the worker for the sets."""
    jobs = DBTaskResult.objects.filter(task_path__regex="packages?$").order_by("enqueued_at")
    return [job.args_kwargs["kwargs"] for job in jobs]


def test_page_offers_its_set_with_the_size(tree: Tree, client: Client) -> None:
    concept = _concept(tree, "", "")
    make_download_package(concept.pk)
    download_package = DownloadPackage.objects.get()

    text = client.get(concept.get_url()).content.decode()

    assert download_package.file.url in text
    assert "Tag tekst og billeder med hjem (ZIP" in text


def test_one_picture_without_text_is_no_set(tree: Tree) -> None:
    assert make_download_package(pages.make_edition(tree.awards, cover=core.make_image()).pk) == 0
    assert not DownloadPackage.objects.exists()


def test_set_made_again_replaces_the_old_one(tree: Tree) -> None:
    concept = _concept(tree, "", "")
    make_download_package(concept.pk)
    old = DownloadPackage.objects.get().file

    make_download_package(concept.pk)
    run_pending_deletions()

    assert DownloadPackage.objects.get().file.name != old.name
    assert not old.storage.exists(str(old.name))


def test_unpublished_page_has_no_set(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    concept = _concept(tree, "", "")
    make_download_package(concept.pk)
    old = DownloadPackage.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        concept.unpublish()

    assert not DownloadPackage.objects.exists()
    assert not old.storage.exists(str(old.name))
    assert make_download_package(concept.pk) == 0


def test_folder_of_sets_is_public_and_of_unguessable_names(tree: Tree) -> None:
    concept = _concept(tree, "", "")
    make_download_package(concept.pk)

    assert len(Path(str(DownloadPackage.objects.get().file.name)).stem) == 32
