"""Search knows Danish: word forms, letters that were not at hand, beginnings; on whichever database this runs."""

import pytest
from django.test import Client
from wagtail.models import Page

from libraries.models import LibraryAlias
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

# What stands on a page, and what finds it there.
FOUND = [
    ("Bogstaverne er væk", "bogstavet bogstaver BOGSTAV bogsta bogstavernes"),
    ("Læsesalen", "læsesal læsesale laesesalen laesesal LÆSESALENS læse-sal læses"),
    ("Håndarbejde", "håndarbejder haandarbejde handarbejde håndarbejdet hånd"),
    ("Højtlæsninger for børn", "højtlæsning hoejtlaesning hojtlaesningen barn børnene boern højtlæs"),
    ("Vi låner bøger ud", "bog bøger boeger bogen bøgerne låne laaner"),
    ("Bibliotekernes cykler", "bibl bibliotek biblioteket cykel cyklen cyklerne"),
    ("Køer i byen", "ko kø køen koeer by byer byens"),
    ("Mænd med hænder og fødder", "mand hånd fod maend haand foden"),
    ("Årets træ", "år aar året træer traeer træet"),
    ("TikTok og YouTube", "tiktok tik+tok TIKTOK you+tube tiktoks youtube"),
    ("Snapchats e-bog", "snapchat e-bog ebog e-bøger ebøger snapchat+ebog"),
    ("Reels og stories", "reel reels story stories reels+og+story"),
    ("Vinderne fandt titlen", "vinder vindere titel titler titlerne"),
    ("Unges podcasts", "ung unge podcast podcasten podcasts"),
    ("Caféen på Ærø", "cafe cafeen café ærø aeroe aero"),
    ("Følgernes artikler", "følger foelgere følgerne artikel artiklen"),
    ("Nætter og aftener", "nat natten aften aftenen naetter"),
    ("Konkurrencen på Dokk1", "konkurrence konkurrencer dokk1 konkur"),
    ("Biblo\u00adtek\u200bsbussen", "bibloteksbusser biblo"),
]
NOT_FOUND = [
    ("Salgstal", "sal+og+stal tal"),
    ("Hus", "huse+bus h"),
    ("2026", "202 2027"),
    ("Bog", "barn e-bog boghandel"),
]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _hits(client: Client, query: str) -> list[str]:
    return [hit.title for hit in client.get("/soeg/", {"q": query.replace("+", " ")}).context["hits"]]


@pytest.mark.parametrize(("text", "queries"), FOUND)
def test_page_is_found_by_every_form_of_its_words(tree: Tree, client: Client, text: str, queries: str) -> None:
    pages.make_standard_page(tree.home, "Et andet sted")
    pages.make_standard_page(tree.home, "Siden", body=[("paragraph", f"<p>{text}</p>")])

    assert [query for query in queries.split() if _hits(client, query) != ["Siden"]] == []


@pytest.mark.parametrize(("text", "queries"), NOT_FOUND)
def test_page_is_not_found_by_other_words(tree: Tree, client: Client, text: str, queries: str) -> None:
    pages.make_standard_page(tree.home, "Siden", body=[("paragraph", f"<p>{text}</p>")])

    assert [query for query in queries.split() if _hits(client, query)] == []


def test_pages_are_found_by_what_they_are_sorted_by(tree: Tree, client: Client) -> None:
    pages.make_concept(
        tree.concepts,
        "Forslag",
        platforms=[core.make_platform("TikTok")],
        target_groups=[core.make_target_group("Børnefamilier")],
        objectives=[core.make_objective("Synlighed")],
        formats=[core.make_format("Reel")],
        occasions=[core.make_occasion("Skolestart")],
    )
    pages.make_initiative(tree.initiatives, "Eksempel", formats=[core.make_format("Karrusel")])

    for query in ("tik tok", "boernefamilie", "synligheden", "reels", "skolestarten"):
        assert _hits(client, query) == ["Forslag"], query
    assert _hits(client, "karruseller") == ["Eksempel"]


def test_initiatives_and_winners_are_found_by_every_name_of_their_library(tree: Tree, client: Client) -> None:
    library = core.make_library(name="Tranehøj Bibliotek", municipality="Tranehøj")
    LibraryAlias.objects.create(library=library, name="Mågehuset")
    pages.make_initiative(tree.initiatives, "Bussen", library=library)
    pages.make_winner(pages.make_edition(tree.awards), "Vinderen", library=library)

    for query in ("tranehøj", "tranehoej", "TRANEHØJS", "maagehuset", "mågehus"):
        assert set(_hits(client, query)) == {"Bussen", "Vinderen"}, query


def test_title_counts_before_text_in_any_form(tree: Tree, client: Client) -> None:
    for title, lead in (("Æblerne", ""), ("Andet", "Et aeble"), ("Pærer", "")):
        pages.make_concept(tree.concepts, title, lead=lead)

    assert _hits(client, "ÆBLE") == ["Æblerne", "Andet"]


def test_admin_finds_pages_and_pictures_in_the_same_way(tree: Tree, admin: Client) -> None:
    page = pages.make_standard_page(tree.home, "Håndarbejdet i læsesalen")
    core.make_image("Håndarbejdet i læsesalen")

    for query in ("haandarbejde", "LAESESAL", "håndarb", '"håndarbejde"'):
        for address in ("/admin/pages/search/", f"/admin/pages/{tree.home.pk}/", "/admin/images/"):
            assert "Håndarbejdet i læsesalen" in admin.get(address, {"q": query}).content.decode(), (address, query)
        assert [hit.pk for hit in Page.objects.autocomplete(query)] == [page.pk]
        assert [hit.pk for hit in Page.objects.search(query, fields=["title"])] == [page.pk]
        assert [hit.pk for hit in Page.objects.autocomplete(query, fields=["title"])] == [page.pk]


@pytest.mark.parametrize("query", ['"', "'", "*", "(", "a:b", "docs:", "\\", "%", "- -", "NOT", '2" skærm', "💙"])
def test_no_sign_breaks_a_search(tree: Tree, admin: Client, query: str) -> None:
    assert admin.get("/soeg/", {"q": query}).status_code == 200
    for address in ("/admin/pages/search/", "/admin/images/", "/admin/documents/", "/admin/snippets/media/video/"):
        assert admin.get(address, {"q": query}).status_code == 200, address
