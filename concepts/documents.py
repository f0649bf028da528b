"""Word documents: the texts of a kit, a consent to sign, and what a tool has made."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from foundation.dpl import NOT_IN_TEXT
from foundation.text import composed


def texts_document(title: str, texts: Iterable[tuple[str, str]], language: str) -> bytes:
    """The texts, each under its heading. Shape: `texts` by heading; `language` as the document says it is in."""
    document = _document(title, language)
    for heading, text in texts:
        document.add_heading(_plain(heading), level=2)
        for part in text.splitlines():
            if part.strip():
                document.add_paragraph(_plain(part))
    return _saved(document)


def sheet_document(title: str, parts: Iterable[tuple[str, Iterable[str]]], language: str) -> bytes:
    """What a tool has made, on one sheet. Shape: `parts` are headings with their lines."""
    document = _document(title, language)
    for heading, lines in parts:
        document.add_heading(_plain(heading), level=2)
        for line in lines:
            document.add_paragraph(_plain(line))
    return _saved(document)


def consent_document(language: str) -> bytes:
    """A consent to fill in and sign, in the language of now."""
    title = _("Consent to a picture or a film")
    fields = [
        (_("What it shows"), ""),
        (_("Where it may be used"), _("For example: the library's page on Facebook, its website.")),
        (_("Until"), _("A day, not “until further notice”.")),
        (_("Name"), ""),
        (_("Day and signature"), ""),
        (
            _("Signature of a parent"),
            _("Under 15 a parent signs; from 15 to 17 both sign, the young one first."),
        ),
    ]
    document = _document(title, language)
    document.add_paragraph(_("I agree that the library uses this picture or film, in which I can be recognised."))
    for name, note in fields:
        document.add_heading(name, level=2)
        document.add_paragraph(note)
        document.add_paragraph("_" * 60)
    document.add_paragraph(
        _(
            "I can change my mind at any time and need not say why. I write to [mail address], and the library takes "
            "it down where it can; what others have copied before cannot be called back."
        )
    )
    return _saved(document)


def _document(title: str, language: str) -> WordDocument:
    document = Document()
    document.core_properties.title = _plain(title)
    document.core_properties.author = document.core_properties.last_modified_by = "SoMe-kataloget"
    document.core_properties.language = language
    for spoken in document.styles.element.xpath("w:docDefaults//w:lang"):
        spoken.set(qn("w:val"), language)
    document.add_heading(_plain(title), level=1)
    return document


def _plain(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return NOT_IN_TEXT.sub("", composed(text))


def _saved(document: WordDocument) -> bytes:
    """The file, which is the same for the same words: its parts carry no time."""
    saved, steady = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(steady, "w") as written:
        for name in parts.namelist():
            written.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return steady.getvalue()
