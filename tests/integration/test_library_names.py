"""A library is known by any name people write, and asked about where two fit."""

import unicodedata
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.libraries.finding import Names, find_library
from core.libraries.models import Library, LibraryAlias
from core.libraries.services import load_register
from showcase.reporting.enums import ReportState
from showcase.reporting.fields import LibraryField
from tests.factories import core
from tests.factories.reports import make_report

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
    names = Names(Library.objects.prefetch_related("aliases"))

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
    names = Names(libraries)

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
    field = LibraryField(label="Dit bibliotek")

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
    reports = client.get("/admin/indberetningsregister/", {"q": typed}).context["object_list"]
    with_reports = set(municipalities) & {"Aarhus", "Vejle", "Ærø", "Faxe"}
    assert {report.library.municipality for report in reports} == with_reports
