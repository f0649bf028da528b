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
from concepts.components.year_wheel import YearWheel

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
    "YearWheel",
    "reason_of",
]
