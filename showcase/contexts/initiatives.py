"""What initiative pages and their index show."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import formats
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from concepts.contexts import concept_card
from core.components import Anchor, Card, EmptyState, Fact, Facts, Pager, PageTools, TableOfContents
from core.contexts import context_of, dpl_context_of
from core.records.models import Record
from core.records.parts import Whose, Word
from core.records.reading import Listing, read
from core.table_of_contents import sections_of
from foundation.paging import PAGE_PARAMETER, page_of
from libraries.models import Library
from media.usage import download_package_of
from showcase.components import Numbers, ReportedNumber
from showcase.models import InitiativeIndexPage, InitiativePage
from showcase.models.initiatives import STORY

PAGE_SIZE = 24


@context_of.register
def index_context(page: InitiativeIndexPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    found = Record.objects.of_kind("initiative").in_language_of(page).below(page).newest_first()
    results = page_of(Listing(found), request.GET.get(PAGE_PARAMETER, ""), PAGE_SIZE)
    return {
        "cards": [initiative_card(initiative, level=2) for initiative in results],
        "pager": Pager.of(results, request.GET),
        "empty": EmptyState(_("There are no initiatives yet.")),
    }


@context_of.register
def initiative_context(page: InitiativePage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    if page.pk:
        prefetch_related_objects([page], "platforms", "target_groups")
    numbers = numbers_of(page)
    story = story_of(page)
    sections = sections_of(page.media)
    anchors = [anchor for anchor, _text in story] + ([Anchor("tal", _("The numbers"))] if numbers else [])
    return {
        "facts": initiative_facts(page),
        "story": story,
        "sections": sections,
        "contents": TableOfContents((*anchors, *(section.anchor for section in sections if section.anchor))),
        "numbers": Numbers(numbers),
        "concept": became(page),
        "tools": PageTools.of(page, shared["contact_email"], pictures=download_package_of(page)),
    }


@dpl_context_of.register
def initiative_dpl_context(page: InitiativePage) -> dict[str, Any]:
    return {"story": [(anchor.title, text) for anchor, text in story_of(page)], "numbers": numbers_of(page)}


def initiative_card(initiative: Record, *, reason: str | Promise = "", level: int = 3) -> Card:
    library = initiative.details.library
    return Card(
        title=initiative.title,
        url=initiative.path,
        lead=initiative.lead,
        cover=initiative.cover,
        labels=named(library, *initiative.words("platform")),
        invented=name_if_invented(library),
        reason=reason,
        level=level,
    )


def became(initiative: InitiativePage) -> Card | None:
    """The concept it became, where the public may see it. Cost: 1 query when it became one."""
    found = read(Record.objects.filter(pk=initiative.concept_id)) if initiative.concept_id else []
    return concept_card(found[0]) if found else None


def initiative_facts(initiative: InitiativePage) -> Facts:
    rows: list[tuple[str | Promise, str, bool]] = [
        (_("Library"), str(initiative.library or ""), bool(name_if_invented(initiative.library))),
        (_("Platforms"), ", ".join(str(term) for term in initiative.platforms.all()), False),
        (_("Target groups"), ", ".join(str(term) for term in initiative.target_groups.all()), False),
        (_("When"), _period(initiative), False),
    ]
    return Facts(tuple(Fact(label, value, is_invented) for label, value, is_invented in rows if value))


def story_of(initiative: InitiativePage) -> list[tuple[Anchor, str]]:
    """What is told, each part with its heading."""
    return [
        (Anchor(name, capfirst(initiative._meta.get_field(name).verbose_name)), getattr(initiative, name))
        for name in STORY
        if getattr(initiative, name)
    ]


def numbers_of(initiative: InitiativePage) -> tuple[ReportedNumber, ...]:
    return tuple(
        ReportedNumber(row.metric_name, row.value_in_words, row.window_days, row.is_boosted, row.note)
        for row in initiative.numbers.select_related("metric")
    )


def name_if_invented(library: Library | Whose | None) -> str:
    return str(library) if library and library.is_example else ""


def named(*parts: Word | Whose | None) -> tuple[str, ...]:
    """What a draft may lack."""
    return tuple(part.name for part in parts if part)


def _period(initiative: InitiativePage) -> str:
    days = (initiative.started_on, initiative.ended_on)
    return " – ".join(formats.date_format(day) for day in dict.fromkeys(days) if day)
