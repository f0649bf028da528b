"""API v2: what programs get."""

from typing import Any

import pytest
from django.test import Client

from concepts.models import ConceptCondition
from media.tasks import make_renditions
from showcase.models import Nomination
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def get(client: Client, **parameters: str) -> dict[str, Any]:
    response = client.get("/api/v2/pages/", parameters)
    assert response.status_code == 200, response.content
    return dict(response.json())


def detail(client: Client, pk: int) -> dict[str, Any]:
    return dict(client.get(f"/api/v2/pages/{pk}/").json())


def test_list_counts_visible_pages_only(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts)
    pages.make_concept(tree.concepts, "Kladde", live=False)

    answer = get(client, type="concepts.ConceptPage")

    assert answer["meta"]["total_count"] == 1
    assert [item["title"] for item in answer["items"]] == ["Ét bogstav galt"]


def test_concept_detail_carries_every_public_field(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(
        tree.concepts,
        number=1,
        lead="Alle kan en titel.",
        effort_hours="2.5",
        cost_kr="0.00",
        unchangeable_core="<p>Svar med det samme</p>",
        success_metric=core.make_metric(),
        success_rule="Blandt de to bedste af elleve",
        platforms=[core.make_platform()],
        body=[("steps", {"steps": [{"title": "Vælg", "text": "<p>Ti titler</p>", "minutes": 20}]})],
    )
    concept.conditions = [ConceptCondition(kind="flops", text="Ingen svarer")]
    concept.save()

    answer = detail(client, concept.pk)

    assert answer["number"] == 1
    assert answer["platforms"] == [{"slug": "facebook", "name": "Facebook"}]
    assert answer["effort_hours"] == "2.5"
    assert answer["flops_when"] == ["Ingen svarer"]
    assert answer["success_criterion"] == {"metric": "Kommentarer", "rule": "Blandt de to bedste af elleve"}
    step = answer["body"][0]["value"]["steps"][0]
    assert step == {"title": "Vælg", "text": "<p>Ti titler</p>", "minutes": 20}
    assert answer["source_initiatives"] == []


def test_pictures_have_absolute_addresses_alt_and_dimensions(tree: Tree, client: Client) -> None:
    image = core.make_image(file=core.picture_file(size=(1200, 800)))
    make_renditions.call(image_id=image.pk)
    concept = pages.make_concept(
        tree.concepts,
        cover=image,
        body=[("gallery", {"heading": "Dagen", "items": [{"image": image, "caption": "Kl. 9"}]})],
    )

    answer = detail(client, concept.pk)

    cover = answer["cover"]
    assert cover["alt"] == "En gul bogbus holder ved kirken."
    assert (cover["width"], cover["height"]) == (1200, 800)
    assert cover["url"].startswith("http://testserver/media/images/")
    assert {file["type"] for file in cover["renditions"]} == {"image/avif", "image/webp"}
    assert sorted({file["width"] for file in cover["renditions"]}) == [480, 960, 1200]
    assert answer["body"][0]["value"]["items"][0]["image"] == cover


def test_films_have_absolute_addresses_and_captions(tree: Tree, client: Client) -> None:
    video = core.make_video(transcript="Regn mod ruden.")
    concept = pages.make_concept(tree.concepts, body=[("video", {"video": video, "caption": "Lyd"})])

    film = detail(client, concept.pk)["body"][0]["value"]["video"]

    assert film["file"].startswith("http://testserver/media/videos/")
    assert film["transcript"] == "Regn mod ruden."
    assert film["captions"] is None


def test_rich_text_is_display_html(tree: Tree, client: Client) -> None:
    target = pages.make_concept(tree.concepts, "Bussen")
    concept = pages.make_concept(tree.concepts, adaptations=f'<p><a linktype="page" id="{target.pk}">Se her</a></p>')

    assert detail(client, concept.pk)["adaptations"] == '<p><a href="/koncepter/bussen/">Se her</a></p>'


def test_rich_text_link_to_a_draft_keeps_its_address_secret(tree: Tree, client: Client) -> None:
    target = pages.make_concept(tree.concepts, "Hemmelig", live=False)
    concept = pages.make_concept(tree.concepts, adaptations=f'<p><a linktype="page" id="{target.pk}">Se her</a></p>')

    assert detail(client, concept.pk)["adaptations"] == "<p><a>Se her</a></p>"


def test_relation_to_a_hidden_page_is_null(tree: Tree, client: Client) -> None:
    hidden = pages.make_concept(tree.concepts, "Skjult", live=False)
    initiative = pages.make_initiative(tree.initiatives, concept=hidden)

    assert detail(client, initiative.pk)["concept"] is None


def test_nomination_of_a_hidden_page_is_not_told_nor_counted(tree: Tree, client: Client) -> None:
    edition = pages.make_edition(tree.awards)
    seen = pages.make_initiative(tree.initiatives)
    hidden = pages.make_initiative(tree.initiatives, "Skjult", live=False)
    secret, known = pages.make_award_category("Hemmelig"), pages.make_award_category("Kendt")
    edition.nominations = [Nomination(category=known, entry=seen), Nomination(category=secret, entry=hidden)]
    edition.save()

    (told,) = detail(client, edition.pk)["nominations"]
    listed = get(client, type="showcase.AwardEditionPage", fields="nominations")["items"][0]["nominations"]

    assert (told["category"]["name"], told["entry"]["id"]) == ("Kendt", seen.pk)
    assert listed == [told]


def test_facet_narrows_like_the_index(tree: Tree, client: Client) -> None:
    facebook, snapchat = core.make_platform(), core.make_platform("Snapchat")
    pages.make_concept(tree.concepts, "A", platforms=[facebook], effort_hours="1")
    pages.make_concept(tree.concepts, "B", platforms=[snapchat], effort_hours="8")
    pages.make_concept(tree.concepts, "C", platforms=[facebook, snapchat], effort_hours="8")

    answer = get(client, type="concepts.ConceptPage", platform="snapchat", tid="over-4-timer", order="title")

    assert [item["title"] for item in answer["items"]] == ["B", "C"]


@pytest.mark.parametrize("search", ["bogstav", "BOGSTAV", 'bogstav"', "bogstav*"])
def test_search_finds_words_whatever_stands_around_them(tree: Tree, client: Client, search: str) -> None:
    pages.make_concept(tree.concepts)
    pages.make_concept(tree.concepts, "Andet")

    answer = get(client, type="concepts.ConceptPage", search=search)

    assert [item["title"] for item in answer["items"]] == ["Ét bogstav galt"]


def test_search_facet_and_order_work_together(tree: Tree, client: Client) -> None:
    facebook = core.make_platform()
    pages.make_concept(tree.concepts, "Bogstav to", platforms=[facebook])
    pages.make_concept(tree.concepts, "Bogstav et", platforms=[facebook])
    pages.make_concept(tree.concepts, "Bogstav tre")

    answer = get(client, type="concepts.ConceptPage", platform="facebook", search="bogstav", descendant_of="root")
    exact = get(client, type="concepts.ConceptPage", slug="bogstav-to", search="bogstav")

    assert [item["title"] for item in exact["items"]] == ["Bogstav to"]
    assert {item["title"] for item in answer["items"]} == {"Bogstav to", "Bogstav et"}


def test_any_origin_may_read_and_none_may_write(tree: Tree, client: Client) -> None:
    assert client.get("/api/v2/pages/", headers={"origin": "https://bib.example"})["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        "/api/v2/pages/", headers={"origin": "https://bib.example", "access-control-request-method": "GET"}
    )
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/v2/pages/").status_code == 405


def test_session_and_basic_password_change_nothing(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, "Kladde", live=False)
    core.make_user("admin", is_superuser=True)
    anonymous = client.get("/api/v2/pages/").content

    client.login(username="admin", password="hemmelig")
    basic = {"authorization": "Basic YWRtaW46aGVtbWVsaWc="}

    assert client.get("/api/v2/pages/").content == anonymous
    assert Client().get("/api/v2/pages/", headers=basic).content == anonymous


def test_answer_is_json_whatever_is_accepted(tree: Tree, client: Client) -> None:
    response = client.get("/api/v2/pages/", headers={"accept": "text/html"})

    assert response["Content-Type"] == "application/json"


def test_images_documents_and_v3_have_no_address(tree: Tree, client: Client) -> None:
    for path in ("/api/v2/images/", "/api/v2/documents/", "/api/v3/pages/", "/api/v3-preview/pages/"):
        assert client.get(path).status_code == 404


def test_find_by_path_leads_to_the_page(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)

    response = client.get("/api/v2/pages/find/", {"html_path": concept.get_url()})

    assert response["Location"] == f"http://testserver/api/v2/pages/{concept.pk}/?"
