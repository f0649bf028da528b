"""Pictures for posts with a library's own title, name and colour: drawn once, read by everybody, gone with the hour."""

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from concepts.models import ConceptPage, OrderedPictures, orders
from concepts.models.orders import forget_orders
from concepts.own_pictures import DARK, LIGHT, contrast, ink_on, layers
from concepts.tasks import draw_pictures
from foundation.before_commit import atomic
from foundation.danish.file_names import disposition
from media.download_packages import make_download_package
from media.enums import PIXELS, PictureShape
from media.models import CatalogueImage, DownloadPackage, PendingDeletion
from media.services import enforce_consents
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.days import in_days
from tests.factories.site import Tree

ASKED = {"titel": "Ét bogstav galt i Næstved", "bibliotek": "NæstvedBibliotekerne", "farve": "#7a1f5c"}
KIT: Any = [("platform_text", {"heading": "Opslaget", "text": "Hej.", "kind": "billede"})]
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
PURPLE = (122, 31, 92)
BLUE = (47, 79, 168)  # as the factory's pictures are


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    cover = core.make_image("Omslag", file=core.picture_file(size=(600, 400)))
    page = pages.make_concept(tree.concepts, cover=cover, kit=KIT)
    make_download_package(page.pk)
    return page


def _address(page: ConceptPage, name: str = "") -> str:
    return f"{page.get_url()}billeder/{name}"


def _draw(client: Client, page: ConceptPage, **changed: str) -> Any:
    """The page once what it asks for is drawn."""
    client.get(_address(page), ASKED | changed)
    for order in OrderedPictures.objects.filter(file=""):
        draw_pictures.call(order_id=order.pk)
    return client.get(_address(page), ASKED | changed)


def _opened(answer: Any) -> Image.Image:
    image = Image.open(io.BytesIO(answer.content))
    image.load()
    return image


def _told(**changed: str) -> Any:
    return {"title": "Hej", "library": "", "colour": "#0f4838", "language": "da", **changed}


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#777777", "#767676", "#ff0000", "#00ff00", "#ffd900"])
def test_ink_is_read_on_every_colour(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= LEAST_CONTRAST


def test_one_of_the_inks_is_read_on_all_colours_there_are() -> None:
    steps = [f"{step:02x}" for step in range(0, 256, 15)]
    least = min(
        max(contrast(LIGHT, f"#{red}{green}{blue}"), contrast(DARK, f"#{red}{green}{blue}"))
        for red in steps
        for green in steps
        for blue in steps
    )

    assert contrast("#000000", "#ffffff") == 21
    assert least >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("title", "library", "least_above"),
    [
        ("Hej", "", 0.5),
        ("Ét bogstav galt: hvilken bog er det?", "NæstvedBibliotekerne", 0.35),
        ("Højtlæsningsoplevelsesfortællinger i kommunalbestyrelsesvalgkampagnens sidste", "Bogense", 0.35),
        ("📚 #let x = 1 $", "<b>", 0.35),
        ("W" * 80, "W" * 60, 0.1),
    ],
)
def test_band_holds_its_title_whole_in_every_shape(title: str, library: str, least_above: float) -> None:
    for shape, png in layers(_told(title=title, library=library)).items():
        layer = Image.open(io.BytesIO(png)).convert("RGBA")
        width, height = PIXELS[shape.value]
        left, top, right, bottom = layer.getchannel("A").getbbox() or (0, 0, 0, 0)
        letters = Image.eval(layer.convert("L").point(lambda grey: 255 if grey > 160 else 0), int).getbbox()

        assert layer.size == (width, height)
        assert (left, right, bottom) == (0, width, height)
        assert top > height * least_above  # what is shown lies above it
        assert letters is not None
        assert letters[0] >= 40
        assert letters[2] <= width - 40
        assert letters[1] > top
        assert letters[3] < height - (height * 0.165 if shape is PictureShape.UPRIGHT else 20)


@pytest.mark.django_db
def test_drawn_once_and_shown_in_every_shape(concept: ConceptPage, client: Client) -> None:
    waiting = client.get(_address(concept), ASKED)
    page = _draw(client, concept)
    again = client.get(_address(concept), ASKED)
    picture = _opened(client.get(_address(concept, "4x5.jpg"), ASKED))
    layer = client.get(_address(concept, "9x16.png"), ASKED)

    assert (waiting.status_code, page.status_code, again.status_code) == (202, 200, 200)
    assert OrderedPictures.objects.count() == 1
    shown = BeautifulSoup(page.content, "html.parser").select(".own__shape img")
    assert [(one["width"], one["height"]) for one in shown] == [
        (str(width), str(high)) for width, high in PIXELS.values()
    ]
    assert {client.get(str(one[name])).status_code for one in shown for name in ("src", "data-band")} == {200}
    assert picture.size == (1080, 1350)
    assert picture.getpixel((540, 200)) == pytest.approx(BLUE, abs=12)
    assert picture.getpixel((10, 1340)) == pytest.approx(PURPLE, abs=12)
    assert _opened(layer).mode == "RGBA"
    assert _opened(layer).getchannel("A").getpixel((10, 10)) == 0
    assert layer["Content-Disposition"] == disposition("Ét bogstav galt i Næstved 9x16.png")
    assert "no-store" in layer["Cache-Control"]
    assert layer["X-Robots-Tag"] == page["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_package_holds_pictures_and_template(concept: ConceptPage, client: Client) -> None:
    _draw(client, concept)

    with ZipFile(io.BytesIO(client.get(_address(concept, "alle.zip"), ASKED).content)) as package:
        assert sorted(package.namelist()) == sorted(
            [
                "LÆS MIG.txt",
                *(f"billeder/{shape}.jpg" for shape in PIXELS),
                *(f"skabelon/{shape}.png" for shape in PIXELS),
            ]
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"titel": ""}, "Dette felt er påkrævet"),
        ({"titel": "æ" * 81}, "80"),
        ({"bibliotek": "b" * 61}, "60"),
        ({"farve": "rød"}, "Skriv farven som #0f4838."),
        ({"farve": "#0f4838;background:url(//x)"}, "Skriv farven som #0f4838."),
    ],
)
def test_what_cannot_be_drawn_is_told_where_it_is_written(
    concept: ConceptPage, client: Client, changed: dict[str, str], sentence: str
) -> None:
    answer = client.get(_address(concept), ASKED | changed)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert client.get(_address(concept, "1x1.png"), ASKED | changed).status_code == 404
    assert not OrderedPictures.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?utm_source=nyhedsbrev", "?farve=%23000000"])
def test_nothing_is_drawn_before_there_is_a_title(concept: ConceptPage, client: Client, query: str) -> None:
    assert client.get(f"{_address(concept)}{query}").status_code == 200
    assert not OrderedPictures.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["7x7.png", "..", "pictures.zip", "1x1.PNG", "alle.png"])
def test_what_is_not_among_them_is_not_there(concept: ConceptPage, client: Client, name: str) -> None:
    before = client.get(_address(concept, "1x1.png"), ASKED).status_code
    _draw(client, concept)

    assert before == 404  # nobody had asked
    assert client.get(_address(concept, "1x1.png"), ASKED).status_code == 200
    assert client.get(_address(concept, name), ASKED).status_code in {301, 404}


@pytest.mark.django_db
def test_gone_with_the_hour(concept: ConceptPage, client: Client) -> None:
    _draw(client, concept)
    OrderedPictures.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    forget_orders()

    assert client.get(_address(concept, "1x1.jpg"), ASKED).status_code == 404


@pytest.mark.django_db
def test_cover_that_is_withheld_lies_in_none(concept: ConceptPage, client: Client) -> None:
    _draw(client, concept)
    shown = client.get(_address(concept, "1x1.jpg"), ASKED).status_code
    make_consent(image=concept.cover, expires_on=in_days(-1))
    enforce_consents()

    assert (shown, client.get(_address(concept, "1x1.jpg"), ASKED).status_code) == (200, 404)


@pytest.mark.django_db
def test_cover_that_may_be_passed_on_by_now_waits_for_the_package(tree: Tree, client: Client) -> None:
    """Else what is drawn with it would not go when it is withheld."""
    cover = core.make_image("Omslag", file=core.picture_file(size=(600, 400)), licence="© Karen")
    page = pages.make_concept(tree.concepts, cover=cover, kit=KIT)
    make_download_package(page.pk)
    CatalogueImage.objects.filter(pk=cover.pk).update(licence="CC BY 4.0")
    _draw(client, page)
    drawn_before = _opened(client.get(_address(page, "1x1.jpg"), ASKED)).getpixel((540, 10))
    CatalogueImage.objects.get(pk=cover.pk).save()  # as an editor does

    assert drawn_before == pytest.approx(PURPLE, abs=6)
    assert not DownloadPackage.objects.exists()  # it is packed anew
    assert not OrderedPictures.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("licence", "is_drawn"), [("", True), ("CC BY-SA 4.0", True), ("CC BY-ND 4.0", False)])
def test_cover_is_named_and_changed_only_where_its_licence_lets_it(
    tree: Tree, client: Client, licence: str, is_drawn: bool
) -> None:
    cover = core.make_image("Omslag", file=core.picture_file(size=(600, 400)), licence=licence, credit="Karen Blixen")
    page = pages.make_concept(tree.concepts, cover=cover, kit=KIT)
    make_download_package(page.pk)
    _draw(client, page)

    with ZipFile(io.BytesIO(client.get(_address(page, "alle.zip"), ASKED).content)) as package:
        told = package.read("LÆS MIG.txt").decode("utf-8-sig") if is_drawn else ""
        assert ("LÆS MIG.txt" in package.namelist(), "Karen Blixen" in told) == (is_drawn, is_drawn)
    top = _opened(client.get(_address(page, "1x1.jpg"), ASKED)).getpixel((540, 10))
    assert top == pytest.approx(BLUE if is_drawn else PURPLE, abs=12)


@pytest.mark.django_db
def test_cover_that_can_be_seen_through_stands_on_white(tree: Tree, client: Client) -> None:
    data = io.BytesIO()
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(data, "PNG")
    cover = core.make_image("Omslag", file=ImageFile(data, name="omslag.png"))
    page = pages.make_concept(tree.concepts, cover=cover, kit=KIT)
    make_download_package(page.pk)
    _draw(client, page)

    assert _opened(client.get(_address(page, "1x1.jpg"), ASKED)).getpixel((540, 10)) == (255, 255, 255)


@pytest.mark.django_db
def test_hidden_concept_draws_nothing(concept: ConceptPage, client: Client) -> None:
    _draw(client, concept)
    concept.unpublish()

    for name in ("", "1x1.jpg", "alle.zip"):
        assert client.get(_address(concept, name), ASKED).status_code == 404


@pytest.mark.django_db
def test_while_the_package_is_packed_anew_it_says_so(concept: ConceptPage, client: Client) -> None:
    DownloadPackage.objects.all().delete()

    assert client.get(_address(concept)).status_code == 202


@pytest.mark.django_db
def test_concept_without_a_cover_has_its_colour(tree: Tree, client: Client) -> None:
    page = pages.make_concept(tree.concepts, kit=KIT)
    make_download_package(page.pk)
    _draw(client, page)

    assert _opened(client.get(_address(page, "1x1.jpg"), ASKED)).getpixel((540, 10)) == pytest.approx(PURPLE, abs=6)


@pytest.mark.django_db
def test_nobody_can_have_pictures_drawn_without_end(
    concept: ConceptPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 1)
    _draw(client, concept)
    refused = client.get(_address(concept), ASKED | {"titel": "En til"})

    assert refused.status_code == 429
    assert client.get(_address(concept), ASKED).status_code == 200  # what is drawn stays


@pytest.mark.django_db
def test_order_of_a_package_that_went_meanwhile_is_no_error(concept: ConceptPage, client: Client) -> None:
    client.get(_address(concept), ASKED)
    number = OrderedPictures.objects.get().pk
    with atomic():
        DownloadPackage.objects.all().delete()

    assert draw_pictures.call(order_id=number) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["#let x = 1", "$ x $", "{{ 7*7 }}", "שלום", "\x0b", "漢", "📚" * 30, "'\"><script>", "a\nb\r\nX: y", "\u2028"],
)
def test_whatever_is_written_pictures_come_of_it_or_a_sentence(
    concept: ConceptPage, client: Client, typed: str
) -> None:
    page = _draw(client, concept, titel=typed, bibliotek=typed)
    picture = client.get(_address(concept, "1x1.jpg"), ASKED | {"titel": typed, "bibliotek": typed})

    assert page.status_code == 200
    assert picture.status_code == (200 if OrderedPictures.objects.exists() else 404)
    assert "<script>" not in page.content.decode().split("<main", 1)[1]
    assert "X" not in picture.headers


@pytest.mark.django_db
def test_whoever_deletes_an_order_read_before_it_was_drawn_leaves_no_file(concept: ConceptPage, client: Client) -> None:
    client.get(_address(concept), ASKED)
    read_before = OrderedPictures.objects.get()
    draw_pictures.call(order_id=read_before.pk)
    key = str(OrderedPictures.objects.get().file.name)
    read_before.delete()

    assert PendingDeletion.objects.filter(key=key).exists()
