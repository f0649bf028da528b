"""Danish and English are complete and in step with the code."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from website.catalogues import LANGUAGES, collect_messages, render_catalogue

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = r"%\([a-z_]+\)[sd]|%[sd]"


def _path(language: str) -> Path:
    return ROOT / "site/website/locale" / language / "LC_MESSAGES/django.po"


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_what_the_code_asks_for(language: str) -> None:
    path = _path(language)

    assert path.read_bytes() == render_catalogue(collect_messages(ROOT), language, path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_certain(language: str) -> None:
    with _path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)

    assert [message.id for message in catalogue if message.id and not all(_texts(message.string))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    with _path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    wrong = []
    for message in catalogue:
        expected = {name for text in _texts(message.id) for name in re.findall(PLACEHOLDER, text)}
        found = [(text, set(re.findall(PLACEHOLDER, text))) for text in _texts(message.string)]
        wrong += [text for text, names in found if message.id and not names <= expected]
    assert wrong == []
