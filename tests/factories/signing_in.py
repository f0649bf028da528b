"""Signing in, step by step, and sessions as they are a short while after somebody has shown who she is."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User
from core.roles import EDITORS
from foundation.factors.sign_in_steps import PROVEN_AT
from tests.factories import core

SECRET = generate_totp_secret()
STEP = "/konto/andet-trin/"
DOORS = {"/admin/login/": "/admin/", "/vurdering/log-ind/": "/vurdering/"}
MADE_UP_ANSWERS = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    "[" * 5000,
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    *(
        f'{{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {{{response}}}}}'
        for response in (
            '"clientDataJSON": "e30", "signature": "YQ", "authenticatorData": "YQ"',
            '"clientDataJSON": "e30", "attestationObject": "oA"',
            '"clientDataJSON": "\u00ff", "attestationObject": 1',
        )
    ),
]


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def staff(name: str, group: str = EDITORS, **fields: Any) -> User:
    user = core.make_user(name, email=f"{name}@example.dk", **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


def send_password(client: Client, name: str = "rikke", *, door: str = "/admin/login/", **data: str) -> Any:
    return client.post(door, {"username": name, "password": "hemmelig", **data})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def prove(client: Client, *, seconds_ago: int = 0) -> None:
    """Whoever is signed in here gave her password that long ago."""
    session = client.session
    session[PROVEN_AT] = time.time() - seconds_ago
    session.save()
