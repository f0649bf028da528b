"""The log of accounts: who signed in, was refused, got rights and took data out; read by administrators only."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, set_up_roles
from foundation.accounts.log import forget_old_events
from foundation.accounts.models import AccountEvent
from tests.factories import core
from tests.factories.assessment import make_assessor, make_case
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(tree: Tree, client: Client) -> User:
    user = core.make_user("chef", is_superuser=True)
    client.force_login(user)
    AccountEvent.objects.all().delete()
    return user


def lines() -> list[tuple[str, str | None, str | None, str]]:
    """What was noted, the oldest first: what, whose account, by whom, more."""
    events = AccountEvent.objects.select_related("user", "actor").order_by("pk")
    return [(e.kind, e.user_name or None, e.actor_name or None, e.detail) for e in events]


def test_signing_in_and_out_and_being_refused(tree: Tree) -> None:
    make_assessor("birgitte")
    AccountEvent.objects.all().delete()
    browser = Client(REMOTE_ADDR="192.0.2.1")
    for password in ("forkert", "hemmelig"):
        browser.post("/vurdering/log-ind/", {"username": "birgitte", "password": password})
    browser.post("/vurdering/log-ud/")

    assert lines() == [
        ("refused", "birgitte", None, ""),
        ("signed_in", "birgitte", "birgitte", ""),
        ("signed_out", "birgitte", "birgitte", ""),
    ]
    assert set(AccountEvent.objects.values_list("network", flat=True)) == {"192.0.2.1"}


def test_what_was_typed_as_a_name_is_not_kept(tree: Tree) -> None:
    for typed in ("MitHemmeligeKodeord!", "x" * 250):
        Client().post("/admin/login/", {"username": typed, "password": "x"})
    kept = str(list(AccountEvent.objects.values()))

    assert lines() == [("refused", None, None, "ingen sådan konto")] * 2
    assert "MitHemmeligeKodeord" not in kept


def test_groups_given_and_taken_from_either_end(chief: User) -> None:
    anna, editors = core.make_user("anna"), Group.objects.create(name=EDITORS)
    AccountEvent.objects.all().delete()
    anna.groups.set([editors])
    editors.user_set.remove(anna)
    editors.user_set.add(anna)
    anna.groups.clear()

    assert [(kind, user, more) for kind, user, _actor, more in lines()] == [
        ("rights_changed", "anna", f"{change}: Redaktører") for change in ("givet", "taget", "givet", "taget")
    ]


def test_permissions_of_users_and_groups(chief: User, tree: Tree) -> None:
    anna, group = core.make_user("anna"), Group.objects.create(name="Skribenter")
    permission = Permission.objects.get(codename="change_report")
    publish = Permission.objects.get(codename="publish_page")
    choose = Permission.objects.get(codename="choose_image")
    AccountEvent.objects.all().delete()
    anna.user_permissions.add(permission)
    group.permissions.set([permission])
    group.permissions.clear()
    GroupPagePermission.objects.create(group=group, page=tree.guides, permission=publish)
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=choose
    ).delete()
    group.delete()

    assert [(user, more) for _kind, user, _actor, more in lines()] == [
        ("anna", "givet: redigere indberetning"),
        (None, "Skribenter: givet: redigere indberetning"),
        (None, "Skribenter: taget: redigere indberetning"),
        (None, f"Skribenter: givet: udgive side ({tree.guides})"),
        (None, "Skribenter: givet: vælge billede (Root)"),
        (None, "Skribenter: taget: vælge billede (Root)"),
        (None, f"Skribenter: taget: udgive side ({tree.guides})"),
        (None, "gruppe slettet: Skribenter"),
    ]


def test_flags_password_and_address_by_any_road(chief: User) -> None:
    anna = core.make_user("anna")
    AccountEvent.objects.all().delete()
    anna.is_superuser = True
    anna.save()
    anna.set_password("en ny og lang en")
    anna.save(update_fields=["password"])
    anna.email = "anna@example.dk"
    anna.save()
    anna.first_name = "Anna"
    anna.save()
    User.objects.filter(pk=anna.pk).update(is_active=False, is_superuser=True)
    anna.is_active = True
    User.objects.bulk_update([anna], ["is_active"])
    number = anna.pk
    User.objects.get(pk=anna.pk).delete()

    assert [(kind, more) for kind, _user, _actor, more in lines()] == [
        ("rights_changed", "givet: superbruger"),
        ("password_changed", ""),
        ("account_changed", "mailadresse ændret"),
        ("rights_changed", "taget: aktiv"),
        ("rights_changed", "givet: aktiv"),
        ("account_changed", "konto slettet"),
    ]
    assert set(AccountEvent.objects.values_list("user_id", flat=True)) == {number}


def test_hash_made_stronger_when_signing_in_is_no_change(chief: User, settings: Any) -> None:
    core.make_user("anna")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    AccountEvent.objects.all().delete()
    Client().post("/admin/login/", {"username": "anna", "password": "hemmelig"})

    assert User.objects.get(username="anna").password.startswith("scrypt")
    assert [kind for kind, *_rest in lines()] == ["signed_in"]


def test_who_did_it_is_told_whatever_page_it_was(chief: User, client: Client) -> None:
    anna, editors = core.make_user("anna"), Group.objects.create(name=EDITORS)
    AccountEvent.objects.all().delete()
    for action, chosen in (("assign_role", {"role": editors.pk}), ("set_active_state", {"mark_as_active": "False"})):
        client.post(f"/admin/bulk/core/user/{action}/?next=/admin/users/&id={anna.pk}", chosen)

    assert lines() == [
        ("rights_changed", "anna", "chef", "givet: Redaktører"),
        ("rights_changed", "anna", "chef", "taget: aktiv"),
    ]


EXPORTS = [
    *("/admin/biblioteker/", "/admin/indberetninger/", "/admin/reports/site-history/"),
    *("/admin/reports/aging-pages/", "/admin/reports/locked/"),
    *("/admin/reports/workflow/", "/admin/reports/workflow_tasks/", "/admin/kontolog/"),
]


@pytest.mark.parametrize("address", EXPORTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_export_is_noted(chief: User, client: Client, address: str, kind: str) -> None:
    core.make_library()
    assert client.get(address).status_code == 200
    assert lines() == []
    answer = client.get(address, {"export": kind})

    assert (answer.status_code, len(answer.getvalue()) > 10) == (200, True)
    assert lines() == [("exported", None, "chef", f"{address} (export)")]


def test_line_of_an_export_keeps_nothing_that_was_typed(chief: User, client: Client) -> None:
    client.get("/admin/biblioteker/", {"export": "csv", "q": "ida@fjordby.dk", "p": ""})

    assert lines() == [("exported", None, "chef", "/admin/biblioteker/ (export, q)")]


def test_refused_export_is_none(chief: User, client: Client) -> None:
    client.force_login(make_assessor("birgitte"))
    make_case()
    AccountEvent.objects.all().delete()
    client.get("/admin/biblioteker/", {"export": "csv"})

    assert lines() == []


def test_log_is_read_by_administrators_and_written_by_nobody(chief: User, client: Client) -> None:
    set_up_roles()
    address = "/admin/kontolog/"
    told, first_page = {}, {}
    for role in (ADMINISTRATORS, EDITORS):
        user = core.make_user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        told[role] = client.get(address)
        first_page[role] = client.get("/admin/").content.decode()
        assert client.post(address).status_code in {302, 405}

    assert (told[ADMINISTRATORS].status_code, told[EDITORS].status_code) == (200, 302)
    assert "/admin/kontolog/" in first_page[ADMINISTRATORS]
    assert "/admin/kontolog/" not in first_page[EDITORS]


def test_log_can_be_filtered_and_leafed_through(
    chief: User, client: Client, django_assert_max_num_queries: Any
) -> None:
    anna = core.make_user("anna")
    AccountEvent.objects.all().delete()
    AccountEvent.objects.bulk_create(
        [AccountEvent(kind="refused", user=anna) for _number in range(60)]
        + [AccountEvent(kind="exported", actor=chief)]
    )
    page = client.get("/admin/kontolog/")
    with django_assert_max_num_queries(30):
        refused = client.get("/admin/kontolog/", {"kind": "refused", "p": "2"})
    exported = client.get("/admin/kontolog/results/", {"kind": "exported"})

    assert [len(answer.context["object_list"]) for answer in (page, refused, exported)] == [50, 10, 1]
    assert "Log over konti" in page.content.decode()


def test_line_of_a_deleted_account_keeps_its_number(chief: User, client: Client) -> None:
    anna = core.make_user("anna")
    number = anna.pk
    anna.delete()

    assert f"konto nr. {number} (slettet)" in client.get("/admin/kontolog/").content.decode()


def test_log_is_kept_for_a_year(chief: User) -> None:
    for days in (364, 367):
        event = AccountEvent.objects.create(kind="signed_in", detail=str(days))
        AccountEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=days))
    forget_old_events()

    assert [more for *_rest, more in lines()] == ["364"]


def test_roles_can_be_set_up_again_without_a_line(tree: Tree) -> None:
    call_command("setup_roles", verbosity=0)
    AccountEvent.objects.all().delete()
    call_command("setup_roles", verbosity=0)

    assert lines() == []
