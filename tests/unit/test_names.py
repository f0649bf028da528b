"""No library of the register can be named in a text that assessors read, however it is spelled."""

import csv
import unicodedata
from collections.abc import Iterator

import pytest

from demo import texts
from libraries.models import Library
from libraries.services import ALIASES_FILE, REGISTER_FILE
from showcase.assessment.anonymising import Mark, as_shown, hide
from showcase.assessment.identifying_names import Name, WantedNames, names_of, names_of_reporter, phrase

# Also words of every day: in small letters and alone they are offered to the editor instead.
WORDS = {"Faxe", "Greve", "Lejre", "Odder", "Skive", "Tønder", "Varde", "Vejen", "koge", "tonder"}


def _rows(file: object) -> list[dict[str, str]]:
    with open(file, encoding="utf-8", newline="") as rows:  # type: ignore[call-overload]  # noqa: PTH123 - a path
        return list(csv.DictReader(rows))


def _register() -> list[Library]:
    real = [
        Library(isil=row["isil"], name=row["bibliotek"], municipality=row["kommune"], domain=row["domaene"])
        for row in _rows(REGISTER_FILE)
    ]
    invented = [
        Library(isil=one["isil"], name=one["name"], municipality=one["municipality"])
        for one in texts.read("libraries")["libraries"]
    ]
    return real + invented


REGISTER = _register()
ALIASES = [(row["isil"], row["alias"], row["ord"] == "1") for row in _rows(ALIASES_FILE)]


@pytest.fixture(scope="module")
def wanted() -> WantedNames:
    names: set[Name] = set()
    for library in REGISTER:
        names |= names_of(library, [(alias, is_word) for isil, alias, is_word in ALIASES if isil == library.isil])
    return WantedNames(frozenset(names))


def _ascii(text: str, *pairs: str) -> str:
    for pair in pairs:
        text = text.replace(pair[0], pair[1:]).replace(pair[0].upper(), pair[1:].capitalize())
    return text


def _letters(name: str) -> Iterator[str]:
    """The name in the letters people have on their keyboards."""
    yield name
    yield _ascii(name, "æae", "øoe", "åaa")
    yield _ascii(name, "æae", "øo", "åa")
    yield name.replace("aa", "å").replace("Aa", "Å")
    yield unicodedata.normalize("NFD", name)
    yield f"{name[:2]}\u00ad{name[2:]}"
    yield f"{name[:2]}\u200b{name[2:]}"


def _spellings(name: str) -> Iterator[str]:
    """As it stands in running text, glued together, and in tags, accounts and addresses."""
    for text in _letters(name):
        for apart in {text, text.replace("-", " "), text.replace("-", ""), text.replace("-", "_")}:
            yield from (apart, apart.lower(), apart.upper(), f"{apart}s", f"{apart} Bibliotek")
        glued = text.replace("-", "").replace(" ", "")
        yield from (f"{glued}biblioteket", f"{glued}bibliotekerne", f"{glued}bib", f"{text}-biblioteket")
        yield from (f"bib{glued.lower()}", f"Biblio{glued}", f"#visit{glued.lower()}", f"#{glued.lower()}bibliotek")
        yield from (f"@{glued.lower()}bib", f"{glued.lower()}bib.dk", f"ida@{glued.lower()}.dk", f"#{glued}")
        yield from (f"https://facebook.com/{glued.lower()}bib", f"instagram.com/{glued.lower()}_bib")


def _is_offered(text: str, wanted: WantedNames) -> bool:
    return any(piece.mark == Mark.OFFERED for piece in hide(text, wanted))


@pytest.mark.parametrize("library", REGISTER, ids=lambda library: library.municipality)
def test_no_library_can_be_named_in_an_ordinary_spelling(library: Library, wanted: WantedNames) -> None:
    named, offered = [], []
    for spelling in {*_spellings(library.municipality), *filter(None, (library.name, library.domain))}:
        text = f"Hos os i {spelling} kørte bussen hele ugen."
        if _is_offered(text, wanted):
            offered.append(spelling)
        elif as_shown(hide(text, wanted)) not in {
            f"Hos os i {sign}{label} kørte bussen hele ugen."
            for sign in ("", "#")
            for label in (
                "[biblioteket]",
                "[konto]",
                "[adresse]",
                "[biblioteket] Bibliotek",
                "[biblioteket]-biblioteket",
            )
        }:
            named.append(spelling)

    assert named == []
    plain = {spelling.translate({0xAD: None, 0x200B: None}).casefold().rstrip("s") for spelling in offered}
    assert plain <= {word.casefold() for word in WORDS}
    assert bool(offered) <= (library.municipality in WORDS | {"Køge"})


@pytest.mark.parametrize(("isil", "alias", "is_word"), ALIASES)
def test_no_library_can_be_named_by_an_alias(isil: str, alias: str, is_word: bool, wanted: WantedNames) -> None:
    for spelling in (alias, alias.upper(), alias.replace(" ", ""), f"#{alias.lower().replace(' ', '')}"):
        assert alias.casefold() not in as_shown(hide(f"Hos os i {spelling} kørte bussen.", wanted)).casefold()
    assert _is_offered(f"en {alias.lower()} bus", wanted) == is_word


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fra Fakse til Kjøbenhavn", "Fra [biblioteket] til [biblioteket]"),
        ("Høje Taastrup og hoejetaastrup", "[biblioteket] og [biblioteket]"),
        ("Århus, Aarhus' og aarhusianerne", "[biblioteket], [biblioteket]' og [biblioteket]"),
        ("#visitodense fra BiblioOdense", "#[biblioteket] fra [biblioteket]"),
        ("Vi bor i 5000 Odense C", "Vi bor i [biblioteket] C"),
        ("𝗢𝗱𝗲𝗻𝘀𝗲 læser", "[biblioteket] læser"),
        ("hele Thy, men thyroxin", "hele [biblioteket], men thyroxin"),
        ("På Dokk1 og i dokk1s have", "På [biblioteket] og i [biblioteket] have"),
        ("DK-746100 er vores", "[biblioteket] er vores"),
        ("Ring 12 34 56 78", "Ring [tal]"),
        ("Vi har 1.930 følgere", "Vi har [tal] følgere"),
        ("Vi lånte 300 bøger ud i 2026", "Vi lånte 300 bøger ud i 2026"),
        ("Bussen kørte.", "Bussen kørte."),
    ],
)
def test_spellings_that_once_passed(text: str, shown: str, wanted: WantedNames) -> None:
    assert as_shown(hide(text, wanted)) == shown


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Vi gik ned ad vejen.", [("vejen", Mark.OFFERED)]),
        ("Vejen var lang.", [("Vejen", Mark.OFFERED)]),
        ("Vi kom til Vejen i går.", [("Vejen", Mark.HIDDEN)]),
        ("Spørg på biblioteket i vejen.", [("vejen", Mark.HIDDEN)]),
        ("vejen bibliotek åbner", [("vejen", Mark.HIDDEN)]),
        ("#vejen til #visitvejen", [("vejen", Mark.HIDDEN), ("visitvejen", Mark.HIDDEN)]),
        (
            "Genvejen og vejledningen var morsomme.",
            [(word, Mark.OFFERED) for word in ("Genvejen", "vejledningen", "morsomme")],
        ),
        ("instruere, koge, rødder og blamage", [(word, Mark.OFFERED) for word in ("instruere", "koge", "rødder")]),
        ("Ud i Køge og køge", [("Køge", Mark.HIDDEN), ("køge", Mark.HIDDEN)]),
    ],
)
def test_ordinary_words_are_offered_and_names_hidden(
    text: str, marked: list[tuple[str, Mark]], wanted: WantedNames
) -> None:
    assert [(piece.text, piece.mark) for piece in hide(text, wanted) if piece.mark != Mark.PLAIN] == marked


def test_the_demo_reads_as_before(wanted: WantedNames) -> None:
    """Fifteen concepts of ordinary Danish: nothing in them is taken for a real library."""
    invented = {library.municipality.casefold() for library in REGISTER if library.isil.startswith("DK-X")}
    hidden = {
        piece.text
        for entry in texts.read_folder("koncepter").values()
        for piece in hide(str(entry), wanted)
        if piece.mark == Mark.HIDDEN and not any(name in piece.text.casefold() for name in {*invented, "dk-x"})
    }

    assert {text for text in hidden if "/" not in text and "." not in text and not text.isdigit()} == set()


def test_the_reporter_is_found_by_name_and_account() -> None:
    names = names_of_reporter("Poul Bo Hansen", "poul@skovbib.dk", "https://www.instagram.com/laesiskoven/p/1/")
    text = "Poul Bo Hansen (Hansen) fra skovbib er @laesiskoven, altså LæsISkoven. Hos os er poul en fugl, bo."

    shown = as_shown(hide(text, WantedNames(frozenset(names))))
    assert shown == "[navn] ([navn]) fra [biblioteket] er [konto], altså [biblioteket]. Hos os er poul en fugl, bo."
    assert names_of_reporter("", "ida@gmail.com", "https://www.instagram.com/p/Cx1/") == set()


def test_phrases_blacked_out_by_hand_are_found_whole() -> None:
    wanted = WantedNames(frozenset({phrase("den gule bus"), phrase("Vejen")}))
    text = "Den  gule bus på vejen, #dengulebus og genvejen."

    assert as_shown(hide(text, wanted)) == "[udeladt] på [udeladt], #[udeladt] og genvejen."
