"""No answer may be kept longer than a minute, at any door; what is kept for ever has an address of its own content."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from foundation.cache_control import FOR_EVER, PRIVATE
from media.tasks import make_renditions
from syndication.embeds.component import version
from tests.contracts.canary import Garden, doors
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MOST_SECONDS = 60
# Addresses that change with what they answer.
ALLOWED_FOR_EVER = re.compile(r"/embed/v1/(some-katalog\.[0-9a-f]{16}\.js|farve/[0-9a-f]{6}\.css)")
# Doors for people who are signed in or hold a link, tested where they are built.
PRIVATE_PREFIXES = ("admin/", "indberet/", "konto/", "vurdering/")


def _seconds(cache_control: str) -> list[int]:
    """How long each kind of cache may keep an answer, and how long it may show it after that."""
    if "no-store" in cache_control:
        return [0]
    return [int(number) for number in re.findall(r"(?:age|revalidate|if-error)=(\d+)", cache_control)]


def _addresses(garden: Garden) -> list[str]:
    image = core.make_image("Synligt", file=core.picture_file(size=(60, 40)))
    make_renditions.call(image_id=image.pk)
    film = core.make_video("Synlig", captions="WEBVTT\n")
    media: Any = [("video", {"video": film, "caption": ""})]
    page = pages.make_initiative(garden.tree.initiatives, "Med medier", cover=image, media=media)
    return [
        *doors((garden.concept.pk, garden.initiative.pk)),
        *(page.get_url(), "/eksempler/findes-ikke/", "/eksempler", "/koncepter/synlig", "/komponenter/"),
        *(image.renditions.all()[0].url, film.file.url, f"/undertekster/{film.pk}.vtt", "/media/images/ukendt.webp"),
        *("/embed/v1/farve/0f4836.css", f"/embed/v1/some-katalog.{version()}.js"),
        *("/_util/login/", "/_util/authenticate_with_password/1/1/", "/api/feed/v1/"),
        *(
            "/documents/0123456789abcdef0123456789abcdef/ukendt.pdf",
            "/static/website/img/icon.svg",
            "/.well-known/security.txt",
        ),
    ]


def test_no_answer_may_be_kept_longer_than_a_minute(tree: Tree) -> None:
    wrong = []
    for address in _addresses(Garden(tree)):
        for method in ("get", "head"):
            answer = getattr(Client(), method)(address)
            said = answer.get("Cache-Control", "")
            is_for_ever = said == FOR_EVER and ALLOWED_FOR_EVER.fullmatch(address)
            if not is_for_ever and not (_seconds(said) and max(_seconds(said)) <= MOST_SECONDS):
                wrong.append(f"{method} {address}: {answer.status_code} {said!r}")

    assert wrong == []


def test_answer_to_somebody_is_kept_by_nobody(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    client.force_login(core.make_user())

    assert client.get(concept.get_url())["Cache-Control"] == PRIVATE
    assert Client().post("/soeg/")["Cache-Control"] == PRIVATE
    assert Client().get("/vurdering/")["Cache-Control"] != Client().get("/om/")["Cache-Control"]


def test_way_to_sign_in_is_kept_by_nobody(db: None) -> None:
    """Else whoever has signed in would be sent there again by a cache."""
    for address in ("/admin/", "/konto/", "/vurdering/", "/admin/login/"):
        assert max(_seconds(Client().get(address)["Cache-Control"])) == 0, address


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).replace("^", "")
        if isinstance(entry, URLPattern):
            yield route
        elif not route.startswith(PRIVATE_PREFIXES):
            yield from _patterns(entry, route)


def test_every_public_address_pattern_is_among_the_doors(tree: Tree) -> None:
    """A new pattern fails here until its door is walked above."""
    walked = set()
    for address in _addresses(Garden(tree)):
        try:
            walked.add(resolve(address.partition("?")[0]).route.replace("^", ""))
        except Resolver404:
            continue
    known = {route for route in _patterns(get_resolver()) if not route.startswith(PRIVATE_PREFIXES)}

    assert "\n".join(sorted(known - walked)) == ""
