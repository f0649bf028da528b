"""Somebody with a second factor."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from core.models import User
from core.roles import set_up_roles
from tests.factories.signing_in import SECRET, STEP, code_of, send_password, staff
from tests.factories.site import Tree


@pytest.fixture
def rikke(tree: Tree) -> User:
    """An editor with an authenticator app and recovery codes."""
    set_up_roles()
    user = staff("rikke")
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def inside(rikke: User, client: Client) -> Client:
    send_password(client)
    client.post(STEP, {"code": code_of()})
    return client
