"""The admin's form of a group: every right in Danish, and what is sent back unchanged changes nothing."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from core.models import User
from core.roles import ASSESSORS, ROLES, SECTION_EDITORS, give_section, set_up_roles
from foundation.accounts.models import AccountEvent
from foundation.factors.models import GroupPolicy
from tests.factories import core
from tests.factories.posting import as_shown
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
GROUPS = [role.group for role in ROLES]
RIGHTS = (Group.permissions.through, GroupPagePermission, GroupCollectionPermission, GroupSitePermission, GroupPolicy)


@pytest.fixture
def chief(tree: Tree, client: Client) -> Client:
    set_up_roles()
    client.force_login(core.make_user("chef", is_superuser=True))
    return client


def read(answer: Any) -> Any:
    return BeautifulSoup(answer.content, "html.parser")


def form_of(group: Group) -> str:
    return f"/admin/groups/edit/{group.pk}/"


def kept(user: User) -> tuple[Any, ...]:
    """All rights of all groups, the log, and what the user's sessions hang on."""
    rows = [sorted(model.objects.values_list()) for model in RIGHTS]
    return *rows, list(AccountEvent.objects.values_list("pk", "detail")), user.session_generation


@pytest.mark.parametrize("name", GROUPS)
def test_form_sent_back_as_shown_changes_nothing(chief: Client, tree: Tree, name: str) -> None:
    group = Group.objects.get(name=name)
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.concepts)
    member = core.make_user("medlem")
    member.groups.add(group)
    member.refresh_from_db()
    before = kept(member)

    answer = chief.post(form_of(group), as_shown(chief.get(form_of(group)), "name"))

    assert answer.status_code == 302
    member.refresh_from_db()
    assert kept(member) == before


def test_right_that_the_form_does_not_show_stays_without_a_line(chief: Client) -> None:
    group = Group.objects.get(name=ASSESSORS)
    group.permissions.add(Permission.objects.get(codename="delete_session"))
    AccountEvent.objects.all().delete()

    chief.post(form_of(group), as_shown(chief.get(form_of(group)), "name"))

    assert group.permissions.filter(codename="delete_session").exists()
    assert not AccountEvent.objects.exists()


@pytest.mark.parametrize("name", GROUPS)
def test_form_shows_every_right_the_group_has(chief: Client, name: str) -> None:
    group = Group.objects.get(name=name)

    shown = as_shown(chief.get(form_of(group)), "name")["permissions"]

    assert sorted(map(int, shown)) == sorted(group.permissions.values_list("pk", flat=True))


def test_rights_are_named_in_danish_for_eye_and_ear(chief: Client) -> None:
    page = read(chief.get(form_of(Group.objects.get(name=ASSESSORS))))

    boxes = page.find_all("input", {"name": "permissions"})
    labels = [page.find("label", {"for": box["id"]}) if box.has_attr("id") else box.parent for box in boxes]
    names = [" ".join(label.get_text(" ").split()) for label in labels]

    assert [name for name in names if name.startswith("Can ")] == []
    assert "Tilføj: vurdering" in names
    assert "Tilføj: sprogversion" in names
    assert "Kan udlevere og slette alt om en person" in names
