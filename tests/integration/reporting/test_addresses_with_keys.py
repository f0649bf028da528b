"""An address that is a key tells nobody: not the next page, not a cache, not a search engine, and no refusal either."""

import pytest
from django.test import Client

from showcase.reporting.signed_tokens import token_for
from tests.factories.reports import make_draft
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

DOORS = [
    "",
    "trin/1/",
    "trin/0/",
    "trin/5/",
    "billeder/1/",
    "diplom/",
    "ingen/",
    "trin/1",
    "send/",
    "%00",
    "ingen.html",
]


@pytest.mark.once
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("is_whole", [True, False])
def test_answer_at_a_key_is_kept_and_told_by_nobody(
    tree: Tree, client: Client, language: str, door: str, is_whole: bool
) -> None:
    token = token_for(make_draft().key)
    answer = client.get(f"{language}/indberet/{token if is_whole else token[:-1]}/{door}")

    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]


def test_body_refused_for_its_size_tells_no_key_either(tree: Tree, client: Client) -> None:
    answer = client.post(f"/indberet/{token_for(make_draft().key)}/trin/1/", {"what": "a" * 3_000_000})

    assert (answer.status_code, answer["Referrer-Policy"]) == (413, "no-referrer")


@pytest.mark.once
@pytest.mark.parametrize("body", ['{"name": 1}', "", "side=x", "noget=andet&revision=1"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_body_that_is_not_the_step_empties_nothing(
    tree: Tree, client: Client, number: int, body: str, kind: str
) -> None:
    report = make_draft(why="Fordi", value="12", contact_name="Anna", ten=["1"], platforms=["facebook"])
    before = dict(report.answers)

    client.post(f"/indberet/{token_for(report.key)}/trin/{number}/", body, kind, headers={"Accept": "application/json"})
    report.refresh_from_db()

    assert report.answers == before


def test_field_that_was_not_sent_stays_and_a_box_that_was_not_chosen_goes(tree: Tree, client: Client) -> None:
    report = make_draft(what="Vi læste højt", platforms=["facebook"])

    client.post(f"/indberet/{token_for(report.key)}/trin/1/", {"name": "Ny"}, headers={"Accept": "application/json"})
    report.refresh_from_db()

    assert [report.answers[name] for name in ("name", "what", "platforms")] == ["Ny", "Vi læste højt", []]
