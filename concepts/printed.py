"""What goes on paper: all of a concept, its checklists on a page of their own, and what a tool has made."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, TypedDict

import qrcode
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from concepts.contexts.concepts import concept_facts
from concepts.local_details import NOTHING, Details, filled
from concepts.models import ConceptPage
from core import invented
from core.components import Facts
from core.contexts import dpl_context_of
from core.models.settings import owner_name
from foundation.blocks import told
from foundation.dpl import to_dpl
from foundation.typesetting import typeset
from foundation.typesetting.nodes import nodes_of
from media.download_packages import content_of
from media.licences import Licence, licence_of
from media.models import CatalogueImage
from media.pictures import FALLBACK_SPEC

TEMPLATES = Path(__file__).parent / "print"
MOST_IN_CODE = 600  # characters of an address; a code of more is too fine for a phone


def concept_pdf(page: ConceptPage, images: Iterable[CatalogueImage], details: Details = NOTHING) -> bytes:
    """All of a concept with those pictures, its cover first, and what a library has written.

    Raises: typst.TypstError, never for what is told in it.
    """
    own = page.own_licence()
    shown = {f"picture-{image.pk}.jpg": image for image in images}
    cover = next((name for name, image in shown.items() if image == page.cover), None)
    with invented.noticing() as names:
        body = nodes_of(_body(page))
    data = {
        **_common(page, own),
        "invented": invented.told_on_paper(names),
        "cover": _picture(cover, shown[cover], own) if cover else None,
        "facts": [[str(fact.label), str(fact.value)] for fact in concept_facts(page).rows],
        "body": body,
        "pictures": [_picture(name, image, own) for name, image in shown.items() if name != cover],
    }
    files = {name: content_of(image.get_rendition(FALLBACK_SPEC).file) for name, image in shown.items()}
    return typeset(TEMPLATES / "concept.typ", filled(data, details), {**files, "qr.svg": _qr_code(data["url"])}).pdf


def _body(page: ConceptPage) -> str:
    """As DPL takes it, but for what stands at the head and the foot; no links to pages that may be hidden later."""
    context = {"page": page, **dpl_context_of(page), "facts": Facts(())}
    return to_dpl(render_to_string(page.dpl_template, context))


def checklist_pdf(page: ConceptPage, details: Details = NOTHING) -> bytes:
    """Its checklists on one page, empty for a concept without any. Raises: as `concept_pdf`."""
    found = told(page.body.stream_block, page.body, "checklists_in")
    lists = [{"heading": heading, "items": items} for heading, items in found]
    if not lists:
        return b""
    data = {**_common(page, page.own_licence()), "lists": lists}
    return typeset(TEMPLATES / "checklist.typ", filled(data, details), {"qr.svg": _qr_code(data["url"])}).pdf


class SheetTold(TypedDict):
    """What stands on a sheet that a tool has made. Shape: `parts` are headings with their lines."""

    title: str
    lead: str
    language: str
    url: str
    parts: list[tuple[str, list[str]]]


def sheet_pdf(told: SheetTold) -> bytes:
    """One sheet, or two for whoever has written much. Raises: as `concept_pdf`."""
    has_code = len(told["url"]) <= MOST_IN_CODE
    words = {"qr": _("QR code that leads to the page"), "more": _("Open it and change it")}
    data = {**told, "owner": owner_name(), "foot": "SoMe-kataloget", "words": words, "has_code": has_code}
    return typeset(TEMPLATES / "sheet.typ", data, {"qr.svg": _qr_code(told["url"])} if has_code else {}).pdf


def _common(page: ConceptPage, own: Licence) -> dict[str, Any]:
    """What stands on every sheet."""
    url = page.full_url or ""
    return {
        "title": page.title,
        "lead": page.lead,
        "language": page.locale.language_code,
        "owner": owner_name(),
        "kind": " ".join(filter(None, (_("Concept"), str(page.number or "")))),
        "url": url,
        "foot": f"SoMe-kataloget · {url}",
        "licence": {"name": own.name, "url": own.url},
        "words": {
            "pictures": _("Pictures"),
            "qr": _("QR code that leads to the page"),
            "more": _("The newest version is on the page"),
            "licence": _("Licence:"),
            "version": _version(page),
        },
    }


def _version(page: ConceptPage) -> str:
    if page.last_published_at is None:
        return ""
    return _("Version of %(day)s") % {"day": date_format(page.last_published_at, "DATE_FORMAT")}


def _picture(name: str, image: CatalogueImage, own: Licence) -> dict[str, str]:
    said = (image.credit, licence_of(image.licence, own).name)
    return {"file": name, "alt": image.alt_text, "credit": " · ".join(filter(None, said))}


def _qr_code(address: str) -> bytes:
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    return drawn.getvalue()
