"""What concept pages and their index show."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concepts.components import LOOKS, Spine, TransferCard, reason_of
from concepts.models import ConceptIndexPage, ConceptPage
from concepts.related import related_concepts
from core.choices import choice_of
from core.components import (
    Anchor,
    Card,
    EmptyState,
    FacetPanel,
    Fact,
    Facts,
    FilterChips,
    Pager,
    PageTools,
    SortLinks,
    TableOfContents,
    hours_text,
)
from core.contexts import context_of, dpl_context_of
from core.facet_fields import relations_of
from core.facets import groups, known_values
from core.models import FACETS
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import Listing, read
from core.sorting import sorting_of
from core.table_of_contents import Section, sections_of
from foundation.numbers.formatting import plain_number
from foundation.paging import PAGE_PARAMETER, page_of
from media.usage import download_package_of

PAGE_SIZE = 24
RELATED = 4
LEAST_WORK = "mindst-arbejde"
SORTINGS = {"nyeste": _("Newest"), LEAST_WORK: _("Least work")}


@context_of.register
def index_context(page: ConceptIndexPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    concepts = Record.objects.of_kind("concept").in_language_of(page).below(page)
    known = known_values(ConceptPage.facets)
    choice = choice_of(request.GET, ConceptPage.facets, known)
    sorting = sorting_of(request.GET, SORTINGS, choice.pairs)
    choice = choice.keeping(sorting.kept)
    found = choice.apply(concepts)
    ordered = found.least_effort_first() if sorting.chosen == LEAST_WORK else found.newest_first()
    results = page_of(Listing(ordered), request.GET.get(PAGE_PARAMETER, ""), PAGE_SIZE)
    options = groups(concepts, choice)
    return {
        "choice": choice,
        "groups": options,
        "results": results,
        "cards": [concept_card(concept) for concept in results],
        "panel": FacetPanel(options, choice),
        "chips": FilterChips(options, choice),
        "empty": EmptyState(_("No concept matches all of this."), "?", _("All concepts")),
        "sorting": SortLinks(sorting),
        "pager": Pager.of(results, request.GET),
    }


@context_of.register
def concept_context(page: ConceptPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    if page.pk:
        prefetch_related_objects([page], *relations_of(page), "conditions")
    sources = page.source_initiatives.values("pk") if page.pk else []
    shelf = Record.objects.of_kind("concept").in_language_of(page).beside(page)
    sections = sections_of(page.body)
    needed, told = ([one for one in sections if one.is_needed_first is is_first] for is_first in (True, False))
    before, after = shelf.neighbours(page.number)
    package = download_package_of(page)
    return {
        "package": package,
        "facts": concept_facts(page),
        "transfer": transfer_card(page),
        "needed": needed,
        "sections": told,
        "contents": concept_contents(page, needed, told),
        "sources": list(Record.objects.filter(pk__in=sources).order_by("tree_path")),
        "related": related_cards(page, shelf),
        "before": before,
        "after": after,
        "tools": PageTools.of(page, shared["contact_email"], reviewed_on=page.reviewed_on, pictures=package),
    }


@dpl_context_of.register
def concept_dpl_context(page: ConceptPage) -> dict[str, Any]:
    return {"transfer": transfer_card(page), "facts": concept_facts(page)}


def concept_card(concept: Record, *, reason: str | Promise = "", level: int = 3) -> Card:
    return Card(
        title=concept.title,
        url=concept.path,
        lead=concept.lead,
        cover=concept.cover,
        number=concept.own_number,
        labels=tuple(platform.name for platform in concept.words("platform")),
        hours=concept.hours,
        reason=reason,
        level=level,
    )


def concept_facts(concept: ConceptPage) -> Facts:
    """What a concept asks of a library and what it is for; what is not known is left out."""
    rows: list[tuple[str | Promise, str]] = [
        (_("Effort"), hours_text(concept.effort_hours) if concept.effort_hours else ""),
        (_("Cost"), f"{plain_number(concept.cost_kr)} kr." if concept.cost_kr is not None else ""),
        *((facet.heading, _joined(getattr(concept, facet.relation).all())) for facet in FACETS),
        (_("Skills"), concept.skills),
    ]
    return Facts(tuple(Fact(label, value) for label, value in rows if value))


def concept_contents(concept: ConceptPage, needed: Iterable[Section], told: Iterable[Section]) -> TableOfContents:
    """Whether it fits, what whoever does it needs, and then what the editor tells of it."""
    anchors = [Anchor("overfoersel", _("Can it be moved?"))]
    anchors += [section.anchor for section in needed if section.anchor]
    anchors += [Anchor("tekster", _("Texts ready to take"))] if concept.kit else []
    anchors += [Anchor("succes", _("Success is"))] if concept.success_rule else []
    anchors += [section.anchor for section in told if section.anchor]
    return TableOfContents(tuple(anchors))


def related_cards(concept: ConceptPage, shelf: RecordQuerySet) -> list[Card]:
    """Concepts like this one, with the reason why. Cost: 3 queries."""
    related = related_concepts(concept, shelf, RELATED)
    found = {one.pk: one for one in read(Record.objects.filter(pk__in=[one.pk for one in related]))}
    return [concept_card(found[one.pk], reason=reason_of(one, concept.effort_hours)) for one in related]


def transfer_card(concept: ConceptPage) -> TransferCard:
    return TransferCard(
        concept.unchangeable_core,
        concept.adaptations,
        concept.prerequisites,
        tuple(concept.works_when),
        tuple(concept.flops_when),
    )


def spine_of(concept: Record) -> Spine:
    hours = concept.hours or Decimal(1)
    width = 1 + sum(hours > limit for limit in (1, 2, 4))
    height = min(len(concept.words("platform")), 4) - 1
    look = (concept.own_number or concept.pk) % LOOKS + 1
    return Spine(concept.title, concept.path, concept.own_number, width, max(height, 0), look)


def _joined(terms: Iterable[Any]) -> str:
    return ", ".join(str(term) for term in terms)
