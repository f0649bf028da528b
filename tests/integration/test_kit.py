"""The kit of a concept: everything to put it on one's own channels, opened and looked at file by file."""

import io
import json
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from concepts import printed
from concepts.models import ConceptPage, FilledKit, orders
from concepts.models.orders import forget_orders
from concepts.tasks import fill_kit
from foundation.before_commit import atomic
from foundation.typesetting import typeset
from media.download_packages import make_download_package
from media.models import CatalogueImage, DownloadPackage, PendingDeletion
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


def _fill(concept: ConceptPage, client: Client, address: str = "pakke.zip", **details: str) -> Any:
    asked = client.get(f"{concept.url}{address}", details)
    for kit in FilledKit.objects.filter(file=""):
        fill_kit.call(kit_id=kit.pk)
    return asked


def _zip(response: Any) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_kit_is_filled_in_everywhere_for_whoever_asks(concept: ConceptPage, client: Client) -> None:
    make_download_package(concept.pk)
    details = {"by": "Fjordby & <Omegn>"}

    waiting = _fill(concept, client, **details)
    ready = client.get(f"{concept.url}pakke.zip", details)
    files = _zip(ready)

    assert (waiting.status_code, ready.status_code) == (202, 200)
    assert waiting["Cache-Control"] == ready["Cache-Control"] == "private, no-store"
    assert "filename*=utf-8''%C3%89t%20bogstav%20galt%20-%20Fjordby%20%26%20Omegn.zip" in ready["Content-Disposition"]
    assert set(files) == set(_files(concept))
    assert "galt i Fjordby & <Omegn>!" in files["tekster/Facebook.txt"].decode("utf-8-sig")
    assert "galt i Fjordby &amp; &lt;Omegn&gt;!" in files["dpl/3-tekst.html"].decode("utf-8-sig")
    paragraphs = Document(io.BytesIO(files["tekster/Facebook.docx"])).paragraphs
    assert "Ét bogstav galt i Fjordby & <Omegn>!" in [one.text for one in paragraphs]


def test_paper_is_filled_in_too(concept: ConceptPage, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def typeset_and_tell(template: Any, data: Any, pictures: Any) -> Any:
        told.append(json.dumps(data, ensure_ascii=False))
        return typeset(template, data, pictures)

    make_download_package(concept.pk)
    monkeypatch.setattr(printed, "typeset", typeset_and_tell)
    _fill(concept, client, "koncept.pdf", by="Fjordby")
    answer: Any = client.get(f"{concept.url}koncept.pdf", {"by": "Fjordby"})

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert any("Ét bogstav galt i Fjordby!" in one for one in told)
    assert not any("[by]" in one for one in told)


@pytest.mark.deep
def test_same_details_are_made_once_however_many_ask(concept: ConceptPage, client: Client) -> None:
    make_download_package(concept.pk)

    statuses = {client.get(f"{concept.url}pakke.zip", {"by": "Fjordby"}).status_code for _one in range(200)}

    assert statuses == {202}
    assert FilledKit.objects.count() == 1


@pytest.mark.parametrize("limit", ["network", "all"])
def test_nobody_can_have_kits_made_without_end(
    concept: ConceptPage, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    make_download_package(concept.pk)
    settings.LIMITS = settings.LIMITS | {"kits": (2 if limit == "network" else 99, 3_600)}
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 99 if limit == "network" else 2)

    answers = [client.get(f"{concept.url}pakke.zip", {"by": f"By {number}"}) for number in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert "Prøv igen om en time" in answers[2].content.decode()
    assert client.get(f"{concept.url}pakke.zip", {"by": "By 1"}).status_code == 202
    assert client.get(f"{concept.url}pakke.zip").status_code == 302


def test_filled_kit_goes_with_its_hour_and_with_what_it_was_made_of(concept: ConceptPage, client: Client) -> None:
    make_download_package(concept.pk)
    _fill(concept, client, by="Fjordby")
    kit = FilledKit.objects.get()
    forget_orders()
    assert FilledKit.objects.exists()

    FilledKit.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    forget_orders()
    assert not FilledKit.objects.exists()
    assert PendingDeletion.objects.due().filter(key=kit.file.name).exists()

    _fill(concept, client, by="Fjordby")
    with atomic():
        CatalogueImage.objects.filter(title="Stak").update(is_withheld=True)
    make_download_package(concept.pk)
    assert not FilledKit.objects.exists()
    assert client.get(f"{concept.url}pakke.zip", {"by": "Fjordby"}).status_code == 202


def test_hidden_concept_fills_in_nothing(concept: ConceptPage, client: Client) -> None:
    make_download_package(concept.pk)
    client.get(f"{concept.url}pakke.zip", {"by": "Fjordby"})
    kit = FilledKit.objects.get()
    concept.unpublish()

    assert fill_kit.call(kit_id=kit.pk) == 0
    assert client.get(f"{concept.url}pakke.zip", {"by": "Fjordby"}).status_code == 404


@pytest.mark.parametrize("typed", ["#let x = 1", "$ x $", "{{ 7*7 }}", "שלום", "\x0b", "漢", "📚" * 30, "'\"><script>"])
def test_whatever_is_written_a_kit_comes_of_it(concept: ConceptPage, client: Client, typed: str) -> None:
    make_download_package(concept.pk)
    _fill(concept, client, by=typed)

    assert client.get(f"{concept.url}pakke.zip", {"by": typed}).status_code in {200, 302}


def test_what_is_too_long_is_told_where_it_is_written(concept: ConceptPage, client: Client) -> None:
    make_download_package(concept.pk)
    answer = client.get(f"{concept.url}pakke.zip", {"by": "å" * 61}, follow=True)

    assert "61 tegn, 1 for mange" in answer.content.decode()
    assert not FilledKit.objects.exists()


@pytest.mark.parametrize("query", ["?by=", "?by=%20", "?utm_source=nyhedsbrev", "?titel=Ukendt"])
def test_nothing_filled_in_is_the_kit_as_it_is(concept: ConceptPage, client: Client, query: str) -> None:
    make_download_package(concept.pk)

    assert client.get(f"{concept.url}pakke.zip{query}").status_code == 302
