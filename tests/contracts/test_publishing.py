"""Every page type, with every block it takes, is published by button, in bulk and on schedule."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from concepts.models import ConceptPage
from core.models import BasePage
from foundation.worker.scheduled_publishing import publish_scheduled
from showcase.models import AwardEditionPage, InitiativePage
from tests.contracts.test_usage import recorded, referred_to
from tests.factories import core
from tests.factories.full_pages import MAKERS, PAGE_TYPES, fill
from tests.factories.posting import posted
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db


def by_button(page: BasePage, admin: Client) -> None:
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = admin.post(address, posted(admin.get(address), **{"action-publish": "1", "lead": "Trykt på knappen"}))

    assert response.status_code == 302, response.context["form"].errors
    assert type(page).objects.get(pk=page.pk).lead == "Trykt på knappen"


def in_bulk(page: BasePage, admin: Client) -> None:
    page.save_revision()

    response = admin.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}")

    assert response.status_code == 302


def on_schedule(page: BasePage, admin: Client) -> None:
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())

    page.latest_revision.refresh_from_db()
    content = page.latest_revision.content | {"go_live_at": (timezone.now() - timedelta(seconds=1)).isoformat()}
    page.revisions.filter(pk=page.latest_revision_id).update(content=content)
    publish_scheduled()


ROADS: list[Callable[[BasePage, Client], None]] = [by_button, in_bulk, on_schedule]


@pytest.mark.parametrize("road", by_night_but(ROADS, by_button), ids=lambda road: road.__name__)
@pytest.mark.parametrize(
    "model", by_night_but(PAGE_TYPES, ConceptPage, InitiativePage, AwardEditionPage), ids=lambda model: model.__name__
)
def test_full_page_is_published_and_all_it_uses_is_recorded(
    tree: Tree, model: type[BasePage], road: Callable[[BasePage, Client], None]
) -> None:
    page = MAKERS[model.__name__](tree)
    if page.get_parent().depth > 1:
        page.unpublish()
        page.refresh_from_db()
    admin = Client()
    admin.force_login(core.make_user("admin", is_superuser=True))

    road(fill(page), admin)

    published = model.objects.get(pk=page.pk)
    assert published.live
    assert not published.has_unpublished_changes
    assert recorded(published) == referred_to(published) != set()
    assert Client().get(published.get_url()).status_code == 200


def test_draft_title_alone_is_no_publication(tree: Tree) -> None:
    """The road by button starts from a draft, not from what is public."""
    page = Page.objects.get(pk=tree.concepts.pk).specific
    page.title = "Kladde"
    page.save_revision()

    assert Page.objects.get(pk=page.pk).title == "Koncepter"
