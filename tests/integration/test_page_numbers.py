"""A number is one published page's: a concept's on its spine, an edition's year."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from concepts.models import ConceptPage
from foundation.refusals import RefusedError
from foundation.worker.scheduled_publishing import publish_scheduled
from showcase.models import AwardEditionPage
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def new_concept(tree: Tree) -> str:
    return reverse("wagtailadmin_pages:add", args=["concepts", "conceptpage", tree.concepts.pk])


def written(admin: Client, address: str, **changed: Any) -> dict[str, Any]:
    return posted(admin.get(address), **changed)


def copied(admin: Client, page: Any, **more: Any) -> Any:
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": page.get_parent().pk, **more}
    return admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def test_copied_and_published_concept_gets_the_next_free_number(tree: Tree, admin: Client) -> None:
    pages.make_concept(tree.concepts, "Nr. 7", number=7)
    page = pages.make_concept(tree.concepts, "Nr. 3", number=3)

    response = copied(admin, page, publish_copies="on")

    copy = ConceptPage.objects.get(slug="kopi")
    assert copy.live
    assert copy.number == copy.get_latest_revision_as_object().number == 8
    assert "8" in [str(message) for message in get_messages(response.wsgi_request)][-1]


def test_form_of_a_new_concept_offers_the_next_free_number(tree: Tree, admin: Client) -> None:
    pages.make_concept(tree.concepts, "Nr. 7", number=7)

    assert admin.get(new_concept(tree)).context["form"].initial["number"] == 8


def test_abandoned_add_form_keeps_no_number(tree: Tree, admin: Client) -> None:
    pages.make_concept(tree.concepts, "Nr. 7", number=7)
    data = written(admin, new_concept(tree), title="Opgivet", slug="opgivet")

    response = admin.post(new_concept(tree), data, headers={"accept": "application/json"})

    assert response.json()["success"], response.content
    assert ConceptPage.objects.get(slug="opgivet").number == 8
    assert ConceptPage.next_number(tree.concepts.locale_id) == 8
    pages.make_concept(tree.concepts, "Udgivet", number=8)


def test_taken_number_stops_publishing_and_names_the_next_free_one(tree: Tree, admin: Client) -> None:
    pages.make_concept(tree.concepts, "Den første", number=7)
    data = written(admin, new_concept(tree), title="Den anden", slug="den-anden", number="7")

    response = admin.post(new_concept(tree), {**data, "action-publish": "1"})

    assert response.context["form"].errors["number"] == ["7 hører til »Den første«. Det næste ledige er 8."]
    assert not ConceptPage.objects.filter(slug="den-anden").exists()


@pytest.mark.parametrize("headers", [{}, {"accept": "application/json"}], ids=["saved", "saved by itself"])
def test_taken_number_never_stops_a_draft(tree: Tree, admin: Client, headers: dict[str, str]) -> None:
    pages.make_concept(tree.concepts, "Den første", number=7)
    draft = pages.make_concept(tree.concepts, "Den anden", live=False, number=3)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    admin.post(address, written(admin, address, number="7"), headers=headers)

    assert ConceptPage.objects.get(pk=draft.pk).get_latest_revision_as_object().number == 7


def test_number_of_what_is_scheduled_is_taken(tree: Tree) -> None:
    scheduled = pages.make_concept(tree.concepts, "På vej", live=False, number=7)
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()

    assert ConceptPage.next_number(tree.concepts.locale_id) == 8
    assert scheduled.holder_of(7) is None
    assert pages.make_concept(tree.concepts, "Ny", live=False).holder_of(7) == scheduled


def test_second_to_be_scheduled_with_a_number_is_refused(tree: Tree) -> None:
    first, second = (pages.make_concept(tree.concepts, name, live=False, number=7) for name in ("Én", "To"))
    for page in (first, second):
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision()
    first.get_latest_revision().publish()

    with pytest.raises(RefusedError, match="7 hører til"):
        second.get_latest_revision().publish()


def test_of_two_scheduled_with_one_number_the_first_goes_public(tree: Tree) -> None:
    """As they may stand since versions were changed in bulk: neither waits for the other for good."""
    for title, hours in (("Den anden", 1), ("Den første", 2)):
        page = pages.make_concept(tree.concepts, title, live=False)
        due = timezone.now() - timedelta(hours=hours)
        revision = page.save_revision()
        ConceptPage.objects.filter(pk=page.pk).update(number=7, go_live_at=due)
        content = revision.content | {"number": 7, "go_live_at": due.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=due)

    publish_scheduled()

    assert [page.title for page in ConceptPage.objects.filter(live=True)] == ["Den første"]


def in_bulk(admin: Client, page: Any) -> Any:
    return admin.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}")


def by_approval(admin: Client, page: Any) -> Any:
    from core.roles import set_up_roles  # only this road needs the workflow

    set_up_roles()
    state = page.get_workflow().start(page, core.make_user("kim"))
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return admin.post(address, {"comment": ""})


@pytest.mark.parametrize("road", [in_bulk, by_approval], ids=lambda road: road.__name__)
def test_publishing_without_a_form_is_refused_with_a_sentence(tree: Tree, admin: Client, road: Any) -> None:
    pages.make_concept(tree.concepts, "Den første", number=7)
    draft = pages.make_concept(tree.concepts, "Den anden", live=False, number=7)
    draft.save_revision()

    response = road(admin, draft)

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said[-1].endswith("7 hører til »Den første«. Det næste ledige er 8.")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    draft.refresh_from_db()
    assert not draft.live


def test_title_of_a_page_nobody_sees_is_not_told_by_its_number(tree: Tree) -> None:
    scheduled = pages.make_concept(tree.concepts, "Hemmelig", live=False, number=7)
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()
    other = pages.make_concept(tree.concepts, "Anden", number=3)
    other.number = 7

    with pytest.raises(RefusedError, match="endnu ikke er offentlig"):
        other.save_revision().publish()


def test_edition_is_copied_into_a_year_of_its_own(tree: Tree, admin: Client) -> None:
    edition = pages.make_edition(tree.awards, 2025, ceremony_at=timezone.now())
    pages.make_winner(edition)

    copied(admin, edition, publish_copies="on", copy_subpages="on")

    copy = AwardEditionPage.objects.get(slug="kopi")
    assert (copy.year, copy.ceremony_at, copy.nominations.count(), copy.numchild) == (2026, None, 0, 0)
    assert Client().get("/api/feed/v1/winners").json()["items"][1:] == []


def test_two_editions_of_one_year_are_never_published(tree: Tree) -> None:
    pages.make_edition(tree.awards, 2025)
    draft = pages.make_edition(tree.awards, 2025, slug="igen", live=False)

    with pytest.raises(RefusedError, match="2025 hører til"):
        draft.save_revision().publish()


def test_mirror_shows_the_number_of_what_it_mirrors(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts, number=7)

    mirror = page.create_alias(update_slug="spejl")
    page.save_revision().publish()

    mirror.refresh_from_db()
    assert (mirror.live, mirror.number) == (True, 7)


def test_unchanged_number_is_never_asked_about(tree: Tree) -> None:
    """From before the rule: two that are public already can both be edited."""
    one, other = (pages.make_concept(tree.concepts, f"Nr. {number}", number=number) for number in (7, 8))
    ConceptPage.objects.filter(pk=other.pk).update(number=7)

    ConceptPage.objects.get(pk=one.pk).save_revision().publish()
