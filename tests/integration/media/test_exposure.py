"""What the public may fetch: what a page it may see shows, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from concepts.models import ConceptPage
from media.download_packages import make_download_package
from media.enums import Exposure
from media.exposure import update_exposure
from media.models import CatalogueDocument, CatalogueImage, DownloadPackage, PendingDeletion, Video
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.consents import make_consent
from tests.factories.rounds import run_media_jobs
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.local]  # in a bucket: tests/services/test_s3.py
Act = Callable[["Shown"], None]


class Shown:
    """A concept that shows something in every way there is; and the addresses of all of it."""

    def __init__(self, tree: Tree) -> None:
        self.cover, self.kit, self.snapshot, self.poster = (
            _made(name) for name in ("Forside", "Sæt", "Opslag", "Plakat")
        )
        self.film = core.make_video(captions="WEBVTT\n", poster=self.poster)
        self.document = _document("Vagtplan for æbler")
        self.linked = _document("Tjekliste")
        link = f'<p><a linktype="document" id="{self.linked.pk}">Tjekliste</a></p>'
        post = {"platform_name": "Facebook", "author": "Fjordby", "text": "Hej", "snapshot": self.snapshot}
        body: Any = [
            ("video", {"video": self.film, "caption": ""}),
            ("third_party_post", post),
            ("paragraph", link),
        ]
        kit: Any = [("image", {"image": self.kit, "use": ""}), ("file", {"file": self.document, "use": ""})]
        self.page = pages.make_concept(tree.concepts, cover=self.cover, body=body, kit=kit)
        make_download_package(self.page.pk)
        update_exposure()
        self.images = (self.cover, self.kit, self.snapshot, self.poster)

    def addresses(self) -> dict[str, str]:
        return {
            **{image.title: str(image.renditions.all()[0].url) for image in self.images},
            "film": str(Video.objects.get().file.url),
            "captions": reverse("captions", args=[self.film.pk]),
            "kit file": self.document.url,
            "linked file": self.linked.url,
            **({"set": str(DownloadPackage.objects.get().file.url)} if DownloadPackage.objects.exists() else {}),
        }


def _made(title: str) -> CatalogueImage:
    image = core.make_image(title)
    make_renditions.call(image_id=image.pk)
    return image


def _document(title: str) -> CatalogueDocument:
    return CatalogueDocument.objects.create(title=title, file=ContentFile(b"vagt", name="Karens rå fil.TXT"))


def _statuses(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    answers = {name: client.get(address) for name, address in addresses.items()}
    for answer in answers.values():
        answer.getvalue()
    return {name: answer.status_code for name, answer in answers.items()}


def _unpublish(shown: Shown) -> None:
    shown.page.unpublish()


def _make_private(shown: Shown) -> None:
    PageViewRestriction.objects.create(page=shown.page, restriction_type=PageViewRestriction.LOGIN)


def _make_section_private(shown: Shown) -> None:
    PageViewRestriction.objects.create(page=shown.page.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def _unpublish_section(shown: Shown) -> None:
    Page.objects.filter(pk=shown.page.get_parent().pk).update(live=False)


def _delete(shown: Shown) -> None:
    shown.page.delete()


def _expire(shown: Shown) -> None:
    shown.page.unpublish(set_expired=True)


ACTS: list[Act] = [_unpublish, _make_private, _make_section_private, _unpublish_section, _delete, _expire]


def test_what_a_visible_page_shows_is_there_for_all(tree: Tree, client: Client) -> None:
    shown = Shown(tree)

    addresses = shown.addresses()
    assert len(addresses) == 9
    assert set(_statuses(client, addresses).values()) == {200}


@pytest.mark.parametrize(
    "act", by_night_but(ACTS, _make_section_private, _delete, _expire), ids=lambda act: act.__name__
)
def test_what_no_visible_page_shows_is_gone_at_once_and_for_ever(
    tree: Tree, client: Client, act: Act, django_capture_on_commit_callbacks: Any
) -> None:
    shown = Shown(tree)
    addresses = shown.addresses()

    with django_capture_on_commit_callbacks(execute=True):
        act(shown)
    at_once = _statuses(client, addresses)
    run_media_jobs()

    assert set(at_once.values()) == {410}
    assert set(_statuses(client, addresses).values()) == {410}
    left = [key for key in addresses.values() if key.startswith("/media/") and _is_stored(key)]
    assert left == []  # nor behind a web server or an S3 service, which ask nobody


def _is_stored(address: str) -> bool:
    return storages["public"].exists(address.removeprefix("/media/"))


def test_what_is_shown_again_is_there_under_new_addresses(tree: Tree, client: Client) -> None:
    shown = Shown(tree)
    before = shown.addresses()
    shown.page.unpublish()
    run_media_jobs()
    for image in CatalogueImage.objects.all():
        make_renditions.call(image_id=image.pk)

    shown.page.save_revision().publish()
    make_download_package(shown.page.pk)

    after = shown.addresses()
    assert set(_statuses(client, after).values()) == {200}
    assert {name for name in after if after[name] == before[name]} == {"captions", "kit file", "linked file"}
    public_files = {name: address for name, address in before.items() if address.startswith("/media/")}
    assert set(_statuses(client, public_files).values()) == {410}


def test_clock_moves_what_is_hidden_once(tree: Tree) -> None:
    shown = Shown(tree)
    shown.page.unpublish()

    run_media_jobs()
    jobs = DBTaskResult.objects.count()
    run_media_jobs()

    assert DBTaskResult.objects.count() == jobs
    assert set(CatalogueImage.objects.values_list("exposure", flat=True)) == {Exposure.BEFORE}
    assert storages["public"].exists(str(Video.objects.get().file.name))


def test_picture_of_two_pages_stays_while_one_of_them_is_seen(tree: Tree, client: Client) -> None:
    image = _made("Fælles")
    first, _second = (pages.make_concept(tree.concepts, f"Nr {number}", cover=image) for number in range(2))
    address = image.renditions.all()[0].url

    first.unpublish()
    update_exposure()

    assert client.get(address).status_code == 200


def test_picture_taken_off_a_page_is_gone(tree: Tree, client: Client) -> None:
    image = _made("Forside")
    concept = pages.make_concept(tree.concepts, cover=image)
    address = image.renditions.all()[0].url

    concept.cover = None
    concept.save_revision().publish()

    assert client.get(address).status_code == 410
    update_exposure()
    assert client.get(address).status_code == 410


def test_picture_that_was_never_shown_is_the_staffs(tree: Tree, client: Client) -> None:
    image = _made("Kladde")
    concept = pages.make_concept(tree.concepts, cover=image, live=False)
    address = image.renditions.all()[0].url
    update_exposure()

    assert client.get(address).status_code == 404
    client.force_login(core.make_user("admin", is_superuser=True))
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert address in client.get(reverse("wagtailadmin_pages:view_draft", args=[concept.pk])).content.decode()


def test_reader_of_a_private_page_sees_its_pictures(tree: Tree, client: Client) -> None:
    shown = Shown(tree)
    _make_private(shown)
    update_exposure()
    for image in CatalogueImage.objects.all():
        make_renditions.call(image_id=image.pk)
    make_download_package(shown.page.pk)

    client.force_login(core.make_user("laeser"))

    addresses = {name: address for name, address in shown.addresses().items() if name != "set"}
    assert set(_statuses(client, addresses).values()) == {200}


def test_changed_picture_is_gone_from_its_old_address_and_from_the_set(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    shown = Shown(tree)
    addresses = {name: shown.addresses()[name] for name in ("Forside", "set")}
    client.force_login(core.make_user("admin", is_superuser=True))

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("wagtailimages:edit", args=[shown.cover.pk]),
            {"title": "Forside", "alt_text": "En ny bus.", "file": SimpleUploadedFile("ny.jpg", jpeg()), "tags": ""},
        )

    assert response.status_code == 302, response.context["form"].errors
    assert _statuses(Client(), addresses) == {"Forside": 410, "set": 410}


def test_withdrawn_consent_takes_the_film_its_poster_and_captions(tree: Tree, client: Client) -> None:
    shown = Shown(tree)
    addresses = {name: shown.addresses()[name] for name in ("film", "captions", "Plakat")}

    make_consent(video=shown.film, withdrawn_on=timezone.localdate())
    run_media_jobs()

    assert set(_statuses(client, addresses).values()) == {410}


def test_file_that_cannot_be_moved_holds_up_no_other(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(tree)
    storage: Any = storages["public"]
    stubborn, delete = str(shown.cover.renditions.all()[0].file.name), storage.delete_now

    def fail(name: str) -> None:
        if name == stubborn:
            raise OSError("The storage does not answer.")
        delete(name)

    shown.page.unpublish()
    monkeypatch.setattr(storage, "delete_now", fail)
    run_media_jobs()

    assert list(PendingDeletion.objects.values_list("key", flat=True)) == [stubborn]
    monkeypatch.undo()
    run_media_jobs()
    assert not PendingDeletion.objects.exists()
    assert not storage.exists(stubborn)


def test_door_asks_two_questions(tree: Tree, client: Client) -> None:
    address = Shown(tree).addresses()["Forside"]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address).getvalue()

    assert len(asked) == 2


def test_document_has_neither_number_nor_own_name_in_its_address(tree: Tree) -> None:
    document = _document("Vagtplan for æbler")

    assert document.url == f"/documents/{document.token.hex}/vagtplan-for-aebler.txt"
    assert "Karen" not in str(document.file.name)


def test_document_is_private_until_a_visible_page_links_it(tree: Tree, client: Client) -> None:
    """Anybody could count up the ids of documents, before any page showed them."""
    document = _document("Tjekliste")
    link = f'<p><a linktype="document" id="{document.pk}">Hent</a></p>'
    page = pages.make_concept(tree.concepts, body=[("paragraph", link)], live=False)
    page.save_revision()
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code == 404
    assert client.get(document.url).status_code == 404

    page.save_revision().publish()

    response = client.get(document.url)
    assert (response.status_code, response.getvalue()) == (200, b"vagt")
    assert response["Content-Disposition"] == "attachment; filename=\"Tjekliste.txt\"; filename*=utf-8''Tjekliste.txt"
    assert response["Cache-Control"] == "public, max-age=20"
    assert document.url in client.get(page.get_url()).content.decode()
    ConceptPage.objects.get(pk=page.pk).unpublish()
    assert client.get(document.url).status_code == 410


def test_document_of_a_closed_collection_is_not_public(tree: Tree, client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Lukket")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    shown = Shown(tree)
    CatalogueDocument.objects.update(collection=closed)

    assert client.get(shown.document.url).status_code == 410
    client.force_login(core.make_user("admin", is_superuser=True))
    response = client.get(shown.document.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_document_is_saved_under_its_title_in_danish_letters(tree: Tree, client: Client) -> None:
    document = _document("Håndarbejde: æbler & øl?")
    link = f'<p><a linktype="document" id="{document.pk}">Hent</a></p>'
    pages.make_concept(tree.concepts, body=[("paragraph", link)])

    response = client.get(document.url)

    assert document.url.endswith("/haandarbejde-aebler-oel.txt")
    assert response["Content-Disposition"] == (
        'attachment; filename="Haandarbejde aebler & oel.txt"; '
        "filename*=utf-8''H%C3%A5ndarbejde%20%C3%A6bler%20%26%20%C3%B8l.txt"
    )
