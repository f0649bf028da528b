"""Second factors in the hands of administrators: seen, reset and asked for; and how the secrets are kept."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, set_up_roles
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from foundation.factors.models import GroupPolicy
from foundation.factors.tasks import tell
from tests.factories import core
from tests.factories.signing_in import SECRET, STEP, code_of, is_in, send_password, staff
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _administrator(client: Client, **fields: Any) -> Client:
    client.force_login(staff("anne", ADMINISTRATORS, **fields))
    session = client.session
    session["proven_at"] = time.time()
    session.save()
    return client


def test_administrator_resets_a_lost_factor(
    rikke: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    signed_in = Client()
    send_password(signed_in)
    signed_in.post(STEP, {"code": code_of()})
    admin = _administrator(client)

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("reset_factor", args=[rikke.pk]))
    tell.call(user_id=rikke.pk, change="reset")

    assert not Authenticator.objects.filter(user=rikke).exists()
    assert not is_in(signed_in)
    event = AccountEvent.objects.get(kind=EventKind.FACTOR_REMOVED)
    assert (event.user, event.actor.username if event.actor else "") == (rikke, "anne")
    assert DBTaskResult.objects.filter(task_path="foundation.factors.tasks.tell").count() == 1
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (["rikke@example.dk"], "Anden faktor er nulstillet")
    assert send_password(signed_in)["Location"] == "/admin/"


@pytest.mark.parametrize("act", ["reset_factor", "end_sessions"])
def test_administrator_does_not_look_after_a_superuser(rikke: User, client: Client, act: str) -> None:
    rikke.is_superuser = True
    rikke.save()
    before = rikke.session_generation

    response = _administrator(client).post(reverse(act, args=[rikke.pk]))

    assert response["Location"] == "/admin/"
    assert Authenticator.objects.filter(user=rikke, type="totp").exists()
    assert User.objects.get(pk=rikke.pk).session_generation == before


def test_administrator_signs_somebody_out_everywhere(rikke: User, client: Client) -> None:
    signed_in = Client()
    send_password(signed_in)
    signed_in.post(STEP, {"code": code_of()})

    _administrator(client).post(reverse("end_sessions", args=[rikke.pk]))

    assert not is_in(signed_in)
    assert AccountEvent.objects.filter(kind=EventKind.SESSIONS_ENDED, user=rikke).count() == 1


def test_reset_is_asked_for_by_post_and_by_who_is_there(rikke: User, client: Client, settings: Any) -> None:
    admin = _administrator(client)
    assert admin.get(reverse("reset_factor", args=[rikke.pk])).status_code == 200
    settings.FRESH_SECONDS = 0

    response = admin.post(reverse("reset_factor", args=[rikke.pk]))

    assert response["Location"].startswith("/konto/bekraeft/")
    assert Authenticator.objects.filter(user=rikke).exists()


def test_command_resets_for_the_only_administrator(rikke: User) -> None:
    call_command("reset_second_factor", "rikke")

    assert not Authenticator.objects.filter(user=rikke).exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "ingen")


def test_secrets_are_not_readable_in_the_database_and_survive_a_new_key(
    rikke: User, client: Client, settings: Any
) -> None:
    assert all(SECRET not in str(data) for data in Authenticator.objects.values_list("data", flat=True))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for the days to come, long enough to be one"

    send_password(client)
    client.post(STEP, {"code": code_of()})

    assert is_in(client)


def test_secret_no_key_opens_lets_nobody_in(rikke: User, client: Client, settings: Any) -> None:
    settings.SECRET_KEY = "another key for the days to come, long enough to be one"

    send_password(client)

    assert client.post(STEP, {"code": code_of()}).status_code == 400


def test_list_of_logins_costs_the_same_for_many(rikke: User, client: Client) -> None:
    admin, counts = _administrator(client), []

    for number in range(3):
        staff(f"ny{number}", ASSESSORS)
        with CaptureQueriesContext(connection) as captured:
            page = admin.get(reverse("accounts")).content.decode()
        counts.append(len(captured))

    assert "rikke@" not in page
    assert len(set(counts[1:])) == 1


@pytest.mark.parametrize("is_asked", [True, False])
def test_group_is_asked_for_a_factor_in_its_form(rikke: User, client: Client, is_asked: bool) -> None:
    client.force_login(core.make_user("chef", is_superuser=True))
    group = Group.objects.get(name=EDITORS)
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    data = _formsets(client.get(address).context["permission_panels"])

    client.post(address, {"name": EDITORS, **data, **({"policy-requires_factor": "on"} if is_asked else {})})

    assert GroupPolicy.objects.get(group=group).requires_factor is is_asked


def test_new_group_gets_its_rules(rikke: User, client: Client) -> None:
    client.force_login(core.make_user("chef", is_superuser=True))
    address = reverse("wagtailusers_groups:add")
    data = _formsets(client.get(address).context["permission_panels"])

    client.post(address, {"name": "Nye", **data, "policy-requires_factor": "on"})

    assert GroupPolicy.objects.get(group__name="Nye").requires_factor


def _formsets(panels: Any) -> dict[str, str]:
    """The empty management forms of Wagtail's panels."""
    sets = [panel for panel in panels if hasattr(panel, "management_form")]
    return {f"{one.prefix}-{name}": "0" for one in sets for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_rules_an_administrator_changed_stay_when_roles_are_set_up_again(tree: Tree) -> None:
    set_up_roles()
    GroupPolicy.objects.filter(group__name=ASSESSORS).update(requires_factor=False)

    set_up_roles()

    rules = dict(GroupPolicy.objects.values_list("group__name", "requires_factor"))
    assert rules == {ADMINISTRATORS: True, EDITORS: False, "Sektionsredaktører": False, ASSESSORS: False}
