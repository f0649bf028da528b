from concepts.components.concepts import (
    Finder,
    Shelf,
    Spine,
    TransferCard,
    concept_card,
    concept_contents,
    concept_facts,
    kin_reason,
)
from concepts.components.guides import (
    FacetLink,
    Figure,
    Figures,
    GuideBars,
    GuideComparison,
    GuideRow,
    guide_card,
)
from concepts.components.panels import GuidesDuePanel

__all__ = [
    "FacetLink",
    "Figure",
    "Figures",
    "Finder",
    "GuideBars",
    "GuideComparison",
    "GuideRow",
    "GuidesDuePanel",
    "Shelf",
    "Spine",
    "TransferCard",
    "concept_card",
    "concept_contents",
    "concept_facts",
    "guide_card",
    "kin_reason",
]
