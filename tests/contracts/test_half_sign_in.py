"""A right password without the second step is worth nothing: every address the project has answers as to a stranger.

Three ways to be half signed in: waiting for the second step, having to add one first, and a session that some code
opened with `login()` alone.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admindocs.views import simplify_regex
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern
from wagtail.models import PageViewRestriction

from core.models import User
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VARIABLE = re.compile(r"<(?:(\w+):)?\w+>")
MADE_UP = re.compile(  # anew in each answer: what stands against forged forms, a draft's key and name, a specimen's id
    rb"\b[A-Za-z0-9]{64}\b|\b[0-9a-f]{20}\b|[0-9a-f]{33}\.\w{6}\.[\w-]{43}|billede-[0-9a-f]{8}"
)
OWN = "/konto/"  # where whoever waits is asked for the second step, and nothing else is shown
FEWEST = 300  # addresses: the admin alone has more


def _addresses(patterns: list[URLPattern | URLResolver], start: str, number: int) -> Iterator[str]:
    """Every pattern as an address; whole numbers become the id of something that is there."""
    for pattern in patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            piece = str(pattern.pattern)
        elif isinstance(pattern.pattern, RegexPattern):
            piece = simplify_regex(str(pattern.pattern)).lstrip("/")
        else:
            piece = str(pattern.pattern)
        whole = start + VARIABLE.sub(lambda found: str(number) if found[1] != "slug" else "x", piece)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, whole, number)
        else:
            yield whole


def _hidden_things(tree: Tree) -> tuple[int, list[str]]:
    """A draft's id, and addresses of what only staff may see."""
    draft = pages.make_concept(tree.concepts, "Kladde", live=False)
    private = pages.make_concept(tree.concepts, "Privat")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    film = core.make_video(captions="WEBVTT\n\n00:00.000 --> 00:01.000\nHej")
    sent = core.make_video("Sendt", file="", original=ContentFile(b"film", name="film.mp4"))
    image = core.make_image()
    consent = make_consent(image=image, proof=ContentFile(b"Karen", name="ja.txt"))
    report_file = make_report_file(make_report())
    return draft.pk, [
        str(private.get_url()),
        f"/admin/pages/{draft.pk}/edit/preview/",
        f"/admin/pages/{draft.pk}/view_draft/",
        f"/undertekster/{film.pk}.vtt",
        sent.original.url,
        image.file.url,
        consent.proof.url,
        report_file.file.url,
        f"/api/v2/pages/{private.pk}/",
        f"/api/v2/pages/{draft.pk}/",
        "/api/v2/pages/?type=concepts.ConceptPage",
        "/soeg/?q=privat",
        f"/embed/v1/side/{private.pk}/",
    ]


@pytest.fixture
def doors(tree: Tree) -> list[str]:
    number, hidden = _hidden_things(tree)
    everything = {f"/{address}" for address in _addresses(get_resolver().url_patterns, "", number)}
    found = sorted(everything | set(hidden), key=lambda address: ("log" in address, address))  # logging out comes last
    assert len(found) > FEWEST
    return found


@pytest.fixture
def chef(tree: Tree) -> User:
    """Who could do everything, were the second step done."""
    user = core.make_user("chef", is_superuser=True)
    TOTP.activate(user, generate_totp_secret())
    return user


def _answer(client: Client, verb: str, address: str) -> tuple[Any, ...]:
    response = getattr(client, verb)(address)
    body = b"" if response.streaming else MADE_UP.sub(b"", response.content)
    return response.status_code, response.get("Location", ""), response.get("Content-Length", ""), body


def _different(doors: list[str], verbs: tuple[str, ...], **others: Client) -> list[str]:
    """Where an answer is not the one a stranger gets, as `who verb address`."""
    stranger = Client(raise_request_exception=False)
    found = []
    for verb, address in product(verbs, doors):
        expected = _answer(stranger, verb, address)
        found += [
            f"{who} {verb} {address}" for who, other in others.items() if _answer(other, verb, address) != expected
        ]
    return found


def _client_after_password(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.post("/admin/login/", {"username": username, "password": "hemmelig"})
    return client


@pytest.mark.long
def test_half_a_sign_in_is_a_strangers_at_every_door(doors: list[str], chef: User, settings: Any) -> None:
    settings.SECOND_FACTOR_IS_REQUIRED = True
    core.make_user("ny", is_superuser=True)
    opened = Client(raise_request_exception=False)
    opened.force_login(chef)  # by code that knows of no second step
    halves = {"opened": opened, "waiting": _client_after_password("chef"), "adding": _client_after_password("ny")}

    found = _different(doors, ("get", "post"), **halves)

    assert [door for door in found if OWN not in door or door.startswith("opened")] == []


@pytest.mark.deep
def test_whole_session_sees_more_at_these_doors(doors: list[str], chef: User) -> None:
    """The walk would notice: the same user without a second factor is let in at most of them."""
    Authenticator.objects.all().delete()
    whole = Client(raise_request_exception=False)
    whole.force_login(chef)

    assert len(_different(doors[:120], ("get",), whole=whole)) > 60
