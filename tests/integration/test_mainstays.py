"""The pages that the site stands on are neither unpublished nor hidden nor deleted, whatever door is tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from core.models import CatalogueSettings
from foundation.refusals import RefusedError
from foundation.worker.scheduled_publishing import publish_scheduled
from tests.factories import pages
from tests.factories.posting import posted
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def by_button(admin: Client, page: Page) -> Any:
    return admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def in_bulk(admin: Client, page: Page) -> Any:
    return admin.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={page.pk}")


def by_privacy(admin: Client, page: Page) -> Any:
    data = {"restriction_type": PageViewRestriction.LOGIN, "password": ""}
    return admin.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)


def by_deletion(admin: Client, page: Page) -> Any:
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return admin.post(address, {"confirm_site_name": "SoMe-kataloget", "confirm": "1"})


DOORS = [by_button, in_bulk, by_privacy, by_deletion]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_front_page_stays_and_the_editor_is_told_why(tree: Tree, admin: Client, door: Any) -> None:
    response = door(admin, tree.home)

    assert "Forsiden" in [str(message) for message in get_messages(response.wsgi_request)][-1]
    assert Client().get("/").status_code == 200


def test_expiry_of_the_front_page_is_refused_in_its_form(tree: Tree, admin: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[tree.home.pk])
    data = posted(admin.get(address), **{"expire_at": "2100-01-01 12:00", "action-publish": "1"})

    response = admin.post(address, data)

    assert "Forsiden" in response.context["form"].errors["expire_at"][0]


def test_clock_does_not_unpublish_the_front_page_either(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts)
    Page.objects.filter(pk__in=[tree.home.pk, page.pk]).update(expire_at=timezone.now() - timedelta(minutes=1))

    publish_scheduled()

    assert Client().get("/").status_code == 200
    assert Client().get(page.get_url()).status_code == 404


def test_front_page_in_another_language_stays_too(tree: Tree) -> None:
    from wagtail.models import Locale  # only this test has a second language

    home = tree.home.copy_for_translation(Locale.objects.create(language_code="en"))
    home.save_revision().publish()

    with pytest.raises(RefusedError):
        type(home).objects.get(pk=home.pk).unpublish()


def test_front_page_of_no_site_may_go(tree: Tree) -> None:
    other = pages.make_home(Page.get_first_root_node(), slug="anden")

    other.unpublish()
    other.delete()

    assert not Page.objects.filter(pk=other.pk).exists()


def test_accessibility_statement_stays_until_another_page_is_chosen(tree: Tree, admin: Client) -> None:
    about = pages.make_standard_page(tree.home, "Om")
    page = pages.make_standard_page(about, "Tilgængelighed")
    chosen = CatalogueSettings.objects.create(site=Site.objects.get(), accessibility_page=page)

    for stays in (page, about):
        response = by_button(admin, stays)
        assert "Tilgængelighedserklæringen" in [str(one) for one in get_messages(response.wsgi_request)][-1]
    chosen.accessibility_url = "https://www.was.digst.dk/some-kataloget"
    chosen.save()
    by_button(admin, about)

    assert not Page.objects.get(pk=about.pk).live


def test_front_page_offers_no_button_to_unpublish_it(tree: Tree, admin: Client) -> None:
    names = {
        page.pk: [item.name for item in admin.get(address).context["action_menu"].menu_items]
        for page in (tree.home, tree.concepts)
        if (address := reverse("wagtailadmin_pages:edit", args=[page.pk]))
    }

    assert "action-unpublish" not in names[tree.home.pk]
    assert "action-unpublish" in names[tree.concepts.pk]
