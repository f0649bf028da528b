"""What every text of a kit leaves open alike, as [by] and [bibliotek]: said once, it is filled in everywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")
Details = Mapping[str, str]  # by `LocalDetail`
NOTHING: Details = MappingProxyType({})


class LocalDetail(TextChoices):
    """Shape: a value is what stands in square brackets in the texts, and the parameter in addresses."""

    LIBRARY = "bibliotek", _("Library")
    TOWN = "by", _("Town")
    TITLE = "titel", _("Title")
    DAY = "dato", _("Day")
    LINK = "link", _("Link")


@dataclass(frozen=True)
class TextPiece:
    """A part of a text.

    Shape: `placeholder` is what stood there in square brackets, empty in what is ready; `detail` which detail it asks
    for, empty where every text means something else by it.
    """

    text: str
    placeholder: str = ""
    detail: str = ""


def pieces_of(text: str, details: Details) -> Iterator[TextPiece]:
    """The text in order, with those details filled in that are known."""
    ready = 0
    for found in PLACEHOLDER.finditer(text):
        yield TextPiece(text[ready : found.start()])
        name = _detail_named(found[0])
        yield TextPiece(details.get(name) or found[0], found[0], name)
        ready = found.end()
    yield TextPiece(text[ready:])


def filled(told: Any, details: Details) -> Any:
    """The same with those details in it. Shape: a text, or lists and dicts of what may be texts, however deep."""
    if isinstance(told, str):
        return "".join(piece.text for piece in pieces_of(told, details))
    if isinstance(told, dict):
        return {name: filled(value, details) for name, value in told.items()}
    return [filled(value, details) for value in told] if isinstance(told, list) else told


def filled_html(html: str, details: Details) -> str:
    """The same of HTML, in which the details are text and nothing else."""
    text: str = filled(html, {name: escape(value) for name, value in details.items()})
    return text


def asked_for(texts: Iterable[str]) -> set[str]:
    """The details that these texts leave open."""
    return {name for text in texts for found in PLACEHOLDER.findall(text) if (name := _detail_named(found))}


def _detail_named(placeholder: str) -> str:
    name = placeholder[1:-1].strip().lower()
    return name if name in LocalDetail.values else ""
