"""What libraries take over to their own DPL site: the page of fields, and the file to take home."""

import io
from typing import Any
from zipfile import ZipFile

import nh3
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from foundation.dpl import TAGS
from media.download_packages import make_download_package
from media.models import CatalogueDocument, DownloadPackage
from media.tasks import make_renditions
from showcase.models import InitiativeNumber
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _image(title: str = "Bussen", **values: Any) -> Any:
    image = core.make_image(title, file=ContentFile(jpeg(), name="a.jpg"), **values)
    make_renditions.call(image_id=image.pk)
    return image


def _concept(tree: Tree, **values: Any) -> Any:
    items = [{"image": _image(credit="Fjordby", licence="CC BY 4.0"), "caption": "Bussen er fremme."}]
    body = [
        ("why_it_works", {"text": '<p>Alle kan en <b>titel</b>. Se <a href="https://a.dk/">her</a>.</p>'}),
        ("steps", {"steps": [{"title": "Vælg ti", "text": "<p>Kendte.</p>", "minutes": 20}]}),
        ("do_dont", {"do": ["Svar"], "dont": ["Gentag"]}),
        ("gallery", {"heading": "Fra dagen", "items": items}),
    ]
    kit = [
        ("platform_text", {"platform": core.make_platform(), "heading": "Opslaget", "text": "Linje 1\nLinje 2 [by]"})
    ]
    return pages.make_concept(tree.concepts, "Et bogstav galt", body=body, kit=kit, effort_hours="2", **values)


def _initiative(tree: Tree) -> Any:
    initiative = pages.make_initiative(tree.initiatives, "Gravstenen", what="<p>De lagde en sten.</p>")
    initiative.numbers = [InitiativeNumber(metric=core.make_metric(), value=412)]
    initiative.save()
    return initiative


def _winner(tree: Tree) -> Any:
    return pages.make_winner(pages.make_edition(tree.awards), "Vinderen", motivation="<p>Fordi den er <b>god</b>.</p>")


CC_BY = '<a href="https://creativecommons.org/licenses/by/4.0/deed.da" rel="license">CC BY 4.0</a>'
MAKERS = {"concept": _concept, "initiative": _initiative, "winner": _winner}
WORDS = {
    "concept": ["Vælg ti", "Svar", "Gentag", "Linje 2 [by]", "<strong>titel</strong>", "2 timer"],
    "initiative": ["De lagde en sten.", "412", "<table>"],
    "winner": ["Fordi den er", "<blockquote>"],
}


@pytest.mark.parametrize("kind", MAKERS)
def test_export_holds_what_the_page_tells_in_the_tags_dpl_takes(kind: str, tree: Tree, client: Client) -> None:
    page = MAKERS[kind](tree)

    body = page.dpl_body()
    shown = client.get(page.dpl_url)

    assert all(word in body for word in WORDS[kind])
    assert f'<a href="{page.full_url}">{page.title}, SoMe-kataloget</a>' in body
    assert nh3.clean(body, tags=set(TAGS), attributes={"a": {"href"}}, link_rel=None) == body
    assert shown.status_code == 200
    assert body in shown.content.decode()
    assert 'content="noindex"' in shown.content.decode()
    assert page.dpl_url in client.get(page.get_url()).content.decode()


def test_controls_and_pictures_are_no_text(tree: Tree) -> None:
    body = _concept(tree).dpl_body()

    assert "Kopiér" not in body
    assert "Bussen er fremme." not in body
    assert "Linje 1<br>Linje 2 [by]" in body


def test_pictures_come_with_alt_text_credit_and_licence(tree: Tree, client: Client) -> None:
    page = _concept(tree, cover=_image("Omslag"))

    text = " ".join(client.get(page.dpl_url).content.decode().split())

    assert text.count("data-copy-text") == 6  # title, lead, text, code, two alt texts
    assert f"Fjordby · {CC_BY}" in text
    assert f"Licens: {CC_BY}" in text  # of the picture that has no credit, and of the text
    assert "Hent som JPG (300 × 200)" in text


def test_fields_keep_to_the_lengths_of_dpl(tree: Tree, client: Client) -> None:
    page = _concept(tree)
    type(page).objects.filter(pk=page.pk).update(title="Langt ord " * 20, lead="")

    context = client.get(page.dpl_url).context

    assert len(context["title"]) <= 55
    assert context["title"].endswith("…")


def test_one_file_holds_it_all(tree: Tree, client: Client) -> None:
    page = _concept(tree)
    make_download_package(page.pk)

    with DownloadPackage.objects.get().file.open("rb") as file, ZipFile(io.BytesIO(file.read())) as archive:
        names = archive.namelist()
        text = archive.read("dpl/3-tekst.html").decode("utf-8-sig")
    assert {"dpl/1-titel.txt", "dpl/2-manchet.txt", "billeder/hele/01-Bussen.jpg", "LÆS MIG.txt"} <= set(names)
    assert "Alle kan en <strong>titel</strong>" in text
    text = client.get(page.dpl_url).content.decode()
    assert "Tag det hele med hjem" in text
    assert f'download="{page.title}.zip"' in text


def test_page_without_pictures_still_offers_its_texts(tree: Tree) -> None:
    page = _initiative(tree)

    make_download_package(page.pk)

    assert DownloadPackage.objects.get().page_id == page.pk


def test_file_to_take_home_names_no_page_that_may_be_hidden_later(tree: Tree) -> None:
    other = pages.make_concept(tree.concepts, "Hemmelig")
    page = pages.make_initiative(tree.initiatives, what=f'<p><a linktype="page" id="{other.pk}">den</a></p>')

    assert "/koncepter/hemmelig/" in page.dpl_body()
    assert "hemmelig" not in page.take_home_texts()["3-tekst.html"]


def test_file_for_editors_only_is_not_passed_on(tree: Tree, client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Lukket")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    documents = [
        CatalogueDocument.objects.create(
            title=title, file=ContentFile(b"x", name=f"{title}.txt"), collection=collection
        )
        for title, collection in (("vagtplan", Collection.get_first_root_node()), ("kontrakt", closed))
    ]
    page = pages.make_concept(tree.concepts, kit=[("file", {"file": one, "use": ""}) for one in documents])
    make_download_package(page.pk)

    text = client.get(page.dpl_url).content.decode()

    assert "vagtplan" in text
    assert "kontrakt" not in text
    with DownloadPackage.objects.get().file.open("rb") as file, ZipFile(io.BytesIO(file.read())) as archive:
        assert any("vagtplan" in name for name in archive.namelist())
        assert not any("kontrakt" in name for name in archive.namelist())


@pytest.mark.parametrize("address", ["dpl", "dpl/x/", "dpl/?x=" + "a" * 5000, "dpl/%00/"])
def test_odd_addresses_are_no_server_error(address: str, tree: Tree, client: Client) -> None:
    page = _concept(tree)

    assert client.get(f"{page.get_url()}{address}").status_code in {200, 301, 400, 404}
    assert client.post(page.dpl_url).status_code == 405


def test_export_of_a_hidden_page_is_hidden(tree: Tree, client: Client) -> None:
    private, draft = _initiative(tree), pages.make_concept(tree.concepts, live=False)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    for page in (private, draft):
        assert client.get(f"{page.url_path.removeprefix(tree.home.url_path.rstrip('/'))}dpl/").status_code == 404


def test_address_is_absolute_in_the_text(tree: Tree) -> None:
    assert settings.BASE_URL in _winner(tree).dpl_body()
