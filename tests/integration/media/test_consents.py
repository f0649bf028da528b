"""The ledger: what lapses is off every page at once, and off every storage with the clock's next round."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from media.download_packages import make_download_package
from media.models import CatalogueImage, Consent, ConsentFilm, ConsentPicture, DownloadPackage, FileTombstone, Video
from media.pictures import picture_of
from media.services import withhold_lapsed
from media.tasks import make_renditions
from media.video_processing import process_video
from tests.factories import core, pages, videos
from tests.factories.consents import consent_form, make_consent
from tests.factories.days import in_days
from tests.factories.rounds import run_media_jobs
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _shown(tree: Tree, *images: CatalogueImage) -> Any:
    items = [{"image": image, "caption": "Ved vinduet"} for image in images]
    return pages.make_concept(tree.concepts, body=[("gallery", {"heading": "Dagen", "items": items})], cover=images[0])


def _image(title: str = "Karen læser") -> CatalogueImage:
    image = core.make_image(title, alt_text=f"{title}.")
    make_renditions.call(image_id=image.pk)
    return image


def test_list_says_how_many_pictures_and_films_a_consent_covers(admin: Client) -> None:
    consent = make_consent(image=core.make_image())
    consent.pictures.add(ConsentPicture(image=core.make_image("Bussen")))
    consent.films.add(ConsentFilm(video=core.make_video()))
    consent.save()

    html = admin.get(reverse(Consent.snippet_viewset.get_url_name("list"))).content.decode()

    row = BeautifulSoup(html, "html.parser").select_one("tbody tr")
    assert row is not None
    assert [cell.get_text(strip=True) for cell in row.select("td")][2] == "3"


@pytest.mark.parametrize(
    ("values", "is_withheld"),
    [
        (dict, False),
        (lambda: {"expires_on": in_days(0)}, False),
        (lambda: {"expires_on": in_days(-1)}, True),
        (lambda: {"withdrawn_on": in_days(0)}, True),
        (lambda: {"withdrawn_on": in_days(1)}, False),
        (lambda: {"for_catalogue": False, "for_print": True}, True),
    ],
)
def test_item_is_withheld_when_a_consent_does_not_hold(values: Callable[[], dict[str, Any]], is_withheld: bool) -> None:
    image = core.make_image()
    make_consent(image=image)
    make_consent(image=image, who="Bent", **values())

    withhold_lapsed()

    image.refresh_from_db()
    assert image.is_withheld is is_withheld
    assert (picture_of(image) is None) is is_withheld


def test_withdrawal_takes_the_picture_off_pages_galleries_and_api_at_once(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    image = _image()
    concept, gallery = _shown(tree, image), pages.make_gallery(tree.home)
    consent = make_consent(image=image)
    doors = [concept.get_url(), gallery.get_url(), "/koncepter/", f"/api/v2/pages/{concept.pk}/"]
    traces = ["Karen læser", *(str(rendition.file.name) for rendition in image.renditions.all())]
    for door in doors:
        assert any(trace in client.get(door).content.decode() for trace in traces), door

    with django_capture_on_commit_callbacks(execute=True):
        consent.withdrawn_on = timezone.localdate()
        consent.save()

    for door in doors:
        text = client.get(door).content.decode()
        assert [trace for trace in traces if trace in text] == [], door


def test_clock_deletes_every_public_byte_and_remembers_that_it_was_there() -> None:
    image = _image()
    files = [rendition.file for rendition in image.renditions.all()]
    make_consent(image=image, expires_on=in_days(-1))

    run_media_jobs()
    run_media_jobs()

    assert not image.renditions.exists()
    assert [file.name for file in files if file.storage.exists(str(file.name))] == []
    assert set(FileTombstone.objects.values_list("key", flat=True)) == {file.name for file in files}
    assert image.file.storage.exists(str(image.file.name)), "the original is kept, and is private"


def test_no_new_rendition_is_made_of_a_withheld_picture(client: Client) -> None:
    image = _image()
    make_consent(image=image, expires_on=in_days(-1))
    run_media_jobs()

    assert make_renditions.call(image_id=image.pk) == 0
    client.force_login(core.make_user("admin", is_superuser=True))
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    assert not image.renditions.exclude(file__contains="not-found").exists()


def test_renewed_consent_brings_the_picture_back(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    image = _image()
    concept = _shown(tree, image)
    consent = make_consent(image=image, expires_on=in_days(-1))
    run_media_jobs()

    consent.expires_on = in_days(1)
    with django_capture_on_commit_callbacks(execute=True):
        consent.save()
    make_renditions.call(image_id=image.pk)

    assert "Karen læser" in client.get(concept.get_url()).content.decode()


def test_film_goes_back_among_the_private_ones_and_returns(tmp_path: Path) -> None:
    with videos.make(tmp_path, "no-sound.mkv").open("rb") as file:
        video = Video.objects.create(title="Stilhed", original=ContentFile(file.read(), name="a.mkv"))
    process_video(video.pk)
    video.refresh_from_db()
    public, poster = video.file, video.poster
    assert poster is not None
    make_renditions.call(image_id=poster.pk)
    consent = make_consent(video=video, expires_on=in_days(-1))

    run_media_jobs()
    run_media_jobs()

    video.refresh_from_db()
    assert (video.is_withheld, bool(video.file), bool(video.original)) == (True, False, True)
    assert not public.storage.exists(str(public.name))
    assert FileTombstone.objects.filter(key=public.name).exists()
    assert not poster.renditions.exists(), "its poster shows the same people"
    Consent.objects.filter(pk=consent.pk).update(expires_on=in_days(1))
    withhold_lapsed()
    process_video(video.pk)
    video.refresh_from_db()
    assert video.file.storage.exists(str(video.file.name))
    assert video.poster == poster


def test_set_of_pictures_is_made_anew_without_the_withheld_one(tree: Tree) -> None:
    images = [_image(title) for title in ("Karen læser", "Bussen", "Salen")]
    concept = _shown(tree, *images)
    assert make_download_package(concept.pk) == 3
    old = DownloadPackage.objects.get().file
    make_consent(image=images[0], expires_on=in_days(-1))

    run_media_jobs()

    assert not old.storage.exists(str(old.name))
    assert not DownloadPackage.objects.exists()
    assert make_download_package(concept.pk) == 2


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def test_staff_see_what_ends_within_sixty_days(editor: Client) -> None:
    image = core.make_image()
    for name, days in (("Snart", 60), ("Senere", 61), ("Forbi", -1)):
        make_consent(image=image, who=name, expires_on=timezone.localdate() + timedelta(days=days))

    listed = editor.get(reverse("wagtailsnippets_media_consent:list"), {"expiring": "true"}).content.decode()
    front = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert [name for name in ("Snart", "Senere", "Forbi") if f"{name}" in listed] == ["Snart"]
    assert "1 samtykke udløber inden for 60 dage" in front


def test_consent_form_says_in_danish_what_is_missing(editor: Client) -> None:
    response = editor.post(
        reverse("wagtailsnippets_media_consent:add"),
        consent_form([]),
    )

    assert response.status_code == 200
    assert "Vælg de billeder og film, samtykket gælder: mindst ét." in response.content.decode()
    assert response.context["form"]["who"].value() == "Karen"


def test_proof_lies_among_the_private_files() -> None:
    consent = make_consent(image=core.make_image(), proof=ContentFile(b"%PDF-", name="Karen Holm.pdf"))

    assert "Karen" not in str(consent.proof.name)
    assert consent.proof.storage is CatalogueImage._meta.get_field("file").storage
