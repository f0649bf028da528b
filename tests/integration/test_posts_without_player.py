"""An editor who pastes an address without a player is told so: by a refusal where there is one, else after saving."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from foundation.validators import validate_has_player
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
LINKED = [
    "https://x.com/bibliotek/status/1234567890",
    "https://www.threads.net/@bibliotek/post/Cabc123",
    "https://www.snapchat.com/spotlight/W7_abc",
    "https://mastodon.social/@bibliotek/112233445566778899",
]
POST = {"platform_name": "X", "author": "Fjordby Bibliotek", "text": "Bussen svarer."}


def _saved(client: Client, page_id: int, **headers: str) -> list[str]:
    address = reverse("wagtailadmin_pages:edit", args=[page_id])
    answer = client.post(address, posted(client.get(address)), headers=headers)
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize("address", LINKED)
def test_post_that_is_only_linked_is_told_when_the_page_is_saved(tree: Tree, client: Client, address: str) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))
    body = [
        ("third_party_post", {**POST, "url": address}),
        ("third_party_post", {**POST, "url": "https://vimeo.com/1084537"}),
    ]
    page = pages.make_concept(tree.concepts, "Bussen", body=body)

    validate_has_player(address)
    told = _saved(client, page.pk)

    assert told[-1] == f"Disse opslag vises som jeres kopi med et link, for der er ingen afspiller til dem: {address}"
    assert _saved(client, page.pk, accept="application/json") == []
