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
    "GuideBars",
    "GuideComparison",
    "GuideRow",
    "Shelf",
    "Spine",
    "TransferCard",
    "reason_of",
]
