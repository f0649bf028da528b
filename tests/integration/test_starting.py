"""New pages that begin as another one: templates, and an edition used again next year."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concepts.models import ConceptPage
from core.models import PageTemplate
from core.roles import EDITORS, SECTION_EDITORS, give_section, set_up_roles
from showcase.models import AwardEditionPage, EditionCategory, Nomination
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Client:
    set_up_roles()
    user = core.make_user("redaktør")
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(type(user).objects.get(pk=user.pk))
    return client


def test_edition_used_again_is_next_years_draft_without_what_was_last_years(tree: Tree, editor: Client) -> None:
    edition = pages.make_edition(tree.awards, 2025, ceremony_at=timezone.now(), programme="<p>Kl. 14</p>")
    category = pages.make_award_category()
    entry = pages.make_initiative(tree.initiatives)
    edition.categories = [EditionCategory(category=category, criterion="Det, der ændrede noget.")]
    edition.nominations = [Nomination(category=category, entry=entry)]
    edition.save_revision().publish()
    pages.make_winner(edition)
    address = reverse("start_from_page", args=[edition.pk])

    offered = editor.get(address)
    response = editor.post(address, {"title": offered.context["form"].initial["title"]})

    again = AwardEditionPage.objects.get(year=2026)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[again.pk])
    assert (again.title, again.slug, again.live) == ("Priserne 2026", "2026", False)
    assert [line.criterion for line in again.categories.all()] == ["Det, der ændrede noget."]
    assert (again.programme, again.ceremony_at) == ("<p>Kl. 14</p>", None)
    assert (again.nominations.count(), again.numchild, list(again.media)) == (0, 0, [])
    assert again.get_latest_revision_as_object().year == 2026
    assert "Ceremoni" in offered.content.decode()


def test_edition_is_used_again_in_the_year_after_it_where_that_is_free(tree: Tree, editor: Client) -> None:
    edition = pages.make_edition(tree.awards, 2025)
    pages.make_edition(tree.awards, 2027)

    editor.post(reverse("start_from_page", args=[edition.pk]), {"title": "Imellem"})
    editor.post(reverse("start_from_page", args=[AwardEditionPage.objects.get(year=2026).pk]), {"title": "Bagefter"})

    drafts = AwardEditionPage.objects.not_live().order_by("pk")
    assert [(draft.slug, draft.year) for draft in drafts] == [("2026", 2026), ("2028", 2028)]
    assert [draft.get_latest_revision_as_object().year for draft in drafts] == [2026, 2028]


def test_new_page_begins_as_the_template_that_is_chosen(tree: Tree, editor: Client) -> None:
    template = pages.make_concept(tree.concepts, "Sådan ser et koncept ud", live=False, skills="Kan filme.")
    add = reverse("wagtailadmin_pages:add", args=["concepts", "conceptpage", tree.concepts.pk])
    assert editor.get(add).context["form"]
    editor.post(reverse("mark_as_template", args=[template.pk]))

    asked = editor.get(add).content.decode()
    start = f"{reverse('start_from_page', args=[template.pk])}?parent_page_id={tree.concepts.pk}"
    editor.post(start, {"title": "Et nyt"})

    assert start in asked
    assert editor.get(f"{add}?tom=1").context["form"]
    begun = ConceptPage.objects.get(slug="et-nyt")
    assert (begun.skills, begun.live, begun.get_parent().pk) == ("Kan filme.", False, tree.concepts.pk)


def test_template_is_one_no_more_when_pressed_again(tree: Tree, editor: Client) -> None:
    page = pages.make_concept(tree.concepts)

    for is_template in (True, False):
        editor.post(reverse("mark_as_template", args=[page.pk]))
        assert PageTemplate.objects.filter(page=page.pk).exists() is is_template


def test_template_of_another_section_is_neither_named_nor_used(tree: Tree) -> None:
    set_up_roles()
    template = pages.make_concept(tree.concepts, "Hemmelig skabelon", live=False)
    PageTemplate.objects.create(page=template)
    user = core.make_user("sektion")
    user.groups.add(Group.objects.get(name=SECTION_EDITORS))
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    client = Client()
    client.force_login(type(user).objects.get(pk=user.pk))

    assert client.get(reverse("start_from_page", args=[template.pk])).status_code == 404
    assert client.post(reverse("mark_as_template", args=[template.pk])).status_code == 404


def test_title_of_a_new_page_is_asked_for(tree: Tree, editor: Client) -> None:
    page = pages.make_concept(tree.concepts)

    response = editor.post(reverse("start_from_page", args=[page.pk]), {"title": " "})

    assert response.context["form"].errors["title"]
    assert ConceptPage.objects.count() == 1


def test_page_there_is_one_of_is_no_start(tree: Tree, editor: Client) -> None:
    response = editor.post(reverse("start_from_page", args=[tree.concepts.pk]), {"title": "To"})

    assert response["Location"] == "/admin/"
