"""Target groups that are part of others: one scheme in force, and what older ones said is found by it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import TargetGroup
from core.records.models import Record
from core.records.reading import read
from foundation.usage.merging import CannotMergeError, merge
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def families() -> TargetGroup:
    return core.make_target_group("Familier")


@pytest.fixture
def parents(families: TargetGroup) -> TargetGroup:
    """A group of an older scheme."""
    older = core.make_scheme(version="2014")
    return core.make_target_group("Forældre", slug="foraeldre", scheme=older, part_of=families, is_retired=True)


@pytest.fixture
def shelf(tree: Tree, families: TargetGroup, parents: TargetGroup) -> Tree:
    pages.make_concept(tree.concepts, "Alle", target_groups=[families])
    pages.make_concept(tree.concepts, "Mor", target_groups=[parents])
    pages.make_concept(tree.concepts, "Begge", target_groups=[parents, families])
    pages.make_concept(tree.concepts, "Andre", target_groups=[core.make_target_group("Unge")])
    return tree


def _options(client: Client, query: str) -> dict[str, tuple[int, bool, bool]]:
    groups = client.get(f"/koncepter/?{query}").context["groups"]
    options: list[Any] = next(group.options for group in groups if group.parameter == "maalgruppe")
    return {option.value: (option.count, option.is_chosen, option.is_part) for option in options}


def _found(client: Client, query: str) -> set[str]:
    return {card.title for card in client.get(f"/koncepter/?{query}").context["cards"]}


def _read(title: str) -> Record:
    (record,) = read(Record.objects.filter(title=title))
    return record


def _names(title: str) -> tuple[list[str], list[str]]:
    record = _read(title)
    words = record.words("maalgruppe"), record.wide_words("maalgruppe")
    return [word.name for word in words[0]], [word.name for word in words[1]]


def test_group_is_offered_with_what_its_parts_have_and_its_parts_once_it_is_chosen(shelf: Tree, client: Client) -> None:
    assert _options(client, "") == {"familier": (3, False, False), "unge": (1, False, False)}
    assert _options(client, "maalgruppe=familier") == {
        "familier": (3, True, False),
        "foraeldre": (2, False, True),
        "unge": (1, False, False),
    }
    assert _found(client, "maalgruppe=familier") == {"Alle", "Mor", "Begge"}


def test_part_beside_its_group_narrows_it_and_beside_another_widens(shelf: Tree, client: Client) -> None:
    assert _found(client, "maalgruppe=familier&maalgruppe=foraeldre") == {"Mor", "Begge"}
    assert _found(client, "maalgruppe=foraeldre&maalgruppe=unge") == {"Mor", "Begge", "Andre"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("maalgruppe=familier", {"Alle", "Mor", "Begge"}),
        ("maalgruppe=familier&maalgruppe=foraeldre", {"Mor", "Begge"}),
        ("maalgruppe=familier&maalgruppe=unge", {"Alle", "Mor", "Begge", "Andre"}),
    ],
)
@pytest.mark.parametrize("address", ["/api/feed/v1/concepts", "/api/v2/pages/?type=concepts.ConceptPage&limit=20"])
def test_programs_find_the_same(shelf: Tree, client: Client, address: str, query: str, found: set[str]) -> None:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}{query}").json()

    assert {item["title"] for item in answer["items"]} == found


def test_page_shows_the_words_it_has_and_paper_what_they_are_part_of(shelf: Tree) -> None:
    assert _names("Mor") == (["Forældre"], ["Familier"])
    assert _names("Begge") == (["Familier", "Forældre"], ["Familier"])
    assert _names("Alle") == (["Familier"], ["Familier"])


def test_feed_tells_no_word_that_the_page_does_not_have(shelf: Tree, client: Client) -> None:
    items = client.get("/api/feed/v1/concepts?maalgruppe=familier").json()["items"]

    (mother,) = [item for item in items if item["title"] == "Mor"]
    assert [term["slug"] for term in mother["target_groups"]] == ["foraeldre"]


def test_what_a_group_is_called_or_part_of_is_told_at_once(
    shelf: Tree, client: Client, families: TargetGroup, parents: TargetGroup
) -> None:
    families.name, families.slug = "Børnefamilier", "boernefamilier"
    families.save()
    assert _names("Mor") == (["Forældre"], ["Børnefamilier"])
    assert _found(client, "maalgruppe=boernefamilier") == {"Alle", "Mor", "Begge"}

    parents.part_of = None
    parents.save()
    assert _names("Mor") == (["Forældre"], ["Forældre"])
    assert _found(client, "maalgruppe=boernefamilier") == {"Alle", "Begge"}


def test_merged_group_takes_its_parts_along(shelf: Tree, client: Client, families: TargetGroup) -> None:
    everybody = core.make_target_group("Alle i byen", slug="alle")

    merge(families, everybody, user=core.make_user("admin", is_superuser=True))

    assert _found(client, "maalgruppe=alle") == {"Alle", "Mor", "Begge"}
    assert _names("Mor") == (["Forældre"], ["Alle i byen"])


def test_parts_have_no_parts(families: TargetGroup, parents: TargetGroup) -> None:
    young = core.make_target_group("Unge")
    for part, whole in ((young, parents), (families, young), (young, young)):
        part.part_of = whole
        with pytest.raises(ValidationError) as caught:
            part.clean()
        assert set(caught.value.message_dict) == {"part_of"}
        part.part_of = None
    with pytest.raises(CannotMergeError):
        merge(families, parents, user=core.make_user("admin", is_superuser=True))
