"""Every search box of the admin, with what people type into them: an answer, never a server error."""

from inspect import unwrap
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from modelsearch.query import MATCH_NONE, And, Not, Phrase, PlainText
from modelsearch.utils import parse_query_string
from wagtail.models import Page

from foundation.search_backend import MOST_SIGNS, MOST_WORDS, plain_query
from tests.contracts.admin_doors import LEFT_OUT, admin_views, filled_in
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
TYPED = {
    "quote": '"',
    "word": "bog",
    "inches": '2" skærm',
    "quoted": '"bog" og "film',
    "apostrophe": "'bog' it's",
    "operators": "NEAR( a:b - | & ! % _ ^ * OR AND NOT",
    "backslash": "\\",
    "percent": "100% %s %(x)s",
    "brackets": '({"bog"})',
    "pasted": "en\x0bbog\u202e",
    "many": "a ba " * 300,
    "long": "x" * 3_000,
    "emoji": "📚",
    "filter": 'title:"bog" live:true',
}
KNOWN = {
    **dict.fromkeys(("page_id", "parent_page_id", "pk", "page_pk"), 1),
    **{"app_label": "concepts", "model_name": "conceptpage"},
    **{"content_type_app_name": "concepts", "content_type_model_name": "conceptpage"},
}
EVERYWHERE = ("quote", "word", "inches", "pasted")
OK, SERVER_ERROR = 200, 500
BOXES = (
    *("/admin/pages/1/", "/admin/pages/search/", "/admin/choose-page/search/", "/admin/api/main/pages/"),
    *("/admin/images/", "/admin/images/chooser/results/", "/admin/documents/chooser/results/", "/admin/redirects/"),
    *("/admin/snippets/core/platform/", "/admin/snippets/choose/core/platform/results/", "/admin/users/"),
    *("/admin/snippets/media/video/", "/admin/snippets/choose/media/video/results/", "/admin/groups/"),
    *("/admin/snippets/media/consent/", "/admin/biblioteker/", "/admin/library_chooser/results/"),
    "/admin/indberetninger/",
)


@pytest.fixture
def admin(tree: Tree) -> Client:
    pages.make_concept(tree.concepts, "Bog & film (2 × 2)", slug="bog")
    core.make_image("bog")
    client = Client(raise_request_exception=False)
    client.force_login(core.make_user("boss", is_superuser=True))
    return client


def _status(client: Client, address: str, text: str) -> int:
    with transaction.atomic():
        status = client.get(address, {"search" if "/api/" in address else "q": text}).status_code
        transaction.set_rollback(True)
    return status


def _each_kind() -> dict[Any, str]:
    """One address of each class of view."""
    found = ((name, filled_in(name, arguments, KNOWN)) for name, arguments in admin_views() if name not in LEFT_OUT)
    return {getattr(unwrap(resolve(address).func), "view_class", name): address for name, address in found if address}


def test_no_view_of_the_admin_fails_on_a_quotation_mark(admin: Client) -> None:
    assert [address for address in _each_kind().values() if _status(admin, address, '"') >= SERVER_ERROR] == []


def test_every_search_box_takes_what_is_typed(admin: Client) -> None:
    answers = {(address, name): _status(admin, address, TYPED[name]) for address in BOXES for name in EVERYWHERE}

    assert [box for box, status in answers.items() if status != OK] == []


def test_every_index_can_be_asked_for_what_is_typed(tree: Tree) -> None:
    backend = get_search_backend()
    for model, typed in product(get_indexed_models(), TYPED.values()):
        for query in (typed, parse_query_string(typed)[1], parse_query_string(typed, operator="or")[1]):
            list(backend.search(query, model))
            if model.get_autocomplete_search_fields():
                list(backend.autocomplete(query, model))


@pytest.mark.parametrize("typed", ['bog"', '"bog" & film', "film - bog", '2" bog', "( × ) bog", "bog\x0b", '"bog" ?'])
def test_marks_that_are_no_words_do_not_hide_what_is_looked_for(tree: Tree, typed: str) -> None:
    page = pages.make_concept(tree.concepts, "Bog & film (2 × 2)", slug="bog")

    assert [found.pk for found in Page.objects.autocomplete(typed)] == [page.pk]
    assert [found.pk for found in Page.objects.search(parse_query_string(typed)[1])] == [page.pk]


def test_query_keeps_its_shape_and_loses_what_is_no_word() -> None:
    query: Any = plain_query(And([PlainText('"a" & b', operator="or"), Not(Phrase('c "d')), PlainText("?")]))

    assert repr(query) == repr(And([PlainText("a b", operator="or"), Not(Phrase("c d"))]))
    assert plain_query('"') is MATCH_NONE
    assert plain_query(PlainText("-")) is MATCH_NONE
    assert plain_query("x " * 999) == " ".join("x" * MOST_WORDS)
    assert plain_query("x" * 999) == "x" * MOST_SIGNS
