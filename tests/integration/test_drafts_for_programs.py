"""The key to a draft: what it opens, for how long, and what ends it."""

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.models import User
from core.roles import SECTION_EDITORS, give_section, set_up_roles
from tests.factories import core, pages
from tests.factories.site import Tree
from website.api.drafts import key_for
from website.log_masking import mask

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def eva(tree: Tree) -> User:
    """She may edit the concepts and nothing else."""
    set_up_roles()
    section = Group.objects.get(name=SECTION_EDITORS)
    give_section(section, tree.concepts)
    user = core.make_user("eva")
    user.groups.add(section)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def draft(tree: Tree) -> Page:
    concept = pages.make_concept(tree.concepts, "Udgivet")
    concept.title = "Kun i kladden"
    concept.save_revision()
    return concept


def _address(key: str) -> str:
    return reverse("draft_for_programs", args=[key])


def test_key_opens_the_draft_in_the_shape_of_the_api_to_whoever_holds_it(eva: User, draft: Page) -> None:
    answer = Client().get(_address(key_for(draft, eva)), headers={"origin": "https://andet.dk"})
    public = Client().get(f"/api/v2/pages/{draft.pk}/").json()

    assert answer.json()["title"] == "Kun i kladden"
    assert answer.json().keys() == public.keys()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_key_opens_a_page_that_was_never_published(eva: User, tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts, "Helt ny", live=False)

    assert Client().get(_address(key_for(concept, eva))).json()["title"] == "Helt ny"


def test_draft_tells_nothing_of_what_the_public_may_not_see(eva: User, tree: Tree) -> None:
    hidden = pages.make_initiative(tree.initiatives, "Hemmeligt", live=False)
    concept = pages.make_concept(tree.concepts)
    hidden.concept = concept
    hidden.save()
    PageViewRestriction.objects.create(page=tree.concepts, restriction_type=PageViewRestriction.LOGIN)

    answer = Client().get(_address(key_for(concept, eva))).json()

    assert answer["source_initiatives"] == []
    assert answer["meta"]["parent"] is None


def _deactivate(user: User, _draft: Page) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def _take_right(user: User, _draft: Page) -> None:
    user.groups.clear()


def _new_password(user: User, _draft: Page) -> None:
    user.set_password("en helt anden")
    user.save()


def _end_sessions(user: User, _draft: Page) -> None:
    User.objects.filter(pk=user.pk).end_sessions()


def _delete_user(user: User, _draft: Page) -> None:
    user.delete()


def _delete_page(_user: User, draft: Page) -> None:
    draft.delete()


@pytest.mark.parametrize("end", [_deactivate, _take_right, _new_password, _end_sessions, _delete_user, _delete_page])
def test_key_ends_with_what_it_stands_on(eva: User, draft: Page, end: Callable[[User, Page], None]) -> None:
    address = _address(key_for(draft, eva))
    assert Client().get(address).status_code == 200

    end(eva, draft)

    assert Client().get(address).status_code == 404


def test_key_ends_after_half_an_hour(eva: User, draft: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    address, now = _address(key_for(draft, eva)), time.time()
    found = {}
    for minutes in (29, 31):
        monkeypatch.setattr(time, "time", partial(float, now + 60 * minutes))
        found[minutes] = Client().get(address).status_code

    assert found == {29: 200, 31: 404}


@pytest.mark.parametrize(
    "change", [lambda key: key[:-1], lambda key: f"x{key}", lambda _key: "x", lambda _key: "a:b:c"]
)
def test_changed_key_is_none(eva: User, draft: Page, change: Callable[[str], str]) -> None:
    answer = Client().get(_address(change(key_for(draft, eva))))

    assert answer.status_code == 404
    assert "Kun i kladden" not in answer.content.decode()


def test_key_writes_nothing(eva: User, draft: Page) -> None:
    address = _address(key_for(draft, eva))

    assert {Client().generic(method, address).status_code for method in ("POST", "PUT", "PATCH", "DELETE")} == {405}


def test_key_of_somebody_without_the_right_opens_nothing(tree: Tree, eva: User) -> None:
    guide = pages.make_guide(tree.guides)

    assert Client().get(_address(key_for(guide, eva))).status_code == 404


@pytest.mark.parametrize("place", ["GET {} HTTP/1.1", "https://andet.dk/?token={key}", "Not Found: {}"])
def test_key_stands_in_no_log(eva: User, draft: Page, place: str) -> None:
    key = key_for(draft, eva)

    assert key not in mask(place.format(_address(key), key=key))


def test_editor_fetches_the_address_and_a_reader_does_not(
    tree: Tree, eva: User, draft: Page, client: Client, settings: Any
) -> None:
    settings.PREVIEW_CLIENT = "https://andet.dk/kladde"
    client.force_login(eva)

    page = client.get(reverse("draft_address", args=[draft.pk]))
    found = re.search(r"/api/preview/v1/[^/<]+/", page.content.decode())

    assert found
    assert "https://andet.dk/kladde?token=" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store" or "no-store" in page["Cache-Control"]
    assert Client().get(found[0]).json()["title"] == "Kun i kladden"
    assert client.get(reverse("draft_address", args=[tree.guides.pk])).status_code in {302, 404}
