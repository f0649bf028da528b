"""Made-up words, one for each place somebody can write in, and a search for them through everything that is kept."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import Any
from urllib.parse import unquote_plus

from django import forms
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import connection, models

from media.storage_audit import ALIASES, keys_of
from showcase.reporting.fields import LibraryAnswerField, NumberField, TenField
from showcase.reporting.forms import STEPS
from showcase.reporting.validators import validate_plain_address

SYLLABLES = ("bro", "fle", "gru", "kva", "mly", "sno", "tri", "vre")
# What is chosen, not written; whoever adds a kind of field says here whether somebody writes in it.
CHOSEN = (
    *(forms.BooleanField, forms.ChoiceField, forms.DateField, forms.ModelChoiceField, LibraryAnswerField),
    *(forms.MultipleChoiceField, forms.ModelMultipleChoiceField),
    TenField,  # the same answer as `baseline`, and either of them is written
)
WRITTEN = (forms.CharField, forms.IntegerField)


class Words:
    """Gives out words of letters only, so that they look the same in addresses, JSON, and file names."""

    def __init__(self, series: str) -> None:
        """`series` sets them apart from those of other tests, whose files may still lie about."""
        self.by_place: dict[str, str] = {}
        mark = "".join(letter for letter in series if letter.isalpha())
        self._fresh = (f"q{mark}{''.join(parts)}x" for parts in product(SYLLABLES, repeat=3))

    def at(self, place: str) -> str:
        return self.by_place.setdefault(place, next(self._fresh))

    def number_at(self, place: str) -> str:
        """Numbers tell as much as words; eleven digits stand nowhere by chance."""
        return self.by_place.setdefault(place, str(98_765_432_101 - len(self.by_place) * 37))

    def found_in(self, haystack: str) -> set[str]:
        return {place for place, word in self.by_place.items() if word in haystack}


def typed_words(words: Words) -> dict[str, str]:
    """A word in every field of every step that somebody writes in. New fields come along by themselves."""
    return {
        name: told
        for step in STEPS
        for name, field in step.base_fields.items()
        if (told := _typed(words, name, field)) is not None
    }


def _typed(words: Words, name: str, field: forms.Field) -> str | None:
    place = f"answer: {name}"
    if isinstance(field, CHOSEN):
        return None
    if not isinstance(field, WRITTEN):
        raise TypeError(f"Is {name} written or chosen? Say so in CHOSEN or WRITTEN.")
    if validate_plain_address in field.validators:
        return f"{words.at(place)}@{words.at(f'{place}, domain')}.dk"
    if isinstance(field, forms.URLField):
        return f"https://example.dk/{words.at(place)}"
    if name == "baseline":
        return "\n".join(words.number_at(f"{place} {number}") for number in range(10))
    if isinstance(field, NumberField):
        return words.number_at(place)
    if isinstance(field, forms.IntegerField):
        return "3217"
    return words.at(place)


def fill(thing: models.Model, words: Words, place: str) -> None:
    """A word in every column of a row that somebody can write text in, without storing it."""
    for field in thing._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, models.URLField)
        if is_text and field.editable and not field.choices and field.name not in SHORT_CODES:
            setattr(thing, field.name, _as_text(field, words.at(f"{place}: {field.name}")))


SHORT_CODES = frozenset({"slug", "path", "url_path", "draft_title", "position", "contentpath", "file_hash"})


def _as_text(field: Any, word: str) -> str:
    return f"<p>{word}</p>" if type(field).__name__ == "RichTextField" else word


def everything_kept() -> Iterator[tuple[str, str]]:
    """(where, text) of all that is stored: every row of every table, every file, every session."""
    yield from _rows()
    yield from _files()
    for session in Session.objects.all():
        yield "a session", str(session.get_decoded())


def found(words: Words) -> dict[str, set[str]]:
    """The places whose words are still kept, and where. Empty when nothing is."""
    kept: dict[str, set[str]] = {}
    for where, text in everything_kept():
        for place in words.found_in(text.lower()):
            kept.setdefault(place, set()).add(where)
    return kept


def _rows() -> Iterator[tuple[str, str]]:
    """Of the tables themselves, not the models: what a library keeps on the side is found too."""
    with connection.cursor() as cursor:
        for table in _tables(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            for row in cursor.fetchall():
                for value in row:
                    text = bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)
                    yield table, text
                    if "%" in text or "+" in text:
                        yield table, unquote_plus(text)


def _tables(cursor: Any) -> list[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [name for (name,) in cursor.fetchall()]


def _files() -> Iterator[tuple[str, str]]:
    for alias in ALIASES:
        for key in keys_of(storages[alias]):
            yield f"the name of a {alias} file", key
            with suppress(FileNotFoundError), storages[alias].open(key) as file:
                yield f"a {alias} file {key.split('/', 1)[0]}", file.read().decode("latin-1")
