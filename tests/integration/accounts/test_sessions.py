"""A session ends, in every process at once, when it is ended, or when password or rights change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, set_up_roles
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from foundation.accounts.sessions import forget_sessions, sign_out_everywhere
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"


@pytest.fixture
def editor(tree: Tree) -> User:
    set_up_roles()
    user = core.make_user("rikke", email="rikke@example.dk", first_name="Rikke", last_name="Holm")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def session(editor: User, client: Client) -> Client:
    client.force_login(editor)
    assert _is_in(client)
    return client


def _is_in(client: Client) -> bool:
    return client.get(ADMIN).status_code == 200


def _editors() -> Group:
    return Group.objects.get(name=EDITORS)


def _change(user: User, **values: Any) -> None:
    fresh = User.objects.get(pk=user.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()


def _administrators() -> Group:
    return Group.objects.get(name=ADMINISTRATORS)


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def _may_delete_pictures(group: Group) -> None:
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=_permission("delete_image")
    )


def _may_no_more_edit(group: Group) -> None:
    GroupPagePermission.objects.filter(group=group, permission=_permission("change_page")).get().delete()


RIGHTS: dict[str, list[Callable[[User], Any]]] = {
    "a new password": [lambda user: _change(user, password=make_password("et helt nyt kodeord"))],
    "switched off and on": [lambda user: _change(user, is_active=False), lambda user: _change(user, is_active=True)],
    "switched off and on in bulk": [
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda user: User.objects.filter(pk=user.pk).update(is_active=True),
    ],
    "made superuser": [lambda user: _change(user, is_superuser=True)],
    "a group more": [lambda user: user.groups.add(_administrators())],
    "a group less and more": [lambda user: user.groups.clear(), lambda user: user.groups.add(_editors())],
    "groups set": [lambda user: user.groups.set([_editors(), _administrators()])],
    "added from the group's side": [lambda user: _administrators().user_set.add(user)],
    "the group emptied and filled": [
        lambda _user: _editors().user_set.clear(),
        lambda user: _editors().user_set.add(user),
    ],
    "a permission of one's own": [lambda user: user.user_permissions.add(_permission("delete_site"))],
    "the group's permissions": [lambda _user: _editors().permissions.remove(_permission("change_report"))],
    "the permission's groups": [lambda _user: _permission("delete_site").group_set.add(_editors())],
    "the group's pages": [lambda _user: _may_no_more_edit(_editors())],
    "the group's collections": [lambda _user: _may_delete_pictures(_editors())],
    "the group's sites": [
        lambda _user: GroupSitePermission.objects.create(
            group=_editors(), site=Site.objects.get(), permission=_permission("change_cataloguesettings")
        )
    ],
    "the group gone and back": [
        lambda _user: GroupApprovalTask.groups.through.objects.all().delete(),  # a group that approves stays
        lambda _user: _editors().delete(),
        lambda _user: set_up_roles(),
        lambda user: user.groups.add(_editors()),
    ],
    "signed out everywhere": [sign_out_everywhere],
}


@pytest.mark.parametrize("name", RIGHTS)
def test_session_ends_with(name: str, session: Client, editor: User) -> None:
    for change in RIGHTS[name]:
        change(editor)

    assert not _is_in(session)


def test_instance_loaded_before_brings_no_ended_session_back(session: Client, editor: User) -> None:
    loaded = User.objects.get(pk=editor.pk)
    sign_out_everywhere(editor)

    loaded.first_name = "Rikke Marie"
    loaded.save()

    assert not _is_in(session)
    assert User.objects.get(pk=editor.pk).session_generation == loaded.session_generation + 1


def test_name_and_rights_as_they_were_keep_the_session(session: Client, editor: User) -> None:
    _change(editor, first_name="Marie")
    editor.groups.add(_editors())
    set_up_roles()

    assert _is_in(session)


def test_old_cookie_is_worth_nothing_after_logout(session: Client) -> None:
    old = session.cookies[settings.SESSION_COOKIE_NAME].value
    session.post(reverse("wagtailadmin_logout"))

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old

    assert not _is_in(thief)
    assert Session.objects.count() == 0


def test_changing_ones_own_password_keeps_this_session_and_ends_the_others(session: Client, editor: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(editor)
    new = {
        "password-old_password": "hemmelig",
        "password-new_password1": "nyt14tegn!!",
        "password-new_password2": "nyt14tegn!!",
    }
    about = {"name_email-first_name": "R", "name_email-last_name": "H", "name_email-email": "r@example.dk"}
    own = {"locale-preferred_language": "", "locale-current_time_zone": "", "theme-theme": "system"}
    look = {"theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}
    look |= {"digest-rhythm": "never"}

    session.post(reverse("wagtailadmin_account"), {**new, **about, **own, **look})

    assert User.objects.get(pk=editor.pk).check_password("nyt14tegn!!")
    assert _is_in(session)
    assert not _is_in(elsewhere)


def test_old_secret_key_still_knows_a_session(session: Client, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for the days to come, long enough to be one"

    assert _is_in(session)


def test_signing_out_everywhere_is_noted(editor: User) -> None:
    sign_out_everywhere(editor)

    assert list(AccountEvent.objects.filter(kind=EventKind.SESSIONS_ENDED).values_list("user", flat=True)) == [
        editor.pk
    ]


def test_sessions_that_ran_out_leave_the_table(session: Client) -> None:
    Session.objects.update(expire_date=timezone.now())

    forget_sessions()

    assert Session.objects.count() == 0


def test_rights_of_another_group_end_nothing(session: Client) -> None:
    permission = Permission.objects.get(codename="change_page")
    group = Group.objects.create(name="Andre")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)

    assert _is_in(session)
