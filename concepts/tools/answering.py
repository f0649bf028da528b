"""What all tools share: which concepts and guides they offer, and that nobody keeps what they answer."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.translation import get_language

from core.records.models import Record
from core.records.querysets import RecordQuerySet
from foundation.cache_control import PRIVATE


def concepts_offered() -> RecordQuerySet:
    return Record.objects.of_kind("concept").filter(language=get_language())


def guides_offered() -> RecordQuerySet:
    return Record.objects.of_kind("guide").filter(language=get_language())


Answer = TypeVar("Answer", bound=HttpResponseBase)


def private(response: Answer) -> Answer:
    """What a library is up to is nobody's to keep or to find, and what stands in an address is not ours."""
    response["Cache-Control"], response["X-Robots-Tag"] = PRIVATE, "noindex"
    return response
