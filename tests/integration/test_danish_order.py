"""Names stand in the Danish order: æ, ø, å last, aa as å; from whichever database they come."""

import random
from itertools import pairwise

import pytest
from django.http import QueryDict
from django.test import Client

from concepts.models import ConceptPage
from core.facets import known_values, read_choice
from core.models import Platform
from foundation.danish.order import order_key
from libraries.models import Library
from libraries.services import load_register
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

TOWNS = [
    *("Esbjerg", "Fanø", "Faxe", "Furesø", "Faaborg-Midtfyn", "Tønder", "Tårnby", "Varde"),
    *("Ærø", "Aabenraa", "Aalborg", "Aarhus"),
]
IN_ORDER = [
    *("12", "2", "2 b", "a", "À la carte", "Albertslund", "É", "e-bog", "ebog", "Faxe", "Faxe Ladeplads", "faxen"),
    *("Høje Gladsaxe", "Høje-Taastrup", "Højer", "Ikast-Brande", "Ikaster", "Müller", "mysterium", "strau-t", "Strauß"),
    *("Zoo", "Æble", "Ärlig", "Æsel", "ø", "Öl", "Øl", "Østerbro", "Aa", "Åben", "AABENRAA", "Åben­rå by", "Ålborg"),
    *("Aalborg Øst", "århus", "Aarhus C"),
]


def test_keys_put_names_in_the_danish_order() -> None:
    mixed = random.Random(14).sample(IN_ORDER, len(IN_ORDER))

    assert sorted(mixed, key=lambda name: (order_key(name), IN_ORDER.index(name))) == IN_ORDER
    assert all(order_key(one) <= order_key(other) for one, other in pairwise(IN_ORDER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ålborg", "AALBORG"),
        ("A\u030alborg", "Aalborg"),
        ("Høje-Taastrup", "høje tåstrup"),
        ("Thy­borøn", "Thyborøn"),
        ("Café", "cafe"),
    ],
)
def test_spellings_of_a_name_stand_in_one_place(one: str, other: str) -> None:
    assert order_key(one) == order_key(other)


def _mixed_towns() -> list[Library]:
    return [
        core.make_library(f"DK-7100{number:02}", municipality=name, name=f"{name} Bibliotek", is_example=False)
        for number, name in enumerate(random.Random(14).sample(TOWNS, len(TOWNS)))
    ]


def test_libraries_stand_in_the_danish_order_wherever_they_are_listed(client: Client) -> None:
    _mixed_towns()
    client.force_login(core.make_user("admin", is_superuser=True))

    assert [library.municipality for library in Library.objects.all()] == TOWNS
    listed = client.get("/admin/biblioteker/").context["object_list"]
    assert [library.municipality for library in listed] == TOWNS
    chosen = client.get("/admin/library_chooser/").context["results"]
    assert [library.municipality for library in chosen] == TOWNS
    offered = client.get("/indberet/").context["libraries"]
    assert [library.municipality for library in offered] == TOWNS
    exported = client.get("/admin/biblioteker/?export=csv").getvalue().decode("utf-8-sig").splitlines()[1:]
    assert [next(town for town in TOWNS if town in line) for line in exported] == TOWNS


def test_coverage_names_municipalities_in_the_danish_order(tree: Tree, client: Client) -> None:
    _mixed_towns()
    page = pages.make_coverage(pages.make_standard_page(tree.home))

    groups = client.get(page.get_url()).context["groups"]

    assert [name for group in groups for name in group.missing] == TOWNS


def test_register_keeps_its_order_over_its_pages(client: Client) -> None:
    load_register()
    client.force_login(core.make_user("admin", is_superuser=True))

    listed = [
        library.municipality
        for number in (1, 2)
        for library in client.get("/admin/biblioteker/", {"p": number}).context["object_list"]
    ]

    assert listed == sorted(listed, key=order_key)
    assert (len(listed), listed[0], listed[-1]) == (98, "Albertslund", "Aarhus")


def test_a_name_that_is_changed_moves() -> None:
    library, _other = core.make_library(municipality="Aarup"), core.make_library("DK-X00002", municipality="Bogense")
    library.municipality = "Assens"
    library.save()

    assert [library.municipality for library in Library.objects.all()] == ["Assens", "Bogense"]


def test_facets_and_vocabularies_stand_in_the_danish_order(tree: Tree, client: Client) -> None:
    names = ["Zoo", "Æbler", "Øl", "Aa", "Århus"]
    for number, name in enumerate(("Århus", "Øl", "Aa", "Zoo", "Æbler")):
        platform = core.make_platform(name, slug=f"p{number}")
        pages.make_concept(tree.concepts, f"Forslag {number}", platforms=[platform])

    known = known_values(ConceptPage.facets)
    assert [word.label for word in known["platform"].values()] == names
    assert read_choice(QueryDict(""), ConceptPage.facets, known).values == {}
    assert [platform.name for platform in Platform.objects.all()] == names
    (group,) = [group for group in client.get("/koncepter/").context["groups"] if group.parameter == "platform"]
    assert [option.label for option in group.options] == names


def test_guides_stand_in_the_danish_order(tree: Tree, client: Client) -> None:
    for title in ("Åbent hus", "Ørepropper", "Aa", "Zoom", "Ærinder"):
        pages.make_guide(tree.guides, title)

    cards = client.get("/platforme/").context["cards"]

    assert [card.title for card in cards] == ["Zoom", "Ærinder", "Ørepropper", "Aa", "Åbent hus"]
