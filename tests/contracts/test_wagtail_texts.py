"""The texts of the installed Wagtail: each has Danish, and none of ours is kept for nothing."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.catalog import Message
from django.apps import apps
from django.conf import LazySettings
from django.utils.translation.trans_real import DjangoTranslation

from tests.contracts.danish import (
    HELD,
    NOT_INSTALLED,
    OURS,
    Key,
    in_danish,
    own,
    read,
    sources,
    spoken,
    texts,
    upstream,
    words_of,
)
from website.translations import messages_of

DOMAINS = ("django", "djangojs")
each_domain = pytest.mark.parametrize("domain", DOMAINS)
TESTS = {"test", "tests", "migrations", "project_template", "bin"}


def _ours(domain: str) -> list[Message]:
    return [message for message in read(OURS / f"locale_wagtail/da/LC_MESSAGES/{domain}.po") if message.id]


def _key(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else tuple(message.id), message.context)


@cache
def _theirs(domain: str) -> dict[Key, tuple[str, ...]]:
    """What the packages say in Danish themselves."""
    found: dict[Key, tuple[str, ...]] = {}
    for path in sources(domain):
        danish = Path(str(path).replace("/locale/en/", "/locale/da/"))
        for message in read(danish) if danish.exists() else ():
            if message.id and all(texts(message.string)) and not message.fuzzy:
                found.setdefault(_key(message), texts(message.string))
    return found


@cache
def _asked_for() -> dict[Key, str]:
    """Every text that the code and the templates of the packages mark for translation, and where."""
    found: dict[Key, str] = {}
    for package in HELD:
        spec = find_spec(package)
        assert spec
        assert spec.origin
        folder = Path(spec.origin).parent
        for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
            inner = file.relative_to(folder)
            if not set(inner.parts) & {*TESTS, *NOT_INSTALLED} and (file.suffix == ".py" or "templates" in inner.parts):
                found |= {key: f"{package}/{inner}" for key in messages_of(file) if key not in found}
    return found


@each_domain
def test_every_text_of_ours_is_still_one_of_theirs(domain: str) -> None:
    assert [message.id for message in _ours(domain) if _key(message) not in upstream(domain)] == []


@each_domain
def test_every_text_of_theirs_is_said_in_danish_by_them_or_by_us(domain: str) -> None:
    said = {**_theirs(domain), **own(domain)}

    assert [key[0] for key in upstream(domain, HELD) if key not in said and words_of(" ".join(texts(key[0])))] == []


@each_domain
def test_what_they_say_as_we_do_is_left_to_them(domain: str, settings: LazySettings) -> None:
    theirs = _theirs(domain)
    spoken(domain)  # and remembered, before ours is left out
    settings.LOCALE_PATHS = [path for path in settings.LOCALE_PATHS if path.name != "locale_wagtail"]
    without = DjangoTranslation("da", domain=domain)

    said_alike = [_key(message) for message in _ours(domain) if theirs.get(_key(message)) == texts(message.string)]
    assert [key[0] for key in said_alike if in_danish(key, domain) == in_danish(key, domain, without)] == []


@pytest.mark.deep
@pytest.mark.once
def test_texts_their_code_asks_for_are_the_texts_their_catalogues_list() -> None:
    """What a release forgot to list would stay English unseen; ours has to have it."""
    listed = {**upstream("django"), **upstream("djangojs"), **own("django")}

    assert {key[0]: place for key, place in _asked_for().items() if key not in listed} == {}


@pytest.mark.once
def test_apps_of_django_that_wagtail_speaks_through_are_installed() -> None:
    """Django looks for words in installed apps alone: «2 minutes ago» stood in the editor of a page that waits."""
    spoken_through = {
        name
        for file in Path(wagtail.__file__).parent.rglob("*.py")
        if not {*file.parts, file.stem} & {*TESTS, *NOT_INSTALLED}
        for name in re.findall(r"django\.contrib\.(\w+)", file.read_text("utf-8"))
        if (Path(django.__file__).parent / "contrib" / name / "locale").is_dir()
    }

    assert "humanize" in spoken_through
    assert {name for name in spoken_through if not apps.is_installed(f"django.contrib.{name}")} == set()
