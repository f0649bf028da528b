"""`/katalog.pdf`: the whole catalogue, made by the worker, and handed out only while it holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from core.models import CatalogueSettings
from foundation.typesetting import Typeset
from home.models import PrintedCatalogue
from home.printed import catalogue_pdf
from home.printing import print_catalogue
from home.tasks import queue_catalogues
from media.models import CatalogueImage
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADDRESS = "/katalog.pdf"


def _fill(tree: Tree, count: int) -> None:
    families, young = core.make_target_group("Børnefamilier"), core.make_target_group("Unge", slug="unge")
    image = core.make_image(alt_text="En stak bøger.", file=core.picture_file(size=(60, 75)))
    make_renditions.call(image_id=image.pk)
    for number in range(1, count + 1):
        groups = [families, young][: number % 3]
        pages.make_concept(tree.concepts, f"Åbent #{number} $x$", number=number, cover=image, target_groups=groups)
    pages.make_guide(tree.guides, "Facebook")
    edition = pages.make_edition(tree.awards)
    pages.make_winner(edition, "Vinder", library=core.make_library(name="Fjordby", is_example=True))


def _of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_catalogue_is_tagged_and_danish_and_its_queries_do_not_grow(tree: Tree) -> None:
    _fill(tree, 3)
    catalogue_pdf("da")  # Wagtail remembers where sites lie from the first
    with CaptureQueriesContext(connection) as of_few:
        few = catalogue_pdf("da")
    for number in range(4, 30):
        pages.make_concept(tree.concepts, f"Til {number}", number=number)
    with CaptureQueriesContext(connection) as of_many:
        many = catalogue_pdf("da")

    assert len(of_many) == len(of_few)
    assert len(many) > len(few)
    for part in (b"%PDF-", b"/StructTreeRoot", b"/Lang(da)", b"pdfuaid"):
        assert part in many


def test_empty_catalogue_is_one_too(tree: Tree) -> None:
    assert catalogue_pdf("da").startswith(b"%PDF-")


def test_address_says_when_it_is_being_made_and_gives_nothing_that_holds_no_more(tree: Tree, client: Client) -> None:
    _fill(tree, 2)
    waiting = client.get(ADDRESS)
    print_catalogue("da")
    ready = client.get(ADDRESS)
    concept = pages.make_concept(tree.concepts, "Ny", number=99)
    after = client.get(ADDRESS)
    print_catalogue("da")
    with_it = client.get(ADDRESS)
    concept.unpublish()

    assert (waiting.status_code, waiting["Retry-After"]) == (202, "60")
    assert "Det bliver lavet nu" in waiting.content.decode()
    assert ready.status_code == 200
    assert _of(ready).startswith(b"%PDF-")
    assert ready["Content-Type"] == "application/pdf"
    assert after.status_code == 202
    assert with_it.status_code == 200
    assert client.get(ADDRESS).status_code == 202


def test_what_the_public_may_not_see_is_not_in_it(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tree, 1)
    pages.make_concept(tree.concepts, "Hemmelig kladde", live=False)
    private = pages.make_concept(tree.concepts, "Hemmelig side")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    told: list[str] = []

    def keep(_template: Path, data: dict[str, Any], _pictures: object) -> Typeset:
        told.append(json.dumps(data))
        return Typeset(b"", is_accessible=True)

    monkeypatch.setattr("home.printed.typeset", keep)

    catalogue_pdf("da")

    assert "Hemmelig" not in told[0]
    assert "Fjordby findes ikke" in json.loads(told[0])["invented"]


def test_language_that_nothing_is_written_in_leads_to_the_sites_own(tree: Tree, client: Client) -> None:
    """Not to one that would be in the making for ever."""
    print_catalogue("da")

    assert client.get("/en/katalog.pdf", follow=True).status_code == 200


def test_withheld_cover_takes_the_catalogue_down(tree: Tree, client: Client) -> None:
    _fill(tree, 2)
    print_catalogue("da")
    image = CatalogueImage.objects.get()
    image.is_withheld = True
    image.save()

    assert client.get(ADDRESS).status_code == 202


def test_worker_prints_once_what_has_changed(tree: Tree) -> None:
    _fill(tree, 1)
    queue_catalogues()
    queue_catalogues()

    assert DBTaskResult.objects.filter(task_path="home.tasks.print_catalogue").count() == 1
    DBTaskResult.objects.all().delete()
    print_catalogue("da")
    queue_catalogues()
    assert not DBTaskResult.objects.filter(task_path="home.tasks.print_catalogue").exists()


def test_old_file_is_deleted_with_its_row(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    print_catalogue("da")
    old = PrintedCatalogue.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        print_catalogue("da")

    assert PrintedCatalogue.objects.count() == 1
    assert PrintedCatalogue.objects.get().file.name != old.name


@pytest.mark.parametrize("address", [ADDRESS + "?x=" + "a" * 5000, "/katalog.pdf/", "/katalog.PDF"])
def test_odd_addresses_are_no_server_error(tree: Tree, client: Client, address: str) -> None:
    CatalogueSettings.objects.all().delete()

    assert client.get(address).status_code < 500
