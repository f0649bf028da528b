"""What platform guides and their index show."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from concepts.components import FacetLink, Figure, Figures, FormatFacts, Formats, GuideComparison, GuideRow
from concepts.contexts.concepts import concept_card
from concepts.models import ConceptIndexPage, PlatformFigure, PlatformFormat, PlatformGuideIndexPage, PlatformGuidePage
from concepts.models.guides import SECTIONS
from concepts.records import GuideFigure
from core.components import Anchor, Card, EmptyState, Fact, Facts, PageTools, TableOfContents
from core.contexts import context_of
from core.models import TargetGroup
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from core.records.terms import having, term_counts
from media.enums import PictureShape

CONCEPTS = 4


@context_of.register
def index_context(page: PlatformGuideIndexPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    guides = read(Record.objects.of_kind("guide").in_language_of(page).below(page).in_own_order())
    rows = tuple(comparison_rows(guides, ConceptIndexPage.record_in_language_of(page)))
    return {
        "cards": [guide_card(guide, level=2) for guide in guides],
        "comparison": GuideComparison(rows),
        "empty": EmptyState(_("There are no platform guides yet.")),
    }


@context_of.register
def guide_context(page: PlatformGuidePage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    if page.pk:
        prefetch_related_objects([page], "figures", "sizes", "changes")
    concepts = Record.objects.of_kind("concept").in_language_of(page)
    concepts = concepts.filter(having("platform", [page.platform.slug] if page.platform else []))
    written = [
        (Anchor(name, capfirst(page._meta.get_field(name).verbose_name)), getattr(page, name))
        for name in SECTIONS
        if getattr(page, name)
    ]
    return {
        "facts": guide_facts(page),
        "figures": Figures(tuple(figure_of(row) for row in page.figures.all())),
        "formats": Formats(tuple(format_of(row) for row in page.sizes.all())),
        "sections": written,
        "contents": TableOfContents(tuple(_anchors(page, [anchor for anchor, _text in written]))),
        "cards": [concept_card(one) for one in read(concepts.newest_first()[:CONCEPTS])],
        "links": facet_links(page, concepts),
        "tools": PageTools.of(page, shared["contact_email"], reviewed_on=page.reviewed_on),
    }


def _anchors(page: PlatformGuidePage, written: Iterable[Anchor]) -> Iterator[Anchor]:
    """In the order of the page."""
    yield Anchor("tal", _("Who is there"))
    yield Anchor("maal", _("Formats and sizes"))
    yield from written
    if page.checklist:
        yield Anchor("tjekliste", _("Checklist"))
    if page.changes.all():
        yield Anchor("aendringer", _("Changes of the platform"))


def guide_facts(page: PlatformGuidePage) -> Facts:
    rows = ((_("Skills"), page.skills), (_("On work phones"), page.get_work_phone_display()))
    return Facts(tuple(Fact(label, value) for label, value in rows if value))


def guide_card(guide: Record, *, level: int = 3) -> Card:
    return Card(guide.title, guide.path, guide.lead, guide.cover, level=level)


def comparison_rows(guides: Iterable[Record], index: Record | None) -> list[GuideRow]:
    """The guides side by side, with how many concepts of the index their platform has. Cost: 1 query."""
    if index is None:
        return [guide_row(guide, {}, "") for guide in guides]
    concepts = Record.objects.filter(kind="concept", language=index.language, tree_path__startswith=index.tree_path)
    numbers = {slug: number for _parameter, slug, number in term_counts(concepts, ["platform"])}
    return [guide_row(guide, numbers, index.path) for guide in guides]


def guide_row(guide: Record, concepts: Mapping[str, int], concepts_url: str) -> GuideRow:
    """`concepts` are the numbers of concepts by platform."""
    told = guide.details
    number = concepts.get(told.platform.slug, 0) if told.platform else 0
    return GuideRow(
        guide.title,
        guide.path,
        guide.lead,
        figure_of(told.figure) if told.figure else None,
        number,
        f"{concepts_url}?platform={told.platform.slug}" if number else "",
        told.reviewed_on,
    )


def figure_of(row: PlatformFigure | GuideFigure) -> Figure:
    return Figure(
        row.value,
        row.label,
        row.year,
        row.valid_until,
        row.source,
        row.source_url,
        row.is_secondary,
        row.is_outdated,
    )


def format_of(row: PlatformFormat) -> FormatFacts:
    return FormatFacts(
        row.name,
        PictureShape(row.shape) if row.shape else None,
        row.size,
        row.text_limit,
        row.lines_shown,
        row.note,
        row.checked_on,
        row.valid_until,
        row.source,
        row.source_url,
        row.is_secondary,
        row.is_outdated,
    )


def facet_links(guide: PlatformGuidePage, concepts: RecordQuerySet) -> list[FacetLink]:
    """Ways into the concepts for this platform, one for each target group. Cost: 3 queries."""
    index = ConceptIndexPage.record_in_language_of(guide)
    if index is None or guide.platform is None:
        return []
    numbers = {slug: number for _parameter, slug, number in term_counts(concepts, ["maalgruppe"])}
    address = f"{index.path}?platform={guide.platform.slug}"
    return [
        FacetLink(str(group), f"{address}&maalgruppe={group.slug}", numbers[group.slug])
        for group in TargetGroup.objects.filter(slug__in=numbers)
    ]
