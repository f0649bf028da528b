"""Message catalogues (gettext): collected, checked and compiled in pure Python, no gettext tools needed."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from foundation.compat.translations import read_anew, templatize

LANGUAGES = ("da",)  # English needs no catalogue: what the code says is English
APPS = ("site", "home", "concepts", "showcase", "search")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
Message = tuple[str | tuple[str, ...], str | None, str]


def compile_messages() -> None:
    """Make every .mo that is missing or older than its .po, whole or not at all, and read it from now on."""
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                unfinished = target.with_suffix(f".{os.getpid()}.mo")  # others may be making the same
                with unfinished.open("wb") as file:
                    write_mo(file, _read(source, source.parent.parent.name))
                unfinished.replace(target)
                read_anew(target)


def collect_messages(root: Path) -> list[Message]:
    """Every text the code marks for translation, sorted: (id or ids, context, first place)."""
    found: dict[tuple[str | tuple[str, ...], str | None], str] = {}
    for file in _sources(root):
        for message, context in messages_of(file):
            found.setdefault((message, context), file.relative_to(root).as_posix())
    return sorted(((message, context, place) for (message, context), place in found.items()), key=_sort_key)


def _sort_key(entry: Message) -> tuple[str, str, str]:
    message, context, place = entry
    return place, message if isinstance(message, str) else message[0], context or ""


def _sources(root: Path) -> Iterator[Path]:
    for app in APPS:
        for pattern in ("*.py", "*.html", "templates/**/*.txt"):
            files = (root / app).rglob(pattern)
            yield from sorted(file for file in files if "migrations" not in file.parts)


def messages_of(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = file.read_text(encoding="utf-8")
    code = _as_code(text, file) if file.suffix in {".html", ".txt"} else text
    for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield message, context


def _as_code(template: str, file: Path) -> str:
    """Django's own view of a template's texts as Python, without the indentation that means nothing there."""
    return "\n".join(line.strip() for line in templatize(template, origin=str(file)).splitlines())


def update_messages(root: Path) -> None:
    """Write the collected messages into every catalogue; what is translated stays, what is gone goes."""
    messages = collect_messages(root)
    for language in LANGUAGES:
        path = root / "site/website/locale" / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render_messages(messages, language, path))


def render_messages(messages: list[Message], language: str, path: Path) -> bytes:
    """The bytes the catalogue at `path` should have for these messages."""
    old = _read(path, language) if path.exists() else Catalog(locale=language)
    new = Catalog(locale=language, project="SoMe-kataloget", charset="utf-8", fuzzy=False)
    for message, context, place in messages:
        kept = old.get(message, context=context)
        flags = ["python-format"] if "%(" in (message if isinstance(message, str) else message[0]) else []
        new.add(message, kept.string if kept else "", locations=[(place, 0)], context=context, flags=flags)
    buffer = io.BytesIO()
    write_po(buffer, new, width=0, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().split(b"\n")
    volatile = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b"# FIRST AUTHOR", b"# Copyright")
    return b"\n".join(line for line in lines if not line.startswith(volatile))


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)
