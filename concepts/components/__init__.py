from concepts.components.concepts import (
    LOOKS,
    Finder,
    Shelf,
    Spine,
    TransferCard,
    reason_of,
)
from concepts.components.guides import (
    FacetLink,
    Figure,
    Figures,
    FormatFacts,
    Formats,
    GuideBars,
    GuideComparison,
    GuideRow,
)

__all__ = [
    "LOOKS",
    "FacetLink",
    "Figure",
    "Figures",
    "Finder",
    "FormatFacts",
    "Formats",
    "GuideBars",
    "GuideComparison",
    "GuideRow",
    "Shelf",
    "Spine",
    "TransferCard",
    "reason_of",
]
