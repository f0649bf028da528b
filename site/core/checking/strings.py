"""What is written on a page, told by its own fields and blocks: a new field or block needs nothing of ours."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.db.models import CharField, TextField, URLField
from django.utils.encoding import iri_to_uri
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from foundation.blocks import texts_in, told

HREF = re.compile(r"<a\s[^<>]*?href=\"(https?://[^\"]+)\"", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
ADDRESS_LENGTH = 2000  # characters, in ASCII


def texts_of(instance: Any) -> Iterator[str]:
    """What there is to read: plain texts, and rich texts as HTML, in the order of the fields; children last.

    Cost: that of `_written_on`.
    """
    for field, value in _written_on(instance):
        if isinstance(field, StreamField):
            yield from texts_in(field.stream_block, value)
        elif not isinstance(field, URLField):
            yield value


def addresses_of(instance: Any) -> list[str]:
    """The addresses of other sites that a page leads to, each once, in ASCII. Cost: that of `_written_on`."""
    return addresses_in(_strings_of(instance))


def addresses_in(texts: Iterable[str]) -> list[str]:
    """The addresses of other sites that the texts lead to or are, each once, in ASCII."""
    found: dict[str, None] = {}
    for text in texts:
        whole = [text] if ADDRESS.fullmatch(text) else []
        for address in [*whole, *HREF.findall(text)]:
            plain = iri_to_uri(unescape(address)).partition("#")[0]
            if len(plain) <= ADDRESS_LENGTH:
                found[plain] = None
    return list(found)


def _strings_of(instance: Any) -> Iterator[str]:
    for field, value in _written_on(instance):
        if isinstance(field, StreamField):
            yield from texts_in(field.stream_block, value)
            yield from told(field.stream_block, value, "addresses_in")
        else:
            yield value


def _written_on(instance: Any) -> Iterator[tuple[Any, Any]]:
    """The fields with something written in them; those of children after their parent's.

    Cost: one query for each kind of child and of chooser in streams, unless they are there already.
    """
    for field in instance._meta.concrete_fields:
        if field.model is Page or not field.editable:
            continue
        value = field.value_from_object(instance)
        if isinstance(field, StreamField) or (isinstance(field, CharField | TextField) and not field.choices and value):
            yield field, value
    for relation in get_all_child_relations(type(instance)):
        if not relation.related_model._meta.app_label.startswith("wagtail"):
            for child in getattr(instance, relation.get_accessor_name()).all():
                yield from _written_on(child)
