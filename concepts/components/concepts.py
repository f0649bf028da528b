"""Pieces of concept pages, and of pages that lead to them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concepts.related import WEIGHTS, RelatedConcept
from core.components import TemplateComponent, hours_text
from core.facets import Group

LOOKS = 7  # colours a spine can have; by its number, so that a book keeps its own


REASONS = {
    "target_groups": _("Same target group: %s"),
    "objectives": _("Same objective: %s"),
    "formats": _("Same format: %s"),
    "platforms": _("Same platform: %s"),
}


def reason_of(related: RelatedConcept, hours: Decimal | None) -> str:
    """Why a concept stands beside one that takes these hours."""
    if related.is_lighter and related.hours and hours:
        saved = {"less": hours_text(related.hours), "more": hours_text(hours)}
        return gettext("Something alike, but less work: %(less)s instead of %(more)s") % saved
    relation = next(relation for relation in WEIGHTS if relation in related.shared)
    return str(REASONS[relation]) % related.shared[relation][0]


@dataclass(frozen=True)
class TransferCard(TemplateComponent):
    """Can it be moved? What must not change, what must, what it needs, and when it works and flops.

    Shape: the first three are rich text as stored.
    """

    template_name: ClassVar[str] = "concepts/components/transfer_card.html"
    core: str
    adaptations: str
    prerequisites: str
    works_when: tuple[str, ...]
    flops_when: tuple[str, ...]


@dataclass(frozen=True)
class Spine:
    """One concept on the shelf. Shape: `width` 1-4 by hours, `height` 0-3 by platforms, `look` 1-LOOKS."""

    title: str
    url: str
    number: int | None
    width: int
    height: int
    look: int


@dataclass(frozen=True)
class Shelf(TemplateComponent):
    """The catalogue itself as a row of spines: thickness is hours, height is platforms."""

    template_name: ClassVar[str] = "concepts/components/shelf.html"
    spines: tuple[Spine, ...]


@dataclass(frozen=True)
class Finder(TemplateComponent):
    """The search as a sentence to fill in; a plain form to the concept index."""

    template_name: ClassVar[str] = "concepts/components/finder.html"
    action: str
    groups: dict[str, Group]
