"""Crop and cover: what was covered is in no byte that anybody can fetch, and in none that we keep."""

import io
from typing import Any, cast

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw
from pytest_django import DjangoCaptureOnCommitCallbacks

from media.models import CatalogueImage, FileTombstone
from media.rectangles import Rectangle
from media.redaction import redact_and_crop
from media.tasks import make_renditions
from tests.factories import core

pytestmark = pytest.mark.django_db
FACE = Rectangle(left=40, top=30, width=60, height=50)
RED = (230, 20, 20)


@pytest.fixture
def image() -> CatalogueImage:
    """A blue picture with a red face."""
    picture = Image.new("RGB", (200, 120), "#2f4fa8")
    ImageDraw.Draw(picture).rectangle((40, 30, 99, 79), fill=RED)
    data = io.BytesIO()
    picture.save(data, "PNG")
    made = core.make_image(file=ContentFile(data.getvalue(), name="a.png"), focal_point_x=70, focal_point_y=50)
    make_renditions.call(image_id=made.pk)
    return made


def _reds(file: Any) -> int:
    with file.open("rb") as opened:
        picture = Image.open(opened).convert("RGB")
    colours = cast(list[tuple[int, tuple[int, int, int]]], picture.getcolors(100_000))
    return sum(number for number, (red, green, blue) in colours if red > 150 and green < 90 and blue < 90)


def test_nothing_of_what_was_covered_is_left(image: CatalogueImage) -> None:
    before = [image.file.name, *(rendition.file.name for rendition in image.renditions.all())]
    storage = image.file.storage
    assert _reds(image.file) == 60 * 50

    redact_and_crop(image=image, covers=[FACE], crop=None)
    make_renditions.call(image_id=image.pk)

    image = CatalogueImage.objects.get()
    assert _reds(image.file) == 0
    assert sum(_reds(rendition.file) for rendition in image.renditions.all()) == 0
    assert image.file.name not in before
    assert set(before[1:]) == set(FileTombstone.objects.values_list("key", flat=True))
    assert storage.exists(image.file.name)
    assert not image.has_focal_point()


def test_uncovered_original_is_deleted(
    image: CatalogueImage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before, storage = image.file.name, image.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        redact_and_crop(image=image, covers=[FACE], crop=None)

    assert not storage.exists(before)


def test_crop_keeps_only_the_part(image: CatalogueImage) -> None:
    redact_and_crop(image=image, covers=[], crop=Rectangle(100, 0, 100, 120))

    assert (image.width, image.height) == (100, 120)
    assert _reds(image.file) == 0


def test_area_outside_the_picture_does_not_count(image: CatalogueImage) -> None:
    redact_and_crop(image=image, covers=[Rectangle(500, 500, 10, 10), Rectangle(150, 90, 999, 999)], crop=None)

    assert (image.width, image.height) == (200, 120)
    assert _reds(image.file) == 60 * 50


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _form(*covers: tuple[int, ...] | tuple[str, ...], crop: tuple[object, ...] = ("", "", "", "")) -> dict[str, object]:
    names = ("left", "top", "width", "height")
    values: dict[str, object] = {"cover-TOTAL_FORMS": len(covers), "cover-INITIAL_FORMS": 0}
    values |= {f"crop-{name}": value for name, value in zip(names, crop, strict=True)}
    for place, area in enumerate(covers):
        values |= {f"cover-{place}-{name}": value for name, value in zip(names, area, strict=True)}
    return values


def test_editor_covers_by_numbers(editor: Client, image: CatalogueImage) -> None:
    response = editor.post(reverse("redact_image", args=[image.pk]), _form((40, 30, 60, 50)))

    assert response.status_code == 302
    assert _reds(CatalogueImage.objects.get().file) == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (_form(("", "", "", "")), "Markér mindst ét område."),
        (_form(("1", "", "", "")), "Skriv alle fire tal, eller ingen."),
        (_form((-1, 0, 10, 10)), "0"),
        (_form((0, 0, 0, 10)), "1"),
        (_form((10**30, 0, 10, 10)), "3200"),
        (_form(("１２", "x", "NaN", "1e9")), "Det er ikke et tal: NaN"),
        (_form(crop=(500, 500, 10, 10)), "Der ville ikke være noget tilbage af billedet."),
        (_form(*[(1, 1, 2, 2)] * 21), "20"),
    ],
)
def test_bad_areas_change_nothing_and_say_why(
    editor: Client, image: CatalogueImage, values: dict[str, object], sentence: str
) -> None:
    key = image.file.name

    response = editor.post(reverse("redact_image", args=[image.pk]), values)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert CatalogueImage.objects.get().file.name == key


def test_tampered_number_of_areas_is_refused(editor: Client, image: CatalogueImage) -> None:
    """A26."""
    for total in ("-1", "1000000", "x", ""):
        values = _form((1, 1, 2, 2)) | {"cover-TOTAL_FORMS": total}
        assert editor.post(reverse("redact_image", args=[image.pk]), values).status_code == 200
    assert _reds(CatalogueImage.objects.get().file) == 60 * 50


def test_only_those_who_may_change_the_picture_can_cover(client: Client, image: CatalogueImage) -> None:
    """A27."""
    address = reverse("redact_image", args=[image.pk])

    assert client.post(address, _form((40, 30, 60, 50))).status_code == 302  # to the login
    client.force_login(core.make_user("ingen"))
    client.post(address, _form((40, 30, 60, 50)))

    assert _reds(CatalogueImage.objects.get().file) == 60 * 50
    client.force_login(core.make_user("admin", is_superuser=True))
    assert client.get(reverse("redact_image", args=[9_999])).status_code == 404
