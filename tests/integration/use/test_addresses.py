"""Addresses lie on other people's sites: what they ask for is answered for good, whatever becomes of the word."""

from typing import Any

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import Objective
from foundation.usage.models import FormerSlug
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Report
from tests.factories import core, pages
from tests.factories.reports import make_draft
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DOORS = [
    "/koncepter/?formaal=laeselyst",
    "/embed/v1/koncepter/?formaal=laeselyst",
    "/feeds/concepts.json?formaal=laeselyst",
    "/feeds/concepts.rss?formaal=laeselyst",
    "/feeds/concepts.atom?formaal=laeselyst",
    "/api/feed/v1/concepts?formaal=laeselyst",
    "/api/v2/pages/?type=concepts.ConceptPage&formaal=laeselyst",
    "/del/?hvad=koncepter&formaal=laeselyst",
]


@pytest.fixture
def word(tree: Tree) -> Any:
    word = core.make_objective("Læselyst", slug="laeselyst")
    pages.make_concept(tree.concepts, "Bog og bus", objectives=[word])
    pages.make_concept(tree.concepts, "Stille dag")
    return word


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_renamed_word_is_found_by_its_old_slug(word: Any, client: Client) -> None:
    word.slug = "lystlaesning"
    word.save()
    Objective.objects.get(pk=word.pk).save()  # as often as one likes
    word.slug = "laesning"
    word.save()

    for address in DOORS:
        for slug in ("laeselyst", "lystlaesning", "laesning"):
            asked = address.replace("laeselyst", slug)
            text = _text(client, asked)
            assert "Bog og bus" in text, asked
            assert "Stille dag" not in text, asked


def test_deleted_word_is_left_out_of_account_with_a_note(word: Any, client: Client) -> None:
    for page in word.concepts.all():
        page.objectives = []
        page.save()
        page.revisions.all().delete()
    word.delete()

    for address in DOORS[:-1]:
        response = client.get(address)

        assert response.status_code == 200, address
        text = response.content.decode()
        assert "Bog og bus" in text, address
        assert "Stille dag" in text, address
        assert "laeselyst" in text, address
        if not address.startswith("/koncepter/"):
            assert response["Katalog-Note"] == "formaal=laeselyst", address


def test_note_has_its_own_place_in_every_format(word: Any, client: Client) -> None:
    word.concepts.get().delete()
    word.delete()

    note = client.get("/api/feed/v1/concepts?formaal=laeselyst").json()["notes"]
    feed = client.get("/feeds/concepts.json?formaal=laeselyst").json()
    atom = feedparser.parse(client.get("/feeds/concepts.atom?formaal=laeselyst").content)

    assert len(note) == 1
    assert "“laeselyst”" in note[0] or "»laeselyst«" in note[0] or "«laeselyst»" in note[0]
    assert feed["_katalog"] == {"notes": note}
    assert client.get("/api/v2/pages/?type=concepts.ConceptPage&formaal=laeselyst").json()["meta"]["notes"] == note
    assert atom.feed.subtitle == note[0]
    assert client.get("/api/feed/v1/concepts").json()["notes"] == []
    assert "_katalog" not in client.get("/feeds/concepts.json").json()


def test_reader_that_has_the_answer_is_told_the_note_as_well(word: Any, client: Client) -> None:
    word.concepts.get().delete()
    word.delete()
    address = "/feeds/concepts.json?formaal=laeselyst"

    again = client.get(address, headers={"If-None-Match": client.get(address)["ETag"]})

    assert (again.status_code, again["Katalog-Note"]) == (304, "formaal=laeselyst")


def test_value_that_never_was_is_still_said_to_be_wrong(word: Any, client: Client) -> None:
    asked = [address.replace("laeselyst", "leselyst") for address in DOORS[1:-1]]

    assert [address for address in asked if client.get(address).status_code != 400] == []


def test_values_old_and_new_of_one_word_are_one(word: Any, client: Client) -> None:
    word.slug = "laesning"
    word.save()

    answer = client.get("/feeds/concepts.json?formaal=laeselyst&formaal=laesning").json()

    assert answer["feed_url"].endswith("?formaal=laesning")
    assert len(answer["items"]) == 1


def test_word_called_back_is_no_former_one(word: Any) -> None:
    word.slug = "laesning"
    word.save()
    word.slug = "laeselyst"
    word.save()

    assert list(FormerSlug.objects.values_list("slug", "object_id")) == [("laesning", word.pk)]


def test_nobody_else_gets_the_former_slug_of_a_word_but_that_of_one_gone(word: Any, client: Client) -> None:
    word.slug = "laesning"
    word.save()
    with pytest.raises(ValidationError):
        Objective(name="Ny", slug="laeselyst").full_clean()

    word.concepts.get().delete()
    word.delete()
    fresh = Objective(name="Ny", slug="laeselyst")
    fresh.full_clean()
    fresh.save()

    assert "_katalog" not in client.get("/feeds/concepts.json?formaal=laeselyst").json()


def test_known_values_cost_no_query_more(word: Any, client: Client, django_assert_num_queries: Any) -> None:
    address = "/api/feed/v1/concepts?formaal=laeselyst"
    client.get(address)
    with django_assert_num_queries(2):
        client.get(address)


def test_reports_follow_a_renamed_word(tree: Tree) -> None:
    platform = core.make_platform("Twitter")
    draft = make_draft(platforms=["twitter"])

    platform.slug = "x"
    platform.save()

    assert Report.objects.get(pk=draft.pk).answers["platforms"] == ["x"]
    sent_from_an_old_window = STEPS[0]({**draft.answers, "platforms": ["twitter"]})
    assert sent_from_an_old_window["platforms"].field.clean(["twitter"]).get() == platform
