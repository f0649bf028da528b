"""Pictures and films in storage, and the door they are served through."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model

from core.blocks.media import GalleryItemBlock, VideoBlock
from media.models import CatalogueDocument, CatalogueImage, Video
from media.pictures import SHARE_SPEC, picture_of, specs_for
from media.tasks import make_renditions
from media.video_player import video_player_of
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _with_position() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "Foto af Karen Holm"  # ImageDescription
    exif[0x0112] = 6  # Orientation: turned a quarter
    exif.get_ifd(0x8825)[1] = "N"  # GPSLatitudeRef
    return exif


def test_the_image_model_is_ours() -> None:
    assert get_image_model() is CatalogueImage


def test_no_rendition_carries_metadata_and_all_stand_upright() -> None:
    image = core.make_image(file=core.picture_file(size=(600, 400), exif=_with_position(), comment=b"<script>"))

    make_renditions.call(image_id=image.pk)

    for rendition in image.renditions.all():
        with rendition.file.open("rb") as file:
            data = file.read()
        shown = Image.open(BytesIO(data))
        assert not shown.getexif(), rendition.filter_spec
        assert "comment" not in shown.info
        assert b"Karen" not in data
        assert (shown.width < shown.height) != (rendition.filter_spec == SHARE_SPEC)


def test_renditions_are_made_once_however_often_asked() -> None:
    image = core.make_image(file=core.picture_file(size=(600, 400)))

    specs = specs_for(600)
    assert len(specs) == 6  # 480 and 600 pixels in two formats, the fallback and the wide one
    assert make_renditions.call(image_id=image.pk) == len(specs)
    assert make_renditions.call(image_id=image.pk) == len(specs)
    assert image.renditions.filter(filter_spec__in=specs).count() == len(specs)


def test_renditions_of_a_deleted_image_are_no_error() -> None:
    assert make_renditions.call(image_id=9_999) == 0


def test_picture_without_renditions_is_announced_and_never_made_in_the_request() -> None:
    image = core.make_image()

    picture = picture_of(image)

    assert picture is not None
    assert picture.fallback is None
    assert picture.as_api()["url"] is None
    assert not image.renditions.exists()


def test_small_picture_has_each_width_once() -> None:
    image = core.make_image(file=core.picture_file(size=(700, 400)))
    make_renditions.call(image_id=image.pk)

    picture = picture_of(image)

    assert picture is not None
    assert [file.width for file in picture.sources["image/avif"]] == [480, 700]


def test_saving_an_image_queues_its_renditions(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    from django_tasks_db.models import DBTaskResult  # the queue's table

    with django_capture_on_commit_callbacks(execute=True):
        image = core.make_image()

    assert [job.args_kwargs["kwargs"] for job in DBTaskResult.objects.all()] == [{"image_id": image.pk}]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"GIF89a/*x*/=1;alert(1)//",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
    ],
)
def test_broken_picture_is_a_field_error_in_danish(client: Client, data: bytes) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))

    response = client.post(
        reverse("wagtailimages:add"),
        {"title": "Ødelagt", "alt_text": "x", "file": SimpleUploadedFile("foto.jpg", data, "image/jpeg")},
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert "Ødelagt" in response.content.decode()
    assert not CatalogueImage.objects.exists()


def test_truncated_picture_is_a_field_error(client: Client) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))
    whole = core.picture_file(size=(800, 600)).read()

    response = client.post(
        reverse("wagtailimages:add"),
        {"title": "Halvt", "alt_text": "x", "file": SimpleUploadedFile("foto.jpg", whole[: len(whole) // 3])},
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_film_is_a_file_or_an_address_never_both_or_none() -> None:
    for values in ({}, {"url": "https://vimeo.com/1", "file": ContentFile(b"x", name="a.mp4")}):
        with pytest.raises(ValidationError):
            Video(title="Stilhed", **values).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.create(title="Stilhed")


def test_film_without_audio_description_must_say_why() -> None:
    with pytest.raises(ValidationError, match="hvor versionen"):
        Video(title="Stilhed", url="https://vimeo.com/1", audio_description="reason").full_clean()


def test_film_elsewhere_names_who_receives_the_visitor() -> None:
    film = video_player_of(core.make_video(url="https://vimeo.com/1", duration_seconds=65))

    assert film is not None
    assert film.elsewhere is not None
    assert film.elsewhere.receiver == "Vimeo"
    assert film.length == "1:05"


@pytest.fixture
def stored(tree: Tree) -> str:
    """The address of a film that a page shows."""
    film = core.make_video(file=ContentFile(bytes(range(100)), name="film.mp4"))
    pages.make_concept(tree.concepts, body=[("video", {"video": film, "caption": ""})])
    return str(film.file.url)


@pytest.mark.parametrize(
    ("header", "status", "content_range", "body"),
    [
        ("", 200, None, bytes(range(100))),
        ("bytes=0-1", 206, "bytes 0-1/100", b"\0\1"),
        ("bytes=0-0", 206, "bytes 0-0/100", b"\0"),
        ("bytes=98-", 206, "bytes 98-99/100", b"bc"),
        ("bytes=-2", 206, "bytes 98-99/100", b"bc"),
        ("bytes=50-9999", 206, "bytes 50-99/100", bytes(range(50, 100))),
        ("bytes=200-300", 416, "bytes */100", b""),
        ("bytes=abc", 200, None, bytes(range(100))),
    ],
)
def test_door_answers_ranges(
    client: Client, stored: str, header: str, status: int, content_range: str | None, body: bytes
) -> None:
    response = client.get(stored, headers={"range": header} if header else {})

    assert response.status_code == status
    assert response.get("Content-Range") == content_range
    assert response.getvalue() == body


def test_door_lets_caches_keep_files_and_browsers_guess_nothing(client: Client, stored: str) -> None:
    response = client.get(stored)
    response.getvalue()  # to the end, as browsers do

    assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=20"
    assert client.get(stored, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_door_refuses_other_methods(client: Client, stored: str) -> None:
    assert client.post(stored).status_code == 405
    assert client.head(stored)["Content-Length"] == "100"


def test_what_was_taken_down_is_gone_and_says_what_cannot_be_undone(client: Client, stored: str) -> None:
    Video.objects.get().delete()

    response = client.get(stored)
    assert response.status_code == 410
    assert "kan ikke kaldes tilbage" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert client.get("/media/videos/aldrig-set.mp4").status_code == 404


@pytest.mark.parametrize(
    ("permissions", "opened"),
    [
        ((), []),
        (("access_admin",), []),
        (("access_admin", "change_video"), ["sent_films"]),
        (("access_admin", "change_consent"), ["proofs"]),
        (("change_video", "change_consent"), []),
    ],
)
def test_private_files_open_only_for_those_who_need_them(
    client: Client, permissions: tuple[str, ...], opened: list[str]
) -> None:
    image = core.make_image()
    keys = {
        "original_images": image.file.name,
        "sent_films": core.make_video(file="", original=ContentFile(b"x", name="a.mp4")).original.name,
        "proofs": make_consent(image=image, proof=ContentFile(b"x", name="a.pdf")).proof.name,
        "documents": CatalogueDocument.objects.create(title="Liste", file=ContentFile(b"x", name="a.pdf")).file.name,
    }
    user = core.make_user("en")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)

    answers = {folder: client.get(f"{settings.PRIVATE_MEDIA_URL}{key}").status_code for folder, key in keys.items()}

    assert [folder for folder, status in answers.items() if status == 200] == opened
    assert set(answers.values()) <= {200, 404}


@pytest.mark.parametrize("key", ["", "../settings.py", "original_images/../../x", "original_images/%00", "proofs/"])
def test_private_door_has_no_way_out_of_its_folder(client: Client, key: str) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))

    assert client.get(f"{settings.PRIVATE_MEDIA_URL}{key}").status_code in {400, 404}


def test_captions_are_those_of_shown_films_only(tree: Tree, client: Client) -> None:
    video = core.make_video(captions="WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nRegn\n")
    address = reverse("captions", args=[video.pk])
    assert client.get(address).status_code == 404

    pages.make_concept(tree.concepts, body=[("video", {"video": video, "caption": ""})])

    response = client.get(address)
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Regn" in response.content.decode()
    Video.objects.update(is_withheld=True)
    assert client.get(address).status_code == 410
    assert client.get(reverse("captions", args=[9_999])).status_code == 404


def test_draft_may_lack_captions_but_what_is_published_may_not(tree: Tree, client: Client) -> None:
    video = core.make_video()
    block = VideoBlock()
    value = block.normalize({"video": video, "caption": ""})

    assert block.clean_deferred(value)["video"] == video
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    sentences = str(refused.value.as_json_data())
    assert "mangler danske undertekster" in sentences
    assert "synstolkes" in sentences
    Video.objects.update(captions="WEBVTT\n", audio_description="not-needed")
    assert block.clean(value)["video"] == video


def test_gallery_item_is_a_picture_or_a_film() -> None:
    block = GalleryItemBlock()
    both = {"image": core.make_image(), "video": core.make_video(), "caption": ""}

    for value in (both, {"image": None, "video": None, "caption": ""}):
        with pytest.raises(ValidationError):
            block.clean(block.normalize(value))


def test_gallery_mixes_pictures_and_films_each_with_its_address(tree: Tree, client: Client) -> None:
    video = core.make_video("Sådan gjorde vi", captions="WEBVTT\n")
    items = [{"image": core.make_image(), "video": None}, {"image": None, "video": video, "caption": "Se selv"}]
    concept = pages.make_concept(tree.concepts, body=[("gallery", {"heading": "Dagen", "items": items})])

    text = client.get(concept.get_url()).content.decode()

    assert len(re.findall(r'id="(?:billede|film)-[0-9a-f]{8}"', text)) == 2
    assert f'<source src="{video.file.url}" type="video/mp4">' in text
    assert [usage.caption for usage in concept.media_usages.all()] == ["", "Se selv"]
