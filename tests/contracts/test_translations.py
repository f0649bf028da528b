"""Danish is complete and in step with the code; English is what the code says."""

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import LazySettings
from django.utils.translation import gettext, ngettext, override

from website.translations import LANGUAGES, collect_messages, compile_messages, render_messages

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = [path for room in ("site", "concepts", "home", "search", "showcase") for path in (ROOT / room).rglob("*.py")]
ASKS_FOR_A_TEXT = re.compile(r"_|n?p?gettext(_lazy)?")
PLACEHOLDER = r"%\([a-zA-Z_]+\)[sd]|%[sd](?![a-z])|{\w*}"


CATALOGUES = sorted((ROOT / "site/website").glob("locale*/*/LC_MESSAGES/*.po"))
each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT).as_posix())


def _path(language: str) -> Path:
    return ROOT / "site/website/locale" / language / "LC_MESSAGES/django.po"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def _texts(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text or the forms of a plural, as a tuple."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_what_the_code_asks_for(language: str) -> None:
    path = _path(language)

    is_as_collected = path.read_bytes() == render_messages(collect_messages(ROOT), language, path)
    assert is_as_collected, "make messages"  # the two themselves would be compared line by line for minutes


def test_every_text_stands_where_it_is_collected() -> None:
    """A text that is asked for inside an f-string is not, and is then said in English."""
    unseen = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in PRODUCT
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and ASKS_FOR_A_TEXT.fullmatch(call.func.id)
    ]

    assert unseen == []


@each_catalogue
def test_catalogue_is_complete_and_certain(path: Path) -> None:
    catalogue = _read(path)

    assert [message.id for message in catalogue if message.id and not all(_texts(message.string))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_english_is_what_the_code_says() -> None:
    """Without a catalogue of its own: no word comes from another language, and a plural has its two forms."""
    messages = [message for message, context, _place in collect_messages(ROOT) if not context]
    with override("en"):
        said = [
            gettext(one) if isinstance(one, str) else tuple(ngettext(one[0], one[1], n) for n in (1, 2))
            for one in messages
        ]

    assert said == messages


@each_catalogue
def test_placeholders_survive_translation(path: Path) -> None:
    wrong = []
    for message in _read(path):
        expected = {name for text in _texts(message.id) for name in re.findall(PLACEHOLDER, text)}
        found = [(text, set(re.findall(PLACEHOLDER, text))) for text in _texts(message.string)]
        wrong += [text for text, names in found if message.id and not names <= expected]
    assert wrong == []


def test_catalogue_compiled_a_moment_ago_is_spoken(tmp_path: Path, settings: LazySettings) -> None:
    """The first `make demo` compiles them in the process that writes the demo's content."""
    folder = tmp_path / "da/LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    with override("da"):
        before = gettext("A word that no catalogue has")
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "A word that no catalogue has"\nmsgstr "Et ord"\n',
        "utf-8",
    )

    compile_messages()

    with override("da"):
        after = gettext("A word that no catalogue has")
    assert (before, after) == ("A word that no catalogue has", "Et ord")
