"""The feed API: typed, cheap, paged, honest about what is gone."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from concepts.models import ConceptPage
from core.records.enums import Happened
from core.records.models import RecordChange
from core.records.reconciliation import KEPT, reconcile_records
from media.services import withhold_lapsed
from media.tasks import make_renditions
from showcase.models import AwardEditionPage
from syndication.feed_api.response_schemas import RESPONSES
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

PATH = "/api/feed/v1"


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    image = core.make_image(alt_text="En hånd med en bog.", credit="Ida Holm", licence="CC BY 4.0")
    make_renditions.call(image_id=image.pk)
    concept = pages.make_concept(
        tree.concepts,
        "Bog i hånden",
        cover=image,
        number=7,
        effort_hours="1.5",
        cost_kr="20",
        platforms=[core.make_platform(), core.make_platform("Instagram")],
        body=[("gallery", {"heading": "", "items": [{"image": image, "caption": "Ved disken"}]})],
    )
    concept.save_revision().publish()
    return concept


def _get(client: Client, path: str) -> Any:
    response = client.get(f"{PATH}/{path}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def _titles(client: Client, query: str = "") -> list[str]:
    return [item["title"] for item in _get(client, f"concepts{query}")["items"]]


def test_concept_says_what_a_card_needs(concept: ConceptPage, client: Client) -> None:
    (item,) = _get(client, "concepts")["items"]

    picture = item.pop("image")
    for name in ("published_at", "updated_at"):
        assert item.pop(name)
    assert item == {
        "id": str(concept.translation_key),
        "kind": "concept",
        "title": "Bog i hånden",
        "lead": concept.lead,
        "url": f"{settings.BASE_URL}/koncepter/bog-i-h-nden/",
        "is_example": False,
        "embed_url": f"{settings.BASE_URL}/embed/v1/side/{concept.pk}/",
        "dpl_url": f"{settings.BASE_URL}/koncepter/bog-i-h-nden/dpl/",
        "number": 7,
        "effort_hours": 1.5,
        "cost_kr": 20.0,
        "skills": "",
        "platforms": [{"slug": "facebook", "name": "Facebook"}, {"slug": "instagram", "name": "Instagram"}],
        "target_groups": [],
        "objectives": [],
        "formats": [],
        "occasions": [],
    }
    assert (picture["alt"], picture["credit"], picture["licence"]) == ("En hånd med en bog.", "Ida Holm", "CC BY 4.0")
    assert [picture[name]["type"] for name in ("small", "medium", "large", "jpeg")] == [
        *["image/webp"] * 3,
        "image/jpeg",
    ]
    assert all(picture[name]["url"].startswith("http") for name in ("small", "medium", "large", "jpeg"))


@pytest.mark.parametrize("name", RESPONSES)
def test_answer_is_of_its_published_type(concept: ConceptPage, tree: Tree, client: Client, name: str) -> None:
    pages.make_guide(tree.guides)
    pages.make_initiative(tree.initiatives)
    pages.make_winner(pages.make_edition(tree.awards))

    answer = RESPONSES[name].model_validate(_get(client, name), strict=False)

    assert len(answer.model_dump()["items"]) == 1


def test_picture_of_a_gallery_names_its_page(concept: ConceptPage, client: Client) -> None:
    (item,) = _get(client, "galleries?platform=instagram")["items"]

    assert (item["title"], item["lead"], item["url"]) == ("Bog i hånden", "Ved disken", concept.full_url)


def test_withheld_picture_is_in_no_answer(concept: ConceptPage, client: Client) -> None:
    make_consent(image=concept.cover, withdrawn_on=timezone.localdate())
    withhold_lapsed()

    assert _get(client, "concepts")["items"][0]["image"] is None
    assert _get(client, "galleries")["items"] == []


@pytest.mark.parametrize(
    ("name", "emptied"),
    [("guides", "platform"), ("initiatives", "library"), ("winners", "category"), ("winners", "edition")],
)
def test_item_that_lacks_what_it_must_have_is_left_out_and_the_others_are_given(
    tree: Tree, client: Client, name: str, emptied: str
) -> None:
    """Whatever emptied it: no form lets it be published so."""
    edition, other = (pages.make_edition(tree.awards, year) for year in (2025, 2026))
    page, kept = {
        "guides": [pages.make_guide(tree.guides, title) for title in ("Facebook", "TikTok")],
        "initiatives": [pages.make_initiative(tree.initiatives, title) for title in ("En", "To")],
        "winners": [pages.make_winner(one) for one in (edition, other)],
    }[name]
    if emptied == "edition":
        AwardEditionPage.objects.filter(pk=edition.pk).update(year=None)
    else:
        type(page).objects.filter(pk=page.pk).update(**{emptied: None})
    reconcile_records()

    shown = [item["id"] for item in _get(client, name)["items"]]
    doors = [f"/embed/v1/side/{page.pk}/", f"/oembed/?url={page.full_url}", page.url]

    assert shown == [str(kept.translation_key)]
    assert [client.get(door).status_code for door in doors] == [404, 404, 200]
    assert client.get(f"/feeds/{name}.atom").status_code == 200


def _costs(client: Client) -> dict[str, int]:
    costs = {}
    for name in RESPONSES:
        with CaptureQueriesContext(connection) as queries:
            _get(client, f"{name}?limit=50")
        costs[name] = len(queries)
    return costs


@pytest.mark.once
def test_list_costs_one_query_whatever_its_length(concept: ConceptPage, tree: Tree, client: Client) -> None:
    _get(client, "concepts")  # Wagtail remembers where the site lies
    few = _costs(client)
    for number in range(6):
        pages.make_concept(tree.concepts, f"Nr. {number}", cover=concept.cover)
        pages.make_initiative(tree.initiatives, f"Nr. {number}")
    PageViewRestriction.objects.create(page=tree.awards, restriction_type="login")

    assert few == _costs(client) == dict.fromkeys(RESPONSES, 1)


def test_all_that_can_be_asked_costs_three_queries(concept: ConceptPage, client: Client) -> None:
    _get(client, "concepts")  # Wagtail remembers where the site lies
    with CaptureQueriesContext(connection) as queries:
        _get(client, "concepts?platform=instagram&updated_since=2020-01-01&limit=1")

    assert len(queries) == 3


def test_rest_of_the_list_keeps_what_was_asked(concept: ConceptPage, tree: Tree, client: Client) -> None:
    for number in range(3):
        pages.make_concept(tree.concepts, f"Nr. {number}", platforms=list(concept.platforms.all()))

    first = _get(client, "concepts?platform=facebook&limit=2&updated_since=2020-01-01")
    rest = _get(client, first["next_url"].removeprefix(f"{settings.BASE_URL}{PATH}/"))

    assert "platform=facebook" in first["next_url"]
    assert [len(first["items"]), len(rest["items"]), rest["next_url"]] == [2, 2, None]


@pytest.mark.parametrize("way", ["unpublished", "deleted", "private", "under-a-private-page"])
def test_what_was_withdrawn_leaves_a_tombstone(concept: ConceptPage, tree: Tree, client: Client, way: str) -> None:
    key = str(concept.translation_key)
    if way == "unpublished":
        concept.unpublish()
    elif way == "deleted":
        concept.delete()
    else:
        hidden = concept if way == "private" else tree.concepts
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    answer = _get(client, "concepts?updated_since=2020-01-01")

    assert [tombstone["id"] for tombstone in answer["withdrawn"]] == [key]
    assert answer["items"] == []
    assert _get(client, "concepts")["withdrawn"] == []
    assert _get(client, "concepts?updated_since=2999-01-01")["withdrawn"] == []


def test_what_comes_back_is_new_again(concept: ConceptPage, client: Client) -> None:
    restriction = PageViewRestriction.objects.create(page=concept, restriction_type="login")
    moment = timezone.now()
    restriction.delete()

    answer = _get(client, f"concepts?updated_since={moment.strftime('%Y-%m-%dT%H:%M:%S')}")

    assert [item["title"] for item in answer["items"]] == ["Bog i hånden"]
    assert answer["withdrawn"] == []


def test_what_never_was_public_leaves_no_tombstone(tree: Tree, client: Client) -> None:
    draft = pages.make_concept(tree.concepts, "Kladde", live=False)
    draft_id = draft.pk
    draft.delete()

    assert _get(client, "concepts?updated_since=2020-01-01")["withdrawn"] == []
    assert not RecordChange.objects.filter(page_id=draft_id).exists()


def test_tombstones_are_forgotten_in_time(concept: ConceptPage) -> None:
    concept.unpublish()
    RecordChange.objects.update(changed_at=timezone.now() - KEPT - timedelta(days=1))

    reconcile_records()

    assert not RecordChange.objects.exists()


def test_picture_published_again_keeps_its_id(concept: ConceptPage, client: Client) -> None:
    before = _get(client, "galleries")["items"][0]["id"]
    concept.save_revision().publish()

    assert _get(client, "galleries")["items"][0]["id"] == before
    assert _get(client, "galleries?updated_since=2020-01-01")["withdrawn"] == []


def test_picture_that_is_taken_away_leaves_a_tombstone_of_its_own(concept: ConceptPage, client: Client) -> None:
    shown = _get(client, "galleries")["items"][0]["id"]
    make_consent(image=concept.cover, withdrawn_on=timezone.localdate())
    withhold_lapsed()
    answer = _get(client, "galleries?updated_since=2020-01-01")

    assert answer["items"] == []
    assert [tombstone["id"] for tombstone in answer["withdrawn"]] == [shown]
    assert _get(client, "concepts?updated_since=2020-01-01")["withdrawn"] == []


def test_reader_that_has_it_gets_304_until_something_is_gone(concept: ConceptPage, tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, "Bliver").save_revision().publish()
    first = client.get(f"{PATH}/concepts")
    by_tag, by_date = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
    same = [client.get(f"{PATH}/concepts", headers=headers).status_code for headers in (by_tag, by_date)]

    concept.unpublish()
    RecordChange.objects.filter(happened=Happened.WENT).update(changed_at=timezone.now() + timedelta(seconds=2))

    assert same == [304, 304]
    assert [client.get(f"{PATH}/concepts", headers=headers).status_code for headers in (by_tag, by_date)] == [200, 200]


def test_methods_are_said_and_kept(concept: ConceptPage, client: Client) -> None:
    whole, head = client.get(f"{PATH}/concepts"), client.head(f"{PATH}/concepts")
    options = client.options(f"{PATH}/concepts")
    asked = {"Origin": "https://bibliotek.example", "Access-Control-Request-Method": "GET"}

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.options(f"{PATH}/concepts", headers=asked)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert [client.generic(verb, f"{PATH}/concepts").status_code for verb in ("POST", "PUT", "DELETE")] == [405] * 3
    assert client.post(f"{PATH}/openapi.json").status_code == 405


@pytest.mark.parametrize("query", ["limit=0", "x=1", "cursor=x", "platform=myspace", "limit=1&limit=2", "fields=*"])
def test_bad_parameter_is_said_in_danish(tree: Tree, client: Client, query: str) -> None:
    response = client.get(f"{PATH}/concepts?{query}")

    assert response.status_code == 400
    assert list(json.loads(response.content)) == ["detail"]


def test_document_is_openapi_3_1_with_examples_of_their_types(client: Client) -> None:
    document = _get(client, "openapi.json")
    examples = {
        path.rpartition("/")[2]: methods["get"]["responses"]["200"]["content"]["application/json"]["example"]
        for path, methods in document["paths"].items()
    }

    assert document["openapi"].startswith("3.1")
    assert set(examples) == set(RESPONSES)
    for name, example in examples.items():
        RESPONSES[name].model_validate(example)


def test_documentation_names_every_parameter_and_field(tree: Tree, client: Client) -> None:
    text = client.get(f"{PATH}/docs").content.decode()
    document = _get(client, "openapi.json")

    for methods in document["paths"].values():
        assert all(f"<code>{parameter['name']}</code>" in text for parameter in methods["get"]["parameters"])
    for shape in document["components"]["schemas"].values():
        assert all(f"<code>{name}</code>" in text for name in shape["properties"])
