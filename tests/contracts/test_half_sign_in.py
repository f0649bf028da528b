"""A right password without the second step is worth nothing: every address the project has answers as to a stranger.

Two ways to be half signed in: waiting for the second step, and a session that some code opened with `login()` alone.
"""

import re
from collections.abc import Iterator
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

pytestmark = pytest.mark.django_db
VARIABLE = re.compile(r"<(?:(\w+):)?\w+>")
MADE_UP = re.compile(  # anew in each answer: what stands against forged forms, a draft's key, a specimen's id
    rb"\b[A-Za-z0-9]{64}\b|[0-9a-f]{33}\.\w{6}\.[\w-]{43}|billede-[0-9a-f]{8}"
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


def _different(half: Client, doors: list[str]) -> list[str]:
    half.raise_request_exception = False
    stranger = Client(raise_request_exception=False)
    return [
        f"{verb} {address}"
        for address in doors
        for verb in ("get", "post")
        if _answer(half, verb, address) != _answer(stranger, verb, address)
    ]


def test_session_opened_with_the_password_alone_is_a_strangers(doors: list[str], chef: User) -> None:
    half = Client()
    half.force_login(chef)

    assert _different(half, doors) == []


def test_who_waits_for_the_second_step_is_a_stranger(doors: list[str], chef: User) -> None:
    half = Client()
    half.post("/admin/login/", {"username": "chef", "password": "hemmelig"})

    assert [door for door in _different(half, doors) if OWN not in door] == []


def test_who_must_first_add_a_factor_is_a_stranger(doors: list[str], chef: User, settings: Any) -> None:
    Authenticator.objects.all().delete()
    settings.SECOND_FACTOR_IS_REQUIRED = True
    half = Client()
    half.post("/admin/login/", {"username": "chef", "password": "hemmelig"})

    assert [door for door in _different(half, doors) if OWN not in door] == []


def test_whole_session_sees_more_at_these_doors(doors: list[str], chef: User) -> None:
    """The walk would notice: the same user without a second factor is let in at most of them."""
    Authenticator.objects.all().delete()
    whole = Client()
    whole.force_login(chef)

    assert len(_different(whole, doors[:200])) > 100
