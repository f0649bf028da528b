"""Whatever is sent as a picture: group A of the bad inputs, through the admin's form, and what is kept of good ones."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from media.models import CatalogueImage
from media.sanitising import STORED_SIDE, sanitise
from media.tasks import make_renditions
from tests.factories import bad_pictures as bad
from tests.factories import core

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "A1 GIF of 100 megapixels in 43 bytes": ("a.gif", bad.gif_of_100_megapixels),
    "A2 PNG of 128 megapixels": ("a.png", lambda: bad.png_of_size(11_300, 11_300)),
    "A3 PNG of 400 megapixels": ("a.png", lambda: bad.png_of_size(20_000, 20_000)),
    "A3 PNG of the largest size there is": ("a.png", lambda: bad.png_of_size(0x7FFFFFFF, 0x7FFFFFFF)),
    "A4 PNG with 200 MB of text": ("a.png", lambda: bad.png_with_bomb(b"zTXt")),
    "A4 PNG with 200 MB of colour profile": ("a.png", lambda: bad.png_with_bomb(b"iCCP")),
    "A4 PNG with a hundred comments of 1 MB": ("a.png", bad.png_with_many_comments),
    "A5 a third of a JPEG": ("a.jpg", lambda: bad.half(bad.jpeg())),
    "A5 a third of a PNG": ("a.png", lambda: bad.half(bad.png())),
    "A6 GIF that is a script": ("a.gif", lambda: b"GIF89a/*x*/=1;alert(1)//"),
    "A8 animated WebP of 80 megapixels": ("a.webp", lambda: bad.animation("WEBP", 2000, 20)),
    "A9 GIF of 300,000 frames": ("a.gif", bad.gif_of_many_frames),
    "A10 SVG with script as PNG": ("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "A11 SVG with an external entity": (
        "a.svg",
        lambda: b"<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg/>",
    ),
    "A12 HTML renamed": ("a.jpg", lambda: b"<!doctype html><script>alert(1)</script>"),
    "A12 PHP renamed": ("a.jpg", lambda: b"<?php system($_GET['x']);"),
    "A13 TIFF renamed": ("a.jpg", lambda: bad._saved(bad.noise(), "TIFF")),
    "A13 BMP renamed": ("a.png", lambda: bad._saved(bad.noise(), "BMP")),
    "A13 PSD renamed": ("a.jpg", lambda: b"8BPS\0\x01" + bytes(60)),
    "A13 FITS renamed": ("a.jpg", lambda: b"SIMPLE  =                    T" + bytes(2880)),
    "A15 AVIF sequence of 48 megapixels": ("a.avif", lambda: bad.animation("AVIF", 2000, 12)),
    "A15 APNG of 48 megapixels": ("a.png", lambda: bad.animation("PNG", 2000, 12)),
    "A18 nothing": ("a.jpg", lambda: b""),
    "A18 one byte": ("a.jpg", lambda: b"x"),
    "A23 a byte too many": ("a.jpg", lambda: bad.jpeg() + bytes(15 * 2**20)),
    "A29 the test virus": (
        "a.jpg",
        lambda: b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ),
}
TAKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "A7 JPEG with a ZIP behind": ("a.jpg", lambda: bad.jpeg() + b"PK\x03\x04<script>alert(1)</script>"),
    "A7 JPEG with a PDF behind": ("a.jpg", lambda: bad.jpeg() + b"%PDF-1.4 /JavaScript <script>"),
    "A13 PNG named JPG": ("a.jpg", bad.png),
    "A13 HEIC named JPG": ("a.jpg", lambda: bad._saved(bad.noise(), "HEIF")),
    "A14 HEIC": ("a.heic", lambda: bad._saved(bad.noise(), "HEIF")),
    "A14 AVIF": ("a.avif", lambda: bad._saved(bad.noise(), "AVIF")),
    "A14 MPO": ("a.jpg", lambda: bad._saved(bad.noise(), "MPO", save_all=True, append_images=[bad.noise()])),
    "A17 script in the comment": ("a.jpg", lambda: bad.jpeg(comment=b"<script>alert(1)</script>")),
    "A18 a line": ("a.png", lambda: bad._saved(bad.noise(9000, 1), "PNG")),
    "A19 CMYK": ("a.jpg", lambda: bad.in_mode("CMYK", "JPEG")),
    "A19 sixteen bits": ("a.png", lambda: bad.in_mode("I;16", "PNG")),
    "A19 palette with transparency": ("a.png", lambda: bad.in_mode("P", "PNG")),
    "A19 grey with transparency": ("a.png", lambda: bad.in_mode("LA", "PNG")),
    "A19 a profile that does not fit": ("a.jpg", bad.red_in_wide_colours),
    "A19 a broken profile": ("a.jpg", lambda: bad.jpeg(icc_profile=b"broken" * 40)),
    "PNG with 3 MB of packed comment": ("a.png", lambda: bad.png_that_tells(b"zTXt", bad.packed(3))),
    "the same behind the picture": ("a.png", lambda: bad.png_that_tells(b"zTXt", bad.packed(3), is_last=True)),
    "PNG with 3 MB in another language": (
        "a.png",
        lambda: bad.png_that_tells(b"iTXt", b"name\0\1\0da\0navn\0" + bad.packed(3)[6:]),
    ),
    "PNG with 3 MB of colour profile": ("a.png", lambda: bad.png_that_tells(b"iCCP", bad.packed(3))),
    "PNG with a comment packed otherwise": ("a.png", lambda: bad.png_that_tells(b"zTXt", b"name\0\5script")),
    "PNG with half a resolution": ("a.png", lambda: bad.png_that_tells(b"pHYs", b"x")),
    "PNG with a camera's words that are none": ("a.png", lambda: bad.png_that_tells(b"eXIf", b"script" * 99)),
    "WebP with a camera's words that are none": (
        "a.webp",
        lambda: bad._saved(bad.noise(), "WEBP", exif=b"Exif\0\0script" * 99),
    ),
    "WebP with 3 MB of description": ("a.webp", lambda: bad._saved(bad.noise(), "WEBP", xmp=b"script " * 430_000)),
    "JPEG with 3 MB of comments": ("a.jpg", lambda: bad.jpeg_that_tells(*[(0xFE, b"script " * 9_000)] * 48)),
    "JPEG with 3 MB of descriptions": (
        "a.jpg",
        lambda: bad.jpeg_that_tells(*[(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"script " * 9_000)] * 48),
    ),
    "JPEG with a camera's words that are none": ("a.jpg", lambda: bad.jpeg_that_tells((0xE1, b"Exif\0\0script" * 99))),
}
NAMES = [
    "../../etc/passwd.png",
    "..\\..\\x.png",
    "a%2f..%2f.png",
    "fest\u202egpj.png",
    "a\nb.png",
    ".htaccess.png",
    "a.php.png",
    "CON.png",
    "x" * 200 + ".png",
]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _send(editor: Client, name: str, data: bytes, title: str = "Fra i går") -> Any:
    values = {"title": title, "alt_text": "En bus.", "file": SimpleUploadedFile(name, data, "image/jpeg")}
    return editor.post(reverse("wagtailimages:add"), values)


@pytest.mark.parametrize(("name", "make"), REFUSED.values(), ids=REFUSED)
def test_bad_picture_is_a_danish_field_error_and_nothing_is_lost(
    editor: Client, name: str, make: Callable[[], bytes]
) -> None:
    response = _send(editor, name, make())

    assert response.status_code == 200
    assert re.search("billede|filen|fil", " ".join(response.context["form"].errors["file"]).lower())
    assert response.context["form"]["title"].value() == "Fra i går"
    assert not CatalogueImage.objects.exists()


@pytest.mark.parametrize(("name", "make"), TAKEN.values(), ids=TAKEN)
def test_odd_picture_is_taken_in_and_only_its_pixels_are_kept(
    editor: Client, name: str, make: Callable[[], bytes]
) -> None:
    response = _send(editor, name, make())

    assert response.status_code == 302
    image = CatalogueImage.objects.get()
    with image.file.open("rb") as file:
        kept = file.read()
    assert b"script" not in kept
    assert Image.open(io.BytesIO(kept)).format in {"JPEG", "PNG"}
    assert Image.open(io.BytesIO(kept)).size == (image.width, image.height)


@pytest.mark.parametrize("name", NAMES)
def test_stored_key_is_random_whatever_the_name(editor: Client, name: str) -> None:
    """A20, A21."""
    _send(editor, name, bad.png(), title=name.rpartition(".")[0])

    image = CatalogueImage.objects.get()
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.png", image.file.name)
    assert image.title.isprintable()
    assert "\u202e" not in image.title


def test_same_name_twice_is_two_files_and_deleting_one_leaves_the_other(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    """A22."""
    first, second = (core.make_image(file=core.picture_file(name="fest.jpg")) for _ in range(2))

    with django_capture_on_commit_callbacks(execute=True):
        first.delete()

    assert first.file.name != second.file.name
    with second.file.storage.open(second.file.name) as file:
        assert file.read(2) == b"\xff\xd8"


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("JPEG", (200, 300)),
        ("PNG", (200, 300)),
        ("WEBP", (200, 300)),
        ("AVIF", (200, 300)),
        ("HEIF", (300, 200)),  # turns by its own transformation; what EXIF says does not count there
    ],
)
def test_no_stored_byte_tells_who_where_or_with_what(kind: str, size: tuple[int, int]) -> None:
    """A16: the original that we keep, and every rendition of it; and it stands upright."""
    image = core.make_image(file=ContentFile(bad.with_position(kind), name="a.jpg"))
    make_renditions.call(image_id=image.pk)

    assert (image.width, image.height) == size
    for stored in [image.file, *(rendition.file for rendition in image.renditions.all())]:
        with stored.open("rb") as file:
            data = file.read()
        opened = Image.open(io.BytesIO(data))
        assert not opened.getexif(), stored.name
        assert not {"exif", "xmp", "comment", "photoshop"} & opened.info.keys(), stored.name
        assert not re.search(rb"Karen|xmpmeta|Exif", data), stored.name  # shorter words come about in pixels by chance


def test_large_picture_is_kept_no_larger_than_pages_need() -> None:
    image = core.make_image(file=ContentFile(bad.jpeg(5000, 2500), name="a.jpg"))

    assert (image.width, image.height) == (STORED_SIDE, STORED_SIDE // 2)


def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    kept = Image.open(sanitise(ContentFile(bad.in_mode("I;16", "PNG"), name="a.png")))

    assert kept.convert("L").getpixel((0, 0)) == 40_000 // 256


def test_code_takes_the_same_road_as_forms() -> None:
    with pytest.raises(ValidationError):
        core.make_image(file=ContentFile(b"<svg/>", name="a.svg"))


def test_ten_thousand_fields_or_two_hundred_files_are_refused(editor: Client) -> None:
    """A23."""
    files = {f"file{number}": SimpleUploadedFile("a.jpg", b"x") for number in range(200)}

    assert editor.post(reverse("wagtailimages:add"), {f"x{number}": "1" for number in range(10_001)}).status_code == 400
    assert editor.post(reverse("wagtailimages:add"), files).status_code == 400


@pytest.mark.parametrize(("address", "length"), [("/", 2_700_000), ("/admin/images/add/", 10**9), ("/", 10**30)])
def test_huge_body_is_refused_before_it_is_read(editor: Client, address: str, length: int) -> None:
    """A23, B10: by what the request says of itself."""
    assert editor.generic("POST", address, b"x", CONTENT_LENGTH=str(length)).status_code == 413


def test_broken_multipart_is_refused(editor: Client) -> None:
    """A25."""
    for content_type in ("multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 300):
        response = editor.generic("POST", reverse("wagtailimages:add"), b"--x\r\n", content_type=content_type)
        assert response.status_code in {200, 400}


def test_no_address_makes_renditions_to_order(client: Client) -> None:
    """A30: there is no such door."""
    assert client.get("/images/x/1/width-9999/").status_code == 404
