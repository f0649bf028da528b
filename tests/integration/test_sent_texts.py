"""Rich text as a program may send it: refused, with nothing changed; and a text from before is no server error."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _linking(**data: Any) -> str:
    """What the editor sends of a text with one link."""
    block = {"key": "a", "text": "Her", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": data}
    place = [{"offset": 0, "length": 3, "key": 0}]
    return json.dumps({"blocks": [{**block, "entityRanges": place}], "entityMap": {"0": link}})


@pytest.fixture
def admin(tree: Tree) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(core.make_user("boss", is_superuser=True))
    return client


def _send(client: Client, page: Page, text: str) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, posted(client.get(address), unchangeable_core=text))


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "7", '"x"', '{"blocks": 7}', "[" * 5_000),
        *('{"entityMap": []}', _linking(id="abc"), _linking(id="9" * 30), _linking(id=-1), _linking(id={"a": 1})),
    ],
)
def test_text_that_no_editor_sends_is_refused_and_changes_nothing(tree: Tree, admin: Client, text: str) -> None:
    concept = pages.make_concept(tree.concepts)
    before = concept.revisions.count()

    status = _send(admin, concept, text).status_code

    assert (status, concept.revisions.count()) == (400, before)


@pytest.mark.parametrize("text", ["null", rich_text("<p>Nyt</p>"), _linking(id=1), _linking(url="https://a.dk/")])
def test_text_that_an_editor_sends_is_kept(tree: Tree, admin: Client, text: str) -> None:
    concept = pages.make_concept(tree.concepts)
    before = concept.revisions.count()

    status = _send(admin, concept, text).status_code

    assert (status, concept.revisions.count()) == (302, before + 1)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "²", "-1"])
def test_text_that_points_at_what_is_no_page_can_be_saved_and_checked(tree: Tree, admin: Client, key: str) -> None:
    concept = pages.make_concept(tree.concepts)
    concept.unchangeable_core = f'<p><a linktype="page" id="{key}">Her</a></p>'

    concept.save_revision()

    assert admin.get(reverse("page_findings", args=[concept.pk])).status_code == 200
