"""Finding: the search page, and facets with their counts."""

import pytest
from django.test import Client

from concepts.models import ConceptPage
from core.facets import groups, known_values, read_choice
from foundation.querysets import only_visible
from search import views
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _hits(client: Client, query: str) -> list[str]:
    return [hit.title for hit in client.get("/soeg/", {"q": query}).context["hits"]]


def test_search_reads_titles_leads_and_bodies(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts, lead="Om følgernes humor", body=[("paragraph", "<p>Læsesalen er stille</p>")])

    assert _hits(client, "bogstav") == ["Ét bogstav galt"]
    assert _hits(client, "humor") == ["Ét bogstav galt"]
    assert _hits(client, "LÆSESALEN") == ["Ét bogstav galt"]
    assert _hits(client, "humor findesikke") == []


def test_search_finds_an_initiative_by_its_library(tree: Tree, client: Client) -> None:
    pages.make_initiative(tree.initiatives, library=core.make_library(name="Tranehøj Bibliotek"))

    assert _hits(client, "tranehøj") == ["Bussen svarer"]


def test_search_stays_in_the_language_of_its_page(tree: Tree, client: Client) -> None:
    from wagtail.models import Locale  # one test needs a second language

    pages.make_standard_page(tree.home, "Kontakt")
    english = Locale.objects.create(language_code="en")
    home = tree.home.copy_for_translation(english)
    home.save_revision().publish()
    pages.make_standard_page(home, "Kontakt in English", locale=english)

    assert _hits(client, "kontakt") == ["Kontakt"]


def test_search_shows_titles_before_texts_and_new_before_old(tree: Tree, client: Client) -> None:
    for title, lead in (("Gammel bus", ""), ("Andet", "Om en bus"), ("Ny bus", "")):
        pages.make_concept(tree.concepts, title, lead=lead)

    assert _hits(client, "bus") == ["Ny bus", "Gammel bus", "Andet"]


def test_search_without_words_shows_the_form_alone(tree: Tree, client: Client) -> None:
    assert client.get("/soeg/?q=%22%22").context["hits"] == []
    assert "resultat" not in client.get("/soeg/").content.decode()


def test_search_pages_through_many_hits(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for number in range(3):
        pages.make_concept(tree.concepts, f"Bogstav {number}")

    second = client.get("/soeg/?q=bogstav&side=2")

    assert len(second.context["hits"]) == 1
    assert "side=1" in second.content.decode()
    assert "q=bogstav" in second.content.decode()


def _counts(tree: Tree, query: str) -> dict[str, dict[str, int]]:
    from django.http import QueryDict  # only the parser is needed

    known = known_values(ConceptPage.facets)
    choice = read_choice(QueryDict(query), ConceptPage.facets, known)
    concepts = only_visible(ConceptPage.objects.child_of(tree.concepts))
    found = groups(concepts, choice)
    return {group.parameter: {option.value: option.count for option in group.options} for group in found}


@pytest.fixture
def shelf(tree: Tree) -> Tree:
    facebook, snapchat, tiktok = (core.make_platform(name) for name in ("Facebook", "Snapchat", "TikTok"))
    dialog = core.make_objective()
    pages.make_concept(tree.concepts, "A", platforms=[facebook], objectives=[dialog], effort_hours="1")
    pages.make_concept(tree.concepts, "B", platforms=[facebook, snapchat], effort_hours="4")
    pages.make_concept(tree.concepts, "C", platforms=[snapchat], objectives=[dialog], effort_hours="4.5")
    pages.make_concept(tree.concepts, "D", platforms=[tiktok], live=False)
    return tree


def test_counts_are_of_visible_concepts_and_empty_options_are_left_out(shelf: Tree) -> None:
    assert _counts(shelf, "") == {
        "platform": {"facebook": 2, "snapchat": 2},
        "formaal": {"dialog": 2},
        "tid": {"hoejst-1-time": 1, "hoejst-4-timer": 2, "over-4-timer": 1},
    }


def test_a_choice_narrows_the_other_facets_and_not_its_own(shelf: Tree) -> None:
    assert _counts(shelf, "platform=snapchat") == {
        "platform": {"facebook": 2, "snapchat": 2},
        "formaal": {"dialog": 1},
        "tid": {"hoejst-4-timer": 1, "over-4-timer": 1},
    }


def test_former_step_is_counted_where_an_old_address_chooses_it_and_offered_nowhere_else(shelf: Tree) -> None:
    assert _counts(shelf, "tid=1-4-timer")["tid"] == {
        **{"hoejst-1-time": 1, "hoejst-4-timer": 2, "over-4-timer": 1},
        "1-4-timer": 1,
    }
    assert "1-4-timer" not in _counts(shelf, "")["tid"]


def test_sentence_of_the_front_page_asks_for_at_most_so_many_hours(shelf: Tree, client: Client) -> None:
    shown = client.get("/").context["finder"].groups["tid"].options

    assert [(option.value, option.count) for option in shown] == [("hoejst-1-time", 1), ("hoejst-4-timer", 2)]


def test_two_values_of_a_facet_widen_and_two_facets_narrow(shelf: Tree, client: Client) -> None:
    def titles(query: str) -> list[str]:
        return sorted(page.title for page in client.get(f"/koncepter/?{query}").context["results"])

    assert titles("platform=facebook&platform=snapchat") == ["A", "B", "C"]
    assert titles("platform=snapchat&formaal=dialog") == ["C"]
    assert titles("tid=1-4-timer&tid=over-4-timer") == ["B", "C"]
    assert titles("tid=hoejst-4-timer") == ["A", "B"]


def test_a_chosen_option_that_finds_nothing_can_still_be_taken_away(shelf: Tree, client: Client) -> None:
    html = client.get("/koncepter/?platform=tiktok").content.decode()

    assert "Fjern filter:" in html
    assert "Alle koncepter" in html


def test_no_option_with_a_number_leads_to_an_empty_list(shelf: Tree, client: Client) -> None:
    for group in client.get("/koncepter/?platform=snapchat").context["groups"]:
        for option in group.options:
            if option.count and not option.is_chosen:
                assert client.get(f"/koncepter/?{option.toggle_query}").context["results"].paginator.count > 0
