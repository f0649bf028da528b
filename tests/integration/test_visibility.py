"""What the admin says of a page is what the public meets."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.visibility import visibility_of
from media.models import CatalogueImage
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def unpublish_index(tree: Tree, page: Page) -> None:
    Page.objects.get(pk=tree.concepts.pk).specific.unpublish()


def make_private(tree: Tree, page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_index_private(tree: Tree, page: Page) -> None:
    make_private(tree, tree.concepts)


def expire(tree: Tree, page: Page) -> None:
    page.unpublish(set_expired=True)


def unpublish(tree: Tree, page: Page) -> None:
    page.unpublish()


def schedule(tree: Tree, page: Page) -> None:
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()


def leave(tree: Tree, page: Page) -> None:
    pass


def begin_draft(tree: Tree, page: Page) -> None:
    page.save_revision()


STATES: list[tuple[Any, str]] = [
    (leave, "Synlig for alle"),
    (begin_draft, "Synlig for alle; der er en nyere kladde"),
    (unpublish_index, "Skjult, fordi »Koncepter« ikke er udgivet"),
    (make_private, "Skjult, fordi kun de, der er logget ind, må se den"),
    (make_index_private, "Skjult, fordi kun de, der er logget ind, må se »Koncepter«"),
    (expire, "Skjult, fordi den er udløbet"),
    (unpublish, "Skjult, fordi den ikke længere er udgivet"),
    (schedule, "Skjult, fordi den først bliver udgivet"),
]


def said_in(html: str) -> list[str]:
    found = BeautifulSoup(html, "html.parser").select(".visibility:not(.w-hidden)")
    return [" ".join(tag.find_all(string=True, recursive=False)).strip() for tag in found]


@pytest.mark.parametrize(("change", "sentence"), STATES, ids=[change.__name__ for change, _ in STATES])
def test_every_list_and_editor_says_what_the_public_meets(
    tree: Tree, admin: Client, change: Any, sentence: str
) -> None:
    page = pages.make_concept(tree.concepts, "Bogbussen")
    change(tree, page)
    addresses = [
        reverse("wagtailadmin_explore", args=[tree.concepts.pk]),
        reverse("wagtailadmin_pages:search") + "?q=Bogbussen",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_reports:aging_pages"),
    ]

    for address in addresses:
        assert [one for one in said_in(admin.get(address).content.decode()) if one.startswith(sentence)], address
    assert (Client().get(page.get_url()).status_code == 200) == sentence.startswith("Synlig")


def test_mirror_of_a_hidden_page_says_so(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts)
    mirror = page.create_alias(update_slug="spejl")
    make_private(tree, page)

    assert visibility_of(mirror).reasons == ("Skjult, fordi siden, den spejler, er skjult",)


def test_page_outside_the_site_says_so(tree: Tree) -> None:
    other = pages.make_home(Page.get_first_root_node(), slug="anden")

    assert visibility_of(other).sentence == "Skjult, fordi den ligger uden for siten"


def test_every_reason_is_told(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts)
    make_index_private(tree, page)
    unpublish(tree, page)

    assert len(visibility_of(Page.objects.get(pk=page.pk)).reasons) == 2


def test_editor_of_a_hidden_page_begins_with_why(tree: Tree, admin: Client) -> None:
    page = pages.make_concept(tree.concepts)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sentence = "<p>Skjult, fordi »Koncepter« ikke er udgivet.</p>"
    before = admin.get(address).content.decode()

    unpublish_index(tree, page)

    assert sentence not in before
    assert sentence in admin.get(address).content.decode()


def test_editor_says_which_pictures_a_consent_has_taken_away(tree: Tree, admin: Client) -> None:
    page = pages.make_concept(tree.concepts, cover=core.make_image())
    CatalogueImage.objects.update(is_withheld=True)

    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "1 billede eller film vises ikke: samtykket er udløbet" in said_in(html)


def test_publishing_below_a_hidden_page_links_to_nothing_that_is_404(tree: Tree, admin: Client) -> None:
    page = pages.make_concept(tree.concepts)
    unpublish_index(tree, page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = admin.post(address, posted(admin.get(address), **{"action-publish": "1"}))

    said = "".join(str(message) for message in get_messages(response.wsgi_request))
    assert "Ingen kan åbne siden endnu. Skjult, fordi »Koncepter« ikke er udgivet." in said
    assert page.slug not in said


def test_list_offers_to_view_only_what_answers(tree: Tree, admin: Client) -> None:
    page = pages.make_concept(tree.concepts)
    explorer = reverse("wagtailadmin_explore", args=[tree.concepts.pk])
    before = admin.get(explorer).content.decode()
    unpublish_index(tree, page)

    after = admin.get(explorer).content.decode()

    assert f'href="{page.get_url()}"' in before
    assert f'href="{page.get_url()}"' not in after


def test_list_asks_the_same_whatever_its_length(tree: Tree, admin: Client, django_assert_max_num_queries: Any) -> None:
    explorer = reverse("wagtailadmin_explore", args=[tree.concepts.pk])
    pages.make_concept(tree.concepts, "Den første")
    unpublish_index(tree, tree.concepts)
    admin.get(explorer)
    with django_assert_max_num_queries(200) as one:
        admin.get(explorer)
    for number in range(4):
        pages.make_concept(tree.concepts, f"Nr. {number}")

    with django_assert_max_num_queries(len(one.captured_queries)):
        admin.get(explorer)
