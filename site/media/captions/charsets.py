"""Decode the bytes of a caption file, as Notepad, Word, Premiere and YouTube save it."""

import codecs

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The marks at a file's beginning; that of UTF-32 begins like that of UTF-16.
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
DOCUMENTS = (b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")  # Word, new and old, and what it exchanges


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its charset was guessed: nothing but the eye can tell whether Windows-1252 is right.

    Raises: ValidationError when it is no text, or not the text it says it is.
    """
    if data.startswith(DOCUMENTS):
        message = _("This is a document. Save it as plain text in UTF-8, with .srt or .vtt at the end of its name.")
        raise ValidationError(message, code="format")
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), charset), False
    if b"\0" in data[:2]:  # captions begin with a plain letter or digit: the other half of it is empty
        return _strictly(data, "utf-16-be" if data[0] == 0 else "utf-16-le"), False
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), True


def _strictly(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _not_text() -> ValidationError:
    return ValidationError(
        _("The file is no text in a charset we know, or it is cut off. Save it in UTF-8."), "charset"
    )
