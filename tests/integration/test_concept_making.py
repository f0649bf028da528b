"""«Lav koncept»: one draft from what one or more libraries did."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from concepts.models import ConceptPage
from core.models import User
from core.roles import SECTION_EDITORS, set_up_roles
from showcase.models import InitiativeNumber, InitiativePage
from showcase.services import NoIndexError, make_concept
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/bulk/wagtailcore/page/make_concept/"


@pytest.fixture
def editor(client: Client) -> User:
    user = core.make_user("redaktoer", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def two(tree: Tree) -> list[InitiativePage]:
    facebook, instagram = core.make_platform(), core.make_platform("Instagram")
    first = pages.make_initiative(
        tree.initiatives,
        "Bog på bænk",
        lead="Den stod der.",
        what="<p>Stil den frem.</p>",
        how="<p>To timer.</p>",
        why_it_works="<p>Folk <b>stopper</b>.</p><p>De griner.</p>",
        platforms=[facebook],
        objectives=[core.make_objective()],
    )
    first.numbers = [InitiativeNumber(metric=core.make_metric(), value=412)]
    first.save_revision().publish()
    second = pages.make_initiative(tree.initiatives, "Bog på bus", platforms=[facebook, instagram])
    return [first, second]


def test_facets_are_united_and_the_transfer_card_filled_in(tree: Tree, two: list[InitiativePage], editor: User) -> None:
    pages.make_concept(tree.concepts, "Optaget", slug="bog-paa-baenk")

    concept = ConceptPage.objects.get(pk=make_concept(two, editor).pk)

    assert (concept.title, concept.slug, concept.live, concept.lead) == (
        *("Bog på bænk", "bog-paa-baenk-2", False),
        "Den stod der.",
    )
    assert sorted(platform.slug for platform in concept.platforms.all()) == ["facebook", "instagram"]
    assert concept.objectives.count() == 1
    assert (concept.unchangeable_core, concept.prerequisites) == ("<p>Stil den frem.</p>", "<p>To timer.</p>")
    assert concept.works_when == ["Folk stopper. De griner."]
    assert concept.success_metric is not None


def test_sources_are_linked_in_what_is_published_and_in_drafts(
    tree: Tree, two: list[InitiativePage], editor: User, client: Client
) -> None:
    first, second = two
    second.title = "Under arbejde"
    second.save_revision()
    second.refresh_from_db()

    concept = make_concept(two, editor)
    again = make_concept([InitiativePage.objects.get(pk=first.pk)], editor)

    for initiative in (first, second):
        stored = InitiativePage.objects.get(pk=initiative.pk)
        draft = stored.get_latest_revision_as_object()
        assert (stored.concept_id, draft.concept_id) == (concept.pk, concept.pk)
    assert InitiativePage.objects.get(pk=second.pk).title == "Bog på bus"
    assert InitiativePage.objects.get(pk=second.pk).get_latest_revision_as_object().title == "Under arbejde"
    assert again.source_initiatives.count() == 0
    assert concept.title not in client.get("/koncepter/").content.decode()


def test_concept_is_made_from_the_list_of_pages(
    tree: Tree, two: list[InitiativePage], editor: User, client: Client
) -> None:
    query = "&".join(f"id={page.pk}" for page in (*two, tree.concepts))
    asked = client.get(f"{ADDRESS}?{query}&next=/admin/").content.decode()
    client.post(f"{ADDRESS}?{query}&next=/admin/", {})

    assert all(page.title in asked for page in two)
    assert ConceptPage.objects.get().title == "Bog på bænk"
    assert ADDRESS in client.get(f"/admin/pages/{two[0].pk}/edit/").content.decode()
    assert ADDRESS not in client.get(f"/admin/pages/{tree.concepts.pk}/edit/").content.decode()


def test_without_an_index_nothing_is_made(tree: Tree, two: list[InitiativePage], editor: User) -> None:
    Page.objects.get(pk=tree.concepts.pk).delete()

    with pytest.raises(NoIndexError):
        make_concept(two, editor)


def test_who_may_not_publish_initiatives_makes_no_concept(
    tree: Tree, two: list[InitiativePage], client: Client
) -> None:
    set_up_roles()
    user = core.make_user("sektion")
    user.groups.add(Group.objects.get(name=SECTION_EDITORS))
    client.force_login(user)

    client.post(f"{ADDRESS}?id={two[0].pk}&next=/admin/", {})

    assert not ConceptPage.objects.exists()
