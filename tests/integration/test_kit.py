"""The kit of a concept: everything to put it on one's own channels, opened and looked at file by file."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from docx import Document

from concepts.models import ConceptPage
from foundation.before_commit import atomic
from media.download_packages import make_download_package
from media.models import CatalogueImage, DownloadPackage
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
BOM = b"\xef\xbb\xbf"


def _picture(title: str, **fields: Any) -> CatalogueImage:
    spot = {"focal_point_x": 300, "focal_point_y": 200, "focal_point_width": 2, "focal_point_height": 2}
    return core.make_image(
        title, alt_text=f"{title}, set fra siden.", file=core.picture_file(size=(600, 400)), **spot, **fields
    )


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    facebook, instagram = core.make_platform(), core.make_platform("Instagram")
    post = {"heading": "Opslaget", "text": "Ét bogstav galt i [by]!\n\nSkriv jeres.", "kind": "billede"}
    story = {"heading": "Story", "text": "Kom og find dem. 📚", "kind": "story"}
    page: ConceptPage = pages.make_concept(
        tree.concepts,
        lead="Alle kan være sjove med ét bogstav.",
        cover=_picture("Omslag"),
        number=7,
        body=[
            ("why_it_works", {"text": "<p>Alle kan en titel, #let x = 1 $ [sys]</p>"}),
            ("checklist", {"heading": "Før I lægger op", "items": ["Samtykke er på plads", "Alt-tekst er skrevet"]}),
        ],
        kit=[
            ("platform_text", {**post, "platform": facebook, "pictures": [{"image": _picture("Stak")}]}),
            (
                "platform_text",
                {**story, "platform": instagram, "pictures": [{"image": _picture("Hylde", licence="© Foto")}]},
            ),
        ],
    )
    return page


def _files(page: Any) -> dict[str, bytes]:
    make_download_package(page.pk)
    with DownloadPackage.objects.get().file.open("rb") as file, ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_kit_holds_all_that_is_needed_and_nothing_that_may_not_be_passed_on(concept: ConceptPage) -> None:
    files = _files(concept)

    assert sorted(files) == [
        "LÆS MIG.txt",
        "billeder/Facebook/02-Stak 4x5.jpg",
        "billeder/hele/01-Omslag.jpg",
        "billeder/hele/02-Stak.jpg",
        "dpl/1-titel.txt",
        "dpl/2-manchet.txt",
        "dpl/3-tekst.html",
        "koncept.pdf",
        "samtykke.docx",
        "tekster/Facebook.docx",
        "tekster/Facebook.txt",
        "tekster/Instagram.docx",
        "tekster/Instagram.txt",
        "tjekliste.pdf",
    ]


def test_texts_can_be_opened_by_everything(concept: ConceptPage) -> None:
    files = _files(concept)
    document = Document(io.BytesIO(files["tekster/Facebook.docx"]))

    assert files["tekster/Facebook.txt"].startswith(BOM)
    assert "Ét bogstav galt i [by]!" in files["tekster/Facebook.txt"].decode("utf-8-sig")
    assert [part.text for part in document.paragraphs][1:] == ["Opslaget", "Ét bogstav galt i [by]!", "Skriv jeres."]
    assert document.core_properties.language == "da"
    assert any("kan altid fortryde" in part.text for part in Document(io.BytesIO(files["samtykke.docx"])).paragraphs)


def test_read_me_says_licence_and_what_each_picture_shows(concept: ConceptPage) -> None:
    text = _files(concept)["LÆS MIG.txt"].decode("utf-8-sig")

    assert "creativecommons.org/licenses/by/4.0" in text
    assert concept.full_url in text
    assert "Stak, set fra siden." in text
    assert "© Foto" not in text


def test_paper_is_tagged_danish_and_has_its_letters(concept: ConceptPage) -> None:
    files = _files(concept)

    for name in ("koncept.pdf", "tjekliste.pdf"):
        pdf = files[name]
        assert pdf.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in pdf
        assert b"/Lang(da)" in pdf
        assert b"/FontFile2" in pdf or b"/FontFile3" in pdf
        assert b"pdfuaid" in pdf


def test_letter_that_no_font_has_costs_no_kit(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts, "漢字 på biblioteket", lead="Tegn: \U0001f9ff 漢")

    assert _files(concept)["koncept.pdf"].startswith(b"%PDF-")


@pytest.mark.parametrize(("address", "field"), [("pakke.zip", "file"), ("koncept.pdf", "pdf")])
def test_address_leads_to_the_file_and_says_when_it_is_being_made(
    concept: ConceptPage, client: Client, address: str, field: str
) -> None:
    waiting = client.get(f"{concept.url}{address}")
    make_download_package(concept.pk)
    ready = client.get(f"{concept.url}{address}")

    assert waiting.status_code == 202
    assert "Det bliver lavet nu" in waiting.content.decode()
    assert waiting["Retry-After"]
    assert ready.status_code == 302
    assert "no-store" in waiting["Cache-Control"]
    assert ready["Location"] == getattr(DownloadPackage.objects.get(), field).url
    assert client.get(ready["Location"]).status_code == 200
    concept.unpublish()
    assert client.get(f"{concept.url}{address}").status_code == 404
    assert client.get(ready["Location"]).status_code in {404, 410}


def test_withheld_picture_is_in_neither_file(concept: ConceptPage) -> None:
    with atomic():
        CatalogueImage.objects.filter(title="Stak").update(is_withheld=True)

    assert not [name for name in _files(concept) if "Stak" in name]


def test_two_of_one_name_are_two_files(tree: Tree) -> None:
    platform = core.make_platform()
    pictures = [{"image": _picture("Bussen")}, {"image": _picture("Bussen")}]
    post = {"platform": platform, "heading": "Opslaget", "text": "Hej.", "kind": "karrusel", "pictures": pictures}

    found = _files(pages.make_concept(tree.concepts, kit=[("platform_text", post)]))

    assert [name for name in found if name.startswith("billeder/Facebook/")] == [
        "billeder/Facebook/01-Bussen 4x5.jpg",
        "billeder/Facebook/02-Bussen 4x5.jpg",
    ]
    assert "tjekliste.pdf" not in found["LÆS MIG.txt"].decode("utf-8-sig")  # it has none


def test_signs_that_word_cannot_hold_cost_no_kit(tree: Tree) -> None:
    post = {"platform": None, "heading": "A\x01", "text": "Linje et\nto\x02 <b>&amp;</b> #let x"}
    found = _files(pages.make_concept(tree.concepts, kit=[("platform_text", post)]))
    document = Document(io.BytesIO(found["tekster/Alle steder.docx"]))

    assert [part.text for part in document.paragraphs][2:] == ["Linje et", "to <b>&amp;</b> #let x"]
