"""The catalogue on paper: made by the worker when something in it has changed, and handed out only while it holds."""

from django.core.files.base import ContentFile

from core.records.models import Numbering, Record, RecordChange
from foundation.before_commit import atomic
from home.models import HomePage, PrintedCatalogue
from home.printed import KINDS, catalogue_pdf

HOME = "page"  # the kind of the front page, whose lead stands on the cover


def print_catalogue(language: str) -> int:
    """Make it anew. Returns: its size in bytes."""
    number = Numbering.objects.values_list("last_number", flat=True).first() or 0  # before what is read below
    pdf = catalogue_pdf(language)
    with atomic():
        PrintedCatalogue.objects.filter(language=language).delete()
        printed = PrintedCatalogue(language=language, number=number)
        printed.file.save("catalogue.pdf", ContentFile(pdf))
    return len(pdf)


def catalogue_that_holds(language: str) -> PrintedCatalogue | None:
    """The one to hand out; None while what is in it has changed since. Cost: 2 queries."""
    printed = PrintedCatalogue.objects.filter(language=language).first()
    if printed is None:
        return None
    told = (*KINDS, HOME)
    since = RecordChange.objects.filter(number__gt=printed.number, kind__in=told, language=language, image_id=0)
    return None if since.exists() else printed


def languages_to_print() -> list[str]:
    """Those with a front page whose catalogue is missing or holds no more. Cost: 1 query, 2 for each."""
    fronts = Record.objects.of_type(HomePage).values_list("language", flat=True)
    return [language for language in set(fronts) if catalogue_that_holds(language) is None]
