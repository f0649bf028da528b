"""The whole catalogue on paper, from published records: what the public may see, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import invented
from core.components import hours_text
from core.models.settings import licence_for, owner_name
from core.records.enums import Place
from core.records.models import Record, RecordPicture
from core.records.reading import read
from foundation.danish.order import order_key
from foundation.typesetting import typeset
from home.models import HomePage
from media.pictures import FALLBACK_SPEC
from media.storage_keys import public_storage

TEMPLATE = Path(__file__).parent / "print" / "catalogue.typ"
KINDS = ("concept", "guide", "winner")
ON_FRONT = 3  # covers
Entry = dict[str, Any]


def catalogue_pdf(language: str) -> bytes:
    """The catalogue of a language: concepts by target group, guides, winners and an index.

    Cost: 10 queries for any number of pages; time and memory grow with them (docs/media.md).
    """
    with translation.override(language):
        records = {kind: _records(kind, language) for kind in KINDS}
        every = [record for kind in KINDS for record in records[kind]]
        covers = {record.pk: cover for record, cover in _covers(every)}
        entries = {record.pk: _entry(record, covers) for record in every}
        front = Record.objects.of_type(HomePage).filter(language=language).first()
        data = _common() | {
            "language": language,
            "lead": front.lead if front else "",
            "front": [entries[record.pk]["cover"] for record in records["concept"] if record.pk in covers][:ON_FRONT],
            "groups": list(_groups(records, entries)),
            "invented": invented.told_on_paper(_invented(records["winner"])),
            "index": sorted(entries.values(), key=lambda entry: order_key(entry["name"])),
        }
    return typeset(TEMPLATE, data, {cover["file"]: _content(cover["key"]) for cover in covers.values()}).pdf


def _records(kind: str, language: str) -> list[Record]:
    found = Record.objects.of_kind(kind).filter(language=language)
    return read(found.order_by("own_number", "own_order", "page_id"))


def _groups(records: dict[str, list[Record]], entries: dict[int, Entry]) -> Iterator[dict[str, Any]]:
    """Concepts under their first target group, and named under the others; then guides and winners."""
    told, also = defaultdict[str, list[Entry]](list), defaultdict[str, list[Entry]](list)
    for record in records["concept"]:
        first, *others = [word.name for word in record.wide_words("maalgruppe")] or [_("For everybody")]
        told[first].append(entries[record.pk])
        for name in others:
            also[name].append(entries[record.pk])
    for name in sorted({*told, *also}, key=order_key):
        yield {"title": name, "entries": told[name], "also": also[name]}
    for kind, title in (("guide", _("Platforms")), ("winner", _("Winners"))):
        if records[kind]:
            yield {"title": title, "entries": [entries[record.pk] for record in records[kind]], "also": []}


def _entry(record: Record, covers: dict[int, Entry]) -> Entry:
    number = f"{record.own_number}. " if record.kind == "concept" and record.own_number else ""
    return {
        "anchor": f"page-{record.pk}",
        "title": f"{number}{record.title}",
        "name": record.title,
        "lead": record.lead,
        "url": record.full_url,
        "cover": covers.get(record.pk),
        "facts": [fact for fact in _facts(record) if fact],
    }


def _facts(record: Record) -> Iterable[str]:
    told = record.details
    if record.kind == "concept":
        yield ", ".join(word.name for word in record.words("platform"))
        yield hours_text(record.hours) if record.hours else ""
    elif record.kind == "guide" and (figure := told.figure):
        yield f"{figure.value} {figure.label}, {figure.year}. {figure.source}"
        yield capfirst(_("out of date")) if figure.is_outdated else ""
    elif record.kind == "winner":
        yield " · ".join(str(part) for part in (told.year, told.category and told.category.name, told.library) if part)


def _invented(winners: Iterable[Record]) -> list[str]:
    libraries = [record.details.library for record in winners]
    return list(dict.fromkeys(library.name for library in libraries if library and library.is_example))


def _covers(records: Iterable[Record]) -> Iterator[tuple[Record, Entry]]:
    """The covers that are ready. Cost: 1 query."""
    by_id = {record.pk: record for record in records}
    for picture in RecordPicture.objects.filter(record__in=by_id, place=Place.COVER):
        if key := next((file["file"] for file in picture.files if file["spec"] == FALLBACK_SPEC), None):
            yield by_id[picture.record_id], {"file": f"cover-{picture.image_id}.jpg", "alt": picture.alt, "key": key}


def _content(key: str) -> bytes:
    with public_storage().open(key) as file:
        content: bytes = file.read()
    return content


def _common() -> dict[str, Any]:
    site = Site.objects.filter(is_default_site=True).first()
    licence, url = licence_for(site), site.root_url if site else ""
    worked, works = _("It worked in one place."), _("Does it work for you?")
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    return {
        "title": _("Catalogue of ideas"),
        "claim": f"{worked} {works}",
        "owner": owner_name(),
        "url": url,
        "foot": f"SoMe-kataloget · {url}",
        "licence": {"name": licence.name, "url": licence.url},
        "words": {
            "version": day,
            "contents": _("Contents"),
            "also": _("Also for them"),
            "page": _("page"),
            "index": _("Index"),
            "licence": _("Licence, unless it says otherwise:"),
            "about": _("Each idea is told in short here; texts ready to copy, pictures and steps are at its address."),
        },
    }
