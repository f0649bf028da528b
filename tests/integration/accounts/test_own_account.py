"""One's own account: a name in one word is a name, and nobody is asked for a picture that nobody is shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.models import User
from tests.factories import core
from tests.factories.posting import as_shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(core.make_user("admin", is_superuser=True, first_name="Karen", email="karen@fjordby.example"))
    return client


def test_account_of_somebody_without_last_name_is_saved(admin: Client) -> None:
    form = as_shown(admin.get("/admin/account/"), "name_email-first_name")

    response = admin.post("/admin/account/", form | {"name_email-first_name": ["Karin"]})

    assert response.status_code == 302
    assert User.objects.get().first_name == "Karin"


@pytest.mark.parametrize("address", ["wagtailusers_users:add", "wagtailusers_users:edit"])
def test_administrator_saves_somebody_without_last_name(admin: Client, address: str) -> None:
    arguments: list[Any] = [User.objects.get().pk] if address.endswith("edit") else []
    address = reverse(address, args=arguments)
    names = {"username": ["bo"], "email": ["bo@fjordby.example"], "first_name": ["Bo"]}
    password = {"password1": ["hemmelig-1"], "password2": ["hemmelig-1"]}

    response = admin.post(address, as_shown(admin.get(address), "last_name") | names | password)

    assert response.status_code == 302, response.context["form"].errors
    assert User.objects.get(username="bo").last_name == ""


def test_picture_of_oneself_is_neither_asked_for_nor_kept(admin: Client) -> None:
    shown = admin.get("/admin/account/")
    form = as_shown(shown, "name_email-first_name")

    admin.post("/admin/account/", form | {"avatar-avatar": core.picture_file()})

    assert "avatar-avatar" not in shown.content.decode()
    assert [profile.avatar.name for profile in UserProfile.objects.all()] == [""]
