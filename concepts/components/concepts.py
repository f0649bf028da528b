"""Pieces of concept pages, and of pages that lead to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concepts.querysets import KINSHIP, Kin
from core.components import Anchor, Card, Contents, Fact, Facts, Piece, hours_text, url_of
from core.numbers.telling import plain_number

if TYPE_CHECKING:
    from concepts.models import ConceptPage
    from core.contents import Section
    from core.facets import Group

LOOKS = 7  # colours a spine can have; by its number, so that a book keeps its own


def concept_card(concept: "ConceptPage", request: HttpRequest, *, reason: str | Promise = "", level: int = 3) -> Card:
    return Card(
        title=concept.title,
        url=url_of(concept, request),
        lead=concept.lead,
        cover=concept.cover,
        number=concept.number,
        labels=tuple(str(platform) for platform in concept.platforms.all()),
        hours=concept.effort_hours,
        reason=reason,
        level=level,
    )


def concept_facts(concept: "ConceptPage") -> Facts:
    """What a concept asks of a library and what it is for; what is not known is left out."""
    rows: list[tuple[str | Promise, str]] = [
        (_("Effort"), hours_text(concept.effort_hours) if concept.effort_hours else ""),
        (_("Cost"), f"{plain_number(concept.cost_kr)} kr." if concept.cost_kr is not None else ""),
        (_("Platforms"), _joined(concept.platforms.all())),
        (_("Target groups"), _joined(concept.target_groups.all())),
        (_("Objectives"), _joined(concept.objectives.all())),
        (_("Formats"), _joined(concept.formats.all())),
        (_("Occasions"), _joined(concept.occasions.all())),
        (_("Skills"), concept.skills),
    ]
    return Facts(tuple(Fact(label, value) for label, value in rows if value))


REASONS = {
    "target_groups": _("Same target group: %s"),
    "objectives": _("Same objective: %s"),
    "formats": _("Same format: %s"),
    "platforms": _("Same platform: %s"),
}


def kin_reason(kin: Kin, hours: Decimal | None) -> str:
    """Why a concept stands beside one that takes these hours."""
    if kin.is_lighter and kin.hours and hours:
        saved = {"less": hours_text(kin.hours), "more": hours_text(hours)}
        return gettext("Something alike, but less work: %(less)s instead of %(more)s") % saved
    relation = next(relation for relation in KINSHIP if relation in kin.shared)
    return str(REASONS[relation]) % kin.shared[relation][0]


def _joined(terms: Iterable[Any]) -> str:
    return ", ".join(str(term) for term in terms)


def concept_contents(concept: "ConceptPage", sections: "Iterable[Section]") -> Contents:
    """The transfer card first, then what the editor wrote, then what the page itself adds."""
    anchors = [Anchor("overfoersel", _("Can it be moved?"))]
    anchors += [section.anchor for section in sections if section.anchor]
    anchors += [Anchor("tekster", _("Texts ready to take"))] if concept.kit else []
    anchors += [Anchor("succes", _("Success is"))] if concept.success_rule else []
    return Contents(tuple(anchors))


@dataclass(frozen=True)
class TransferCard(Piece):
    """Can it be moved? What must not change, what must, what it needs, and when it works and flops.

    Shape: the first three are rich text as stored.
    """

    template_name: ClassVar[str] = "concepts/components/transfer_card.html"
    core: str
    adaptations: str
    prerequisites: str
    works_when: tuple[str, ...]
    flops_when: tuple[str, ...]

    @classmethod
    def of(cls, concept: "ConceptPage") -> "TransferCard":
        return cls(
            concept.unchangeable_core,
            concept.adaptations,
            concept.prerequisites,
            tuple(concept.works_when),
            tuple(concept.flops_when),
        )


@dataclass(frozen=True)
class Spine:
    """One concept on the shelf. Shape: `width` 1-4 by hours, `height` 0-3 by platforms, `look` 1-LOOKS."""

    title: str
    url: str
    number: int | None
    width: int
    height: int
    look: int

    @classmethod
    def of(cls, concept: "ConceptPage", request: HttpRequest) -> "Spine":
        hours = concept.effort_hours or Decimal(1)
        width = 1 + sum(hours > limit for limit in (1, 2, 4))
        height = min(len(concept.platforms.all()), 4) - 1
        look = (concept.number or concept.pk) % LOOKS + 1
        return cls(concept.title, url_of(concept, request), concept.number, width, max(height, 0), look)


@dataclass(frozen=True)
class Shelf(Piece):
    """The catalogue itself as a row of spines: thickness is hours, height is platforms."""

    template_name: ClassVar[str] = "concepts/components/shelf.html"
    spines: tuple[Spine, ...]


@dataclass(frozen=True)
class Finder(Piece):
    """The search as a sentence to fill in; a plain form to the concept index."""

    template_name: ClassVar[str] = "concepts/components/finder.html"
    action: str
    groups: "dict[str, Group]"
