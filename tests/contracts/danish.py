"""What is Danish: the glossary of docs/, and English words as the catalogues themselves tell them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs/glossary.md"
OURS = ROOT / "site/website"
UPSTREAM = ("wagtail", "wagtail_modeladmin", "taggit", "django/conf", "django/contrib/auth")
HELD = ("wagtail", "wagtail_modeladmin", "taggit")  # all of what these say; of Django's, what editors meet
NOT_INSTALLED = ("styleguide", "simple_translation")
NO_WORDS = re.compile(
    r"<[^>]*>|%\([a-zA-Z_]+\)[sdr]|%[sdr]\b|\{[^}]*\}|&[a-z]+;|https?:\S+|\?\w+=\S*|\b[a-z]+\.[a-z]+\b|\S+@\S+|\w*\d\w*"
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Key = tuple[str | tuple[str, ...], str | None]


def _rows(heading: str) -> list[list[str]]:
    part = GLOSSARY.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("|---")]


@cache
def never() -> dict[str, str]:
    """Each word that is not said -> what is said instead; `*` stands for any ending."""
    found = (
        (word.strip(), say) for say, _meaning, words in _rows("Words") for word in words.split(",") if words != "–"
    )
    return {word: say for word, say in found if "…" not in word}


@cache
def kept_english() -> frozenset[str]:
    return frozenset(word.lower() for cells in _rows("English that stays") for word in WORD.findall(cells[0]))


def words_of(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(NO_WORDS.sub(" ", text))]


def against_glossary(text: str) -> list[str]:
    """What the text says that the glossary has another word for."""
    plain = NO_WORDS.sub(" ", text)
    return [f"{word} (say {say})" for word, say in never().items() if _pattern(word).search(plain)]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    ending = r"\w*" if word.endswith("*") else ""
    return re.compile(rf"(?<![\w-]){re.escape(word.rstrip('*'))}{ending}(?![\w-])", re.IGNORECASE)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def texts(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text or the forms of a plural, as a tuple."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def sources(domain: str, packages: Sequence[str] = UPSTREAM) -> Iterator[Path]:
    """The catalogues of English source strings that are installed with these packages."""
    for package in packages:
        name, _, inner = package.partition("/")
        spec = find_spec(name)
        assert spec is not None, package
        assert spec.origin is not None, package
        for path in sorted((Path(spec.origin).parent / inner).glob(f"**/locale/en/LC_MESSAGES/{domain}.po")):
            if not set(path.parts) & set(NOT_INSTALLED):
                yield path


@cache
def upstream(domain: str, packages: tuple[str, ...] = UPSTREAM) -> dict[Key, Path]:
    """Every source string that the installed packages know, and where."""
    found: dict[Key, Path] = {}
    for path in sources(domain, packages):
        for message in read(path):
            if message.id:
                found.setdefault((_key(message.id), message.context), path)
    return found


def _key(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


ALSO_DANISH = {"far", "sent"}  # what the catalogues do not happen to say


@cache
def spoken(domain: str) -> DjangoTranslation:
    """Danish as the site says it: ours before theirs."""
    return DjangoTranslation("da", domain=domain)


def in_danish(key: Key, domain: str, catalogue: DjangoTranslation | None = None) -> tuple[str, ...]:
    """All forms of a source string, in Danish."""
    message, context = key
    catalogue = catalogue or spoken(domain)
    if isinstance(message, str):
        return (catalogue.pgettext(context, message) if context else catalogue.gettext(message),)
    one, many = message
    return tuple(
        catalogue.npgettext(context, one, many, number) if context else catalogue.ngettext(one, many, number)
        for number in (1, 2)
    )


@cache
def own(domain: str) -> dict[Key, tuple[str, ...]]:
    """What our own catalogues say."""
    found: dict[Key, tuple[str, ...]] = {}
    for folder in settings.LOCALE_PATHS:
        if (path := Path(folder) / f"da/LC_MESSAGES/{domain}.po").exists():
            for message in read(path):
                if message.id:
                    found.setdefault((_key(message.id), message.context), texts(message.string))
    return found


@cache
def _vocabulary() -> frozenset[str]:
    """Words that English source strings have and Danish ones have not."""
    english, danish = set[str](), set[str]()
    for domain in ("django", "djangojs"):
        said = {**dict.fromkeys(upstream(domain)), **own(domain)}
        for key in said:
            source = [key[0]] if isinstance(key[0], str) else list(key[0])
            english |= {word for text in source for word in words_of(text)}
            danish |= {word for text in in_danish(key, domain) if text not in source for word in words_of(text)}
    return frozenset(word for word in english - danish - ALSO_DANISH if len(word) > 1)


def english_in(text: str) -> list[str]:
    """The English words of a text that is to be Danish."""
    return [word for word in words_of(text) if word in _vocabulary() and word not in kept_english()]
