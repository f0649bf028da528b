"""What is done to files and fails on the way has cost no bytes, by whatever road it was done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_delete, post_save
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry
from wagtail.signals import page_unpublished

from concepts.models import ConceptPage
from foundation.accounts.models import AccountEvent
from media.download_packages import make_download_package
from media.models import CatalogueDocument, CatalogueImage, CatalogueRendition, Consent, DownloadPackage, Video
from media.storage_audit import ALIASES, keys_of
from media.storage_operations import run_pending_deletions
from media.tasks import make_renditions
from showcase.reporting import triage
from showcase.reporting.models import Removal, Report
from showcase.reporting.signed_tokens import token_for
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.consents import make_consent
from tests.factories.reports import make_report, make_report_file
from tests.factories.signing_in import prove
from tests.factories.site import Tree
from tests.factories.stumbling import failing

pytestmark = [pytest.mark.django_db, pytest.mark.local, pytest.mark.once]
LOG: Any = (post_save, ModelLogEntry)


@pytest.fixture
def admin(tree: Tree) -> Client:
    """Somebody at the admin; a page with picture, film, file and ZIP; consents; a report with its draft page."""
    image, film = core.make_image("Karen"), core.make_video("Karen", original=ContentFile(b"sendt", name="a.mp4"))
    document = CatalogueDocument.objects.create(title="Plan", file=ContentFile(b"plan", name="a.txt"))
    make_renditions.call(image_id=image.pk)
    for item in ({"image": image}, {"video": film}):
        make_consent(who="Karen Holm", proof=ContentFile(b"ja", name="ja.txt"), **item)
    kit: Any = [("image", {"image": image, "use": ""}), ("file", {"file": document, "use": ""})]
    page = pages.make_concept(tree.concepts, cover=image, kit=kit, body=[("video", {"video": film, "caption": ""})])
    make_download_package(page.pk)
    user = core.make_user("admin", is_superuser=True)
    report = make_report()
    make_report_file(report)
    triage.make_initiative(report, user)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    prove(client)
    return client


def _stored() -> set[tuple[str, str]]:
    return {(alias, key) for alias in ALIASES for key in keys_of(storages[alias])}


def _post(name: str, of: type[Any], **data: Any) -> Callable[[Client], Any]:
    return lambda admin: admin.post(reverse(name, args=[of.objects.get(title__startswith="Karen").pk]), data)


def _replace_picture(admin: Client) -> Any:
    file = SimpleUploadedFile("ny.jpg", jpeg())
    return _post("wagtailimages:edit", CatalogueImage, title="Karen", alt_text="Ny.", tags="", file=file)(admin)


def _replace_document(admin: Client) -> Any:
    data = {"title": "Plan", "file": SimpleUploadedFile("b.txt", b"ny plan"), "tags": ""}
    return admin.post(reverse("wagtaildocs:edit", args=[CatalogueDocument.objects.get().pk]), data)


def _delete_document(admin: Client) -> Any:
    return admin.post(reverse("wagtaildocs:delete", args=[CatalogueDocument.objects.get().pk]))


def _replace_film(admin: Client) -> Any:
    film = SimpleUploadedFile("b.mp4", b"\0\0\0\x18ftypmp42 ny", "video/mp4")
    root = Collection.get_first_root_node().pk
    data = {"title": "Karen", "collection": root, "original": film, "audio_description": "undecided"}
    return admin.post(reverse("wagtailsnippets_media_video:edit", args=[Video.objects.get().pk]), data)


def _delete_consent(admin: Client) -> Any:
    consent = Consent.objects.filter(who="Karen Holm").first()
    return admin.post(reverse("wagtailsnippets_media_consent:delete", args=[consent.pk]))  # type: ignore[union-attr]  # the fixture's


def _cover(admin: Client) -> Any:
    names = ("left", "top", "width", "height")
    values: dict[str, Any] = {f"cover-0-{name}": 5 for name in names} | {f"crop-{name}": "" for name in names}
    image = CatalogueImage.objects.get(title="Karen")
    totals = {"cover-TOTAL_FORMS": 1, "cover-INITIAL_FORMS": 0}
    return admin.post(reverse("redact_image", args=[image.pk]), values | totals)


def _bulk_delete(admin: Client) -> Any:
    address = reverse("wagtail_bulk_action", args=["media", "catalogueimage", "delete"])
    return admin.post(f"{address}?id={CatalogueImage.objects.get(title='Karen').pk}")


def _page(name: str) -> Callable[[Client], Any]:
    return lambda admin: admin.post(reverse(f"wagtailadmin_pages:{name}", args=[ConceptPage.objects.get().pk]))


def _erase_person(admin: Client) -> Any:
    found = {"kind": "consent", "name": "karen holm", "found_kind": "consent", "found_name": "karen holm"}
    return admin.post("/admin/personer/", {**found, "erase": "", "sure": "on"})


def _erase_report(admin: Client) -> Any:
    return Client(raise_request_exception=False).post(f"/indberet/{token_for(Report.objects.get().key)}/slet/")


# act -> what fails on it
ACTS: dict[str, tuple[Callable[[Client], Any], Any]] = {
    "erase a person seen": (_erase_person, (post_save, AccountEvent)),
    "erase a report": (_erase_report, (post_save, Removal)),
    "cover a picture": (_cover, (post_delete, CatalogueRendition)),
    "replace a picture": (_replace_picture, LOG),
    "delete a picture": (_post("wagtailimages:delete", CatalogueImage), (post_delete, CatalogueImage)),
    "delete pictures in bulk": (_bulk_delete, (post_delete, CatalogueImage)),
    "replace a document": (_replace_document, LOG),
    "delete a document": (_delete_document, (post_delete, CatalogueDocument)),
    "replace a film": (_replace_film, LOG),
    "delete a film": (_post("wagtailsnippets_media_video:delete", Video), (post_delete, Video)),
    "delete a consent": (_delete_consent, (post_delete, Consent)),
    "unpublish a page": (_page("unpublish"), (page_unpublished, None)),
    "delete a page": (_page("delete"), (post_delete, ConceptPage)),
}


@pytest.mark.parametrize("name", ACTS)
def test_act_that_fails_on_the_way_has_deleted_no_bytes(
    admin: Client, name: str, django_capture_on_commit_callbacks: Any
) -> None:
    act, (signal, sender) = ACTS[name]
    before = _stored()

    with failing(signal, sender), django_capture_on_commit_callbacks(execute=True):
        status = act(admin).status_code
    run_pending_deletions()

    assert status == 500
    assert before - _stored() == set()


@pytest.mark.parametrize("name", ACTS)
def test_act_that_succeeds_has_deleted_them(admin: Client, name: str, django_capture_on_commit_callbacks: Any) -> None:
    before = _stored()

    with django_capture_on_commit_callbacks(execute=True):
        status = ACTS[name][0](admin).status_code

    assert status in {200, 302}
    assert before - _stored() != set()


def test_zip_with_a_deleted_picture_or_document_goes_too(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """What an editor deletes must not lie on in a file that a page offers."""
    for act in ("delete a picture", "delete a document"):
        key = ("public", str(DownloadPackage.objects.get().file.name))
        with django_capture_on_commit_callbacks(execute=True):
            ACTS[act][0](admin)
        assert key not in _stored(), act
        make_download_package(ConceptPage.objects.get().pk)
