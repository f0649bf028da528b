"""A library is known by any name people write, and asked about where two fit."""

import unicodedata
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from libraries.finding import LibraryNames, find_library, told_apart
from libraries.models import Library, LibraryAlias
from libraries.services import load_register
from showcase.reporting import services
from showcase.reporting.draft_answers import bound_form
from showcase.reporting.enums import ReportState
from showcase.reporting.fields import LibraryAnswerField
from showcase.reporting.forms import STEPS
from showcase.reporting.signed_tokens import token_for
from tests.factories import core
from tests.factories.reports import make_draft, make_report, typed
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

WRITTEN = [
    ("Århus", "Aarhus"),
    ("Aarhus", "Aarhus"),
    ("Aarhus Kommune", "Aarhus"),
    ("Århus kommunes biblioteker", "Aarhus"),
    ("Bibliotekerne i Aarhus", "Aarhus"),
    ("8000 Aarhus C", "Aarhus"),
    ("Dokk1", "Aarhus"),
    ("DOKK 1, Århus", "Aarhus"),
    ("www.aakb.dk", "Aarhus"),
    ("Gellerup Bibliotek, Aarhus", "Aarhus"),
    ("aarhusbib", "Aarhus"),
    ("Ålborg", "Aalborg"),
    ("Aalborg Hovedbibliotek", "Aalborg"),
    ("AALBORG BIBLIOTEKERNE", "Aalborg"),
    ("Åbenrå", "Aabenraa"),
    ("Aabenrå Bibliotek", "Aabenraa"),
    ("åbenraa", "Aabenraa"),
    ("Høje Taastrup", "Høje-Taastrup"),
    ("Høje-Tåstrup", "Høje-Taastrup"),
    ("hoejetaastrup", "Høje-Taastrup"),
    ("Tåstrup", "Høje-Taastrup"),
    ("Hoje Taastrup Bibliotek", "Høje-Taastrup"),
    ("Kobenhavn", "København"),
    ("Koebenhavns Kommune", "København"),
    ("Kbh.", "København"),
    ("København K", "København"),
    ("Amager", "København"),
    ("Københavns Hovedbibliotek", "København"),
    ("bibliotek.kk.dk", "København"),
    ("Copenhagen Public Library", "København"),
    ("Frederiksberg", "Frederiksberg"),
    ("Lyngby", "Lyngby-Taarbæk"),
    ("Lyngby-Tårbæk", "Lyngby-Taarbæk"),
    ("Lyngby Taarbaek Kommune", "Lyngby-Taarbæk"),
    ("Tårnby", "Tårnby"),
    ("Taarnby", "Tårnby"),
    ("Fåborg-Midtfyn", "Faaborg-Midtfyn"),
    ("Faaborg", "Faaborg-Midtfyn"),
    ("Faaborg og Midtfyns biblioteker", "Faaborg-Midtfyn"),
    ("fmbib.dk", "Faaborg-Midtfyn"),
    ("Fakse", "Faxe"),
    ("Ringkjøbing", "Ringkøbing-Skjern"),
    ("Ringkøbing/Skjern", "Ringkøbing-Skjern"),
    ("Ikast", "Ikast-Brande"),
    ("Ikast - Brande", "Ikast-Brande"),
    ("Ikast–Brande Bibliotek", "Ikast-Brande"),
    ("Nordfyn", "Nordfyns"),
    ("Nordfyns Kommune", "Nordfyns"),
    ("Vesthimmerland", "Vesthimmerlands"),
    ("Mariager Fjord", "Mariagerfjord"),
    ("Thy", "Thisted"),
    ("Thisted Bibliotek", "Thisted"),
    ("Ærø", "Ærø"),
    ("Aeroe", "Ærø"),
    ("ÆRØ FOLKEBIBLIOTEK", "Ærø"),
    ("Laesoe", "Læsø"),
    ("Læsø Kommune", "Læsø"),
    ("Samso", "Samsø"),
    ("Sorø", "Sorø"),
    ("Soroe Bibliotek", "Sorø"),
    ("Tønder", "Tønder"),
    ("Toender bibliotek", "Tønder"),
    ("Fanø Bibliotek", "Fanø"),
    ("Helsingor", "Helsingør"),
    ("Elsinore", "Helsingør"),
    ("Bibliotek & Borgerservice, Odense", "Odense"),
    ("BiblioOdense", "Odense"),
    ("dk-746100", "Odense"),
    ("746100", "Odense"),
    ("Vejle Bibliotek, Vejle Kommune", "Vejle"),
    ("Randers Bib", "Randers"),
    ("Nykøbing Falster", "Guldborgsund"),
    ("Nykøbing F", None),
    ("Nykøbing", None),
    ("Holbæk og Ringsted", None),
    ("Kolidng", None),
    ("Sjælland", None),
]
FITTING = {
    "Nykøbing": ["Guldborgsund-bibliotekerne", "Odsherred Bibliotek og Kulturhuse"],
    "Nykøbing F": ["Guldborgsund-bibliotekerne", "Odsherred Bibliotek og Kulturhuse"],
    "Holbæk og Ringsted": ["Holbæk Bibliotekerne", "Ringsted Bibliotek & Borgerservice"],
    "Kolidng": ["Koldingbibliotekerne"],
    "Sjælland": ["Odsherred Bibliotek og Kulturhuse"],
}


@pytest.fixture
def _register() -> None:
    load_register()


@pytest.mark.usefixtures("_register")
def test_a_library_is_found_as_people_write_it() -> None:
    names = LibraryNames(Library.objects.prefetch_related("aliases"))

    found = {text: names.find(text).library for text, _municipality in WRITTEN}

    assert {text: library and library.municipality for text, library in found.items()} == dict(WRITTEN)
    assert {text: [guess.display_name for guess in names.find(text).guesses] for text in FITTING} == FITTING


def _spellings(name: str) -> Iterator[str]:
    letters = {
        name,
        name.replace("aa", "å").replace("Aa", "Å"),
        name.replace("å", "aa").replace("Å", "Aa"),
        name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("Æ", "Ae").replace("Ø", "Oe"),
        name.replace("ø", "o").replace("å", "a").replace("Å", "A"),
        unicodedata.normalize("NFD", name),
        f"{name[:2]}\u00ad{name[2:]}",
    }
    for text in {*letters, *(text.replace("-", " ") for text in letters), *(text.replace("-", "") for text in letters)}:
        yield from (text, text.upper(), text.lower(), f"  {text} ", f"{text} Kommune", f"{text} kommunes bibliotek")
        yield from (f"{text} Bibliotek", f"{text}-bibliotekerne", f"Biblioteket i {text}", f"{text}s folkebibliotek")
        yield from (f"Hovedbiblioteket, {text}", f"{text.replace(' ', '')}bib", f"{text} hovedbibliotek")


@pytest.mark.usefixtures("_register")
def test_every_library_is_found_in_every_ordinary_spelling() -> None:
    libraries = list(Library.objects.prefetch_related("aliases"))
    names = LibraryNames(libraries)

    missed = [
        (library.municipality, text)
        for library in libraries
        for text in {*_spellings(library.municipality), *filter(None, (library.name, library.domain, library.isil))}
        if names.find(text).library != library
    ]

    assert missed == []


@pytest.mark.usefixtures("_register")
def test_every_other_name_finds_its_library() -> None:
    for library in Library.objects.prefetch_related("aliases"):
        for alias in library.aliases.all():
            assert find_library(alias.name.upper()).library == library, alias.name


def test_an_alias_that_editors_add_is_known_at_once() -> None:
    load_register()
    library = Library.objects.get(municipality="Vejle")
    assert find_library("Bygningen").library is None

    LibraryAlias.objects.create(library=library, name="Bygningen")

    assert find_library("Biblioteket i Bygningen").library == library


@pytest.mark.parametrize("text", ["", " ", "Bibliotek", "Hovedbiblioteket", "Kommune", "i", "-", "💙", "Hogwarts"])
@pytest.mark.usefixtures("_register")
def test_what_names_no_library_finds_none(text: str) -> None:
    assert find_library(text).library is None


@pytest.mark.usefixtures("_register")
def test_field_asks_where_two_fit_and_takes_the_answer() -> None:
    field = LibraryAnswerField(label="Dit bibliotek")

    with pytest.raises(ValidationError) as asked:
        field.clean("Nykøbing")

    assert asked.value.messages == [
        "Mener du «Guldborgsund-bibliotekerne» eller «Odsherred Bibliotek og Kulturhuse»? Skriv hvilket."
    ]
    assert field.clean("Guldborgsund-bibliotekerne").municipality == "Guldborgsund"


@pytest.mark.usefixtures("_register")
def test_finding_costs_two_questions() -> None:
    with CaptureQueriesContext(connection) as asked:
        find_library("Ikke Et Sted")

    assert len(asked) == 2


@pytest.mark.parametrize(
    ("typed", "municipalities"),
    [
        ("århus", ["Aarhus"]),
        ("ÅRHUS kommune", ["Aarhus"]),
        ("dokk1", ["Aarhus"]),
        ("DK-7751", ["Aarhus"]),
        ("aakb.dk", ["Aarhus"]),
        ("hoeje taas", ["Høje-Taastrup"]),
        ("æRØ", ["Ærø"]),
        ("fakse", ["Faxe"]),
        ("nykøbing", ["Guldborgsund", "Odsherred"]),
        ("findes ikke", []),
    ],
)
@pytest.mark.usefixtures("_register")
def test_admin_finds_libraries_and_their_reports_by_every_name(
    client: Client, typed: str, municipalities: list[str]
) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))
    for library in Library.objects.filter(municipality__in=["Aarhus", "Vejle", "Ærø", "Faxe"]):
        make_report(ReportState.RECEIVED, library=library, receipt=library.isil[-9:])

    listed = client.get("/admin/biblioteker/", {"q": typed}).context["object_list"]
    assert [library.municipality for library in listed] == municipalities
    chosen = client.get("/admin/library_chooser/results/", {"q": typed}).context["results"]
    assert [library.municipality for library in chosen] == municipalities
    reports = client.get("/admin/indberetninger/", {"q": typed}).context["object_list"]
    with_reports = set(municipalities) & {"Aarhus", "Vejle", "Ærø", "Faxe"}
    assert {report.library.municipality for report in reports} == with_reports


def _namesakes() -> tuple[Library, Library, Library]:
    """Two of one name in different towns, and a third in the same town as the second."""
    return (
        core.make_library("DK-X00001", name="Hovedbiblioteket", municipality="Fjordby"),
        core.make_library("DK-X00002", name="Hovedbiblioteket", municipality="Klintrup"),
        core.make_library("DK-X00003", name="Hovedbiblioteket", municipality="Klintrup"),
    )


def test_namesakes_are_told_apart_by_town_and_last_by_number() -> None:
    namesakes = _namesakes()
    other = core.make_library("DK-X00004", name="Enghuset", municipality="Engby")

    names = told_apart([*namesakes, other])

    assert [names[library] for library in (*namesakes, other)] == [
        "Hovedbiblioteket, Fjordby",
        "Hovedbiblioteket (DK-X00002)",
        "Hovedbiblioteket (DK-X00003)",
        "Enghuset",
    ]
    assert [find_library(names[library]).library for library in namesakes] == list(namesakes)
    assert find_library("hovedbiblioteket,  fjordby").library == namesakes[0]


def test_more_namesakes_than_a_few_are_all_offered() -> None:
    for number in range(1, 9):
        core.make_library(f"DK-X0000{number}", name="Bogby Bibliotek", municipality=f"By {number}")

    assert len(find_library("Bogby Bibliotek").guesses) == 8


def test_reporter_chooses_between_namesakes(tree: Tree, client: Client) -> None:
    first, second, _third = _namesakes()
    report = make_draft(library="Hovedbiblioteket")
    token = token_for(report.key)
    address = f"/indberet/{token}/trin/1/"

    page = client.get(address).content.decode()
    assert '<option value="Hovedbiblioteket, Fjordby">Fjordby</option>' in page
    assert "Hvilket bibliotek mener du?" in page
    assert f'name="which" value="{second.isil}"' in page

    unanswered = client.post(f"/indberet/{token}/send/")
    assert unanswered["Location"] == f"{address}?tjek=1"
    asked = client.get(f"{address}?tjek=1").content.decode()
    assert asked.count("Vælg et, eller skriv mere af navnet ovenfor.") == 2  # at the top, and at the question

    client.post(address, {**typed(library="Hovedbiblioteket"), "which": second.isil, "videre": ""})
    report.refresh_from_db()
    assert services.problems(report) == {}
    form = bound_form(STEPS[0], report.answers, is_checked=True)
    assert form.is_valid()
    assert form.cleaned_data["library"] == second
    client.post(address, {**typed(library="Hovedbiblioteket, Fjordby"), "videre": ""})
    report.refresh_from_db()
    assert "which" not in dict(form.cleaned_data)
    assert bound_form(STEPS[0], report.answers, is_checked=True).fields.get("which") is None
    services.send(report)
    report.refresh_from_db()
    assert report.library == first


def test_choice_of_another_name_is_asked_anew(tree: Tree) -> None:
    _namesakes()

    form = bound_form(STEPS[0], typed(library="Hovedbiblioteket", which="DK-999999"), is_checked=True)

    assert list(form.errors) == ["which"]
