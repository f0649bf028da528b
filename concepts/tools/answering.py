"""What all tools share: which concepts and guides they offer."""

from django.utils.translation import get_language

from core.records.models import Record
from core.records.querysets import RecordQuerySet


def concepts_offered() -> RecordQuerySet:
    return Record.objects.of_kind("concept").filter(language=get_language())


def guides_offered() -> RecordQuerySet:
    return Record.objects.of_kind("guide").filter(language=get_language())
