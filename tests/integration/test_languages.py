"""Which language an address is answered in, and what becomes of one whose language has no pages."""

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/en/": "/",
    "/en": "/",
    "/en/soeg/?q=b%C3%B8ger&side=2": "/soeg/?q=b%C3%B8ger&side=2",
    "/en/koncepter/": "/koncepter/",
    "/en/indberet/": "/indberet/",
    "/en/indberet/n%C3%B8gle/trin/1/": "/indberet/n%C3%B8gle/trin/1/",
    "/en/vurdering/": "/vurdering/",
    "/en/del/?hvad=side": "/del/?hvad=side",
    "/en/findes-ikke/": "/findes-ikke/",
    "/en//andre.example/": "/%2Fandre.example/",
    "/en/%5Candre.example/": "/%5Candre.example/",
}


def test_address_in_a_language_without_pages_leads_to_the_same_one_in_danish(tree: Tree, client: Client) -> None:
    """They answered with English words around Danish pages."""
    answers = {address: client.get(address) for address in ADDRESSES}

    assert {address: answer["Location"] for address, answer in answers.items()} == ADDRESSES
    assert {answer.status_code for answer in answers.values()} == {307}
    assert {answer["Cache-Control"] for answer in answers.values()} == {"private, no-store"}
    followed = client.get("/en/findes-ikke/", follow=True)
    assert followed.status_code == 404
    assert '<html lang="da">' in followed.content.decode()


def test_what_is_sent_there_arrives_in_danish(tree: Tree, client: Client) -> None:
    answer = client.post("/en/indberet/", {"name": "Bogbussen"})

    assert (answer.status_code, answer["Location"]) == (307, "/indberet/")


def test_page_whose_slug_begins_with_a_code_is_found(tree: Tree, client: Client) -> None:
    """Django takes `/en-god-ide/` for English, and then finds no such page."""
    for title in ("En god ide", "En-mands projekt", "Da vi"):
        answer = client.get(str(pages.make_standard_page(tree.home, title).get_url()))

        assert (answer.status_code, answer["Content-Language"]) == (200, "da"), title


def test_tree_is_one_when_its_front_page_is_published(tree: Tree, client: Client) -> None:
    home = tree.home.copy_for_translation(Locale.objects.create(language_code="en"))
    assert client.get("/en/soeg/").status_code == 307

    home.save_revision().publish()

    assert {client.get(address).status_code for address in ("/en/", "/en/soeg/", "/en/indberet/", "/en/del/")} == {200}
    assert client.get("/en/koncepter/").status_code == 404


def test_draft_in_a_language_without_published_pages_can_be_previewed(tree: Tree, admin: Client) -> None:
    english = Locale.objects.create(language_code="en")
    home = tree.home.copy_for_translation(english)

    answer = admin.get(f"/admin/pages/{home.pk}/view_draft/")

    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()


def test_staff_have_their_account_in_english_around_danish_titles(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))

    html = client.get("/en/konto/", follow=True).content.decode()

    assert '<html lang="en">' in html
    assert 'lang="da">Koncepter</a>' in html
    assert 'lang="da">' not in client.get("/").content.decode().partition("<body")[2]
