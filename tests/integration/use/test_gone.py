"""A page opens whatever of it has gone since, and says what is missing."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from concepts.models import ConceptPage
from core.models import BasePage, Metric, Platform
from foundation.usage.deletion_guards import guards_lifted
from foundation.usage.models import Mention
from libraries.models import Library
from showcase.models import AwardCategory, EditionCategory, InitiativeNumber, InitiativePage, Nomination
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _lose(thing: Any) -> None:
    """As a database from before the register lost it: no guard, no mention."""
    Mention.objects.all().delete()
    with guards_lifted():
        thing.delete()


def _concept(tree: Tree) -> tuple[BasePage, list[Any]]:
    metric, platform, objective = core.make_metric(), core.make_platform("Vine"), core.make_objective()
    library = core.make_library("DK-X00009", municipality="Væk")
    page: Any = pages.make_concept(tree.concepts)
    page.success_metric, page.platforms, page.objectives = metric, [platform], [objective]
    page.body = [("quote", {"text": "Ja!", "name": "Ida", "library": library})]
    page.kit = [("platform_text", {"platform": platform, "heading": "Opslag", "text": "Kom!"})]
    return page, [metric, platform, objective, library]


def _guide(tree: Tree) -> tuple[BasePage, list[Any]]:
    page, platform = pages.make_guide(tree.guides), core.make_platform("Vine")
    page.platform = platform
    return page, [platform]


def _initiative(tree: Tree) -> tuple[BasePage, list[Any]]:
    page = pages.make_initiative(tree.initiatives, library=core.make_library())
    library, metric = core.make_library("DK-X00009", municipality="Væk"), core.make_metric()
    page.library = library
    page.numbers = [InitiativeNumber(metric=metric, value=7), InitiativeNumber(metric=core.make_metric("Set"), value=8)]
    return page, [library, metric]


def _edition(tree: Tree) -> tuple[BasePage, list[Any]]:
    page, category = pages.make_edition(tree.awards), pages.make_award_category()
    entry, host = pages.make_initiative(tree.initiatives), core.make_library("DK-X00009", municipality="Væk")
    page.host = host
    page.categories = [EditionCategory(category=category)]
    page.nominations = [Nomination(category=pages.make_award_category("Anden"), entry=entry)]
    return page, [category, entry, host]


def _winner(tree: Tree) -> tuple[BasePage, list[Any]]:
    page = pages.make_winner(pages.make_edition(tree.awards))
    category, entry = pages.make_award_category("Væk"), pages.make_initiative(tree.initiatives)
    page.category, page.initiative = category, entry
    return page, [category, entry]


@pytest.mark.parametrize("make", [_concept, _guide, _initiative, _edition, _winner], ids=lambda make: make.__name__)
def test_page_whose_draft_names_what_is_gone_opens_everywhere(tree: Tree, admin: Client, make: Any) -> None:
    page, named = make(tree)
    first = page.revisions.order_by("pk").first()
    draft = page.save_revision()
    for thing in named:
        _lose(thing)
    model = type(page)
    parent = page.get_parent()

    opened = admin.get(f"/admin/pages/{page.pk}/edit/", follow=True)
    assert opened.status_code == 200
    assert any("taget ud" in str(message) or "taken out" in str(message) for message in opened.context["messages"])
    for address in (
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/revisions/{draft.pk}/view/",
        f"/admin/pages/{page.pk}/revisions/{draft.pk}/revert/",
        f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{draft.pk}/",
        f"/admin/pages/{parent.pk}/",
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/pages/{page.pk}/usage/",
        page.url,
    ):
        assert admin.get(address).status_code == 200, address
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
    assert admin.post(bulk).status_code == 302
    copied = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": parent.pk}
    assert admin.post(f"/admin/pages/{page.pk}/copy/", copied).status_code == 302
    assert model.objects.get(pk=page.pk).live
    assert admin.get(page.url).status_code == 200


def test_what_an_earlier_version_lacks_is_said_before_it_is_restored(tree: Tree, admin: Client) -> None:
    page, named = _concept(tree)
    earlier = page.save_revision()
    page.success_metric, page.platforms, page.objectives, page.body, page.kit = None, [], [], [], []
    page.save_revision().publish()
    for thing in named:
        _lose(thing)

    review = admin.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, earlier.pk])).content.decode()

    assert "findes ikke mere og er taget ud af" in review
    assert earlier.pk != ConceptPage.objects.get(pk=page.pk).latest_revision_id


def test_column_that_cannot_be_empty_keeps_what_is_published(tree: Tree) -> None:
    page, (library, metric) = _initiative(tree)
    published = InitiativePage.objects.get(pk=page.pk).library
    page.save_revision()
    for thing in (library, metric):
        _lose(thing)

    draft: Any = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()

    assert draft.library == published
    assert [number.value for number in draft.numbers.all()] == [8]
    assert draft.missing == ["Bibliotek", "Metrik"] or draft.missing == ["Library", "Metric"]


def test_whole_versions_say_nothing_is_missing(tree: Tree, django_assert_num_queries: Any) -> None:
    page, _named = _concept(tree)
    page.save_revision()

    assert ConceptPage.objects.get(pk=page.pk).get_latest_revision_as_object().missing == []


def test_what_a_draft_names_is_not_lost_at_all(tree: Tree) -> None:
    page, named = _concept(tree)
    page.save_revision()

    for thing in named:
        with pytest.raises(ProtectedError), transaction.atomic():
            thing.delete()
    assert [Platform.objects.count(), Metric.objects.count(), Library.objects.count()] == [1, 1, 1]
    assert not AwardCategory.objects.exists()
