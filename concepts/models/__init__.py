from concepts.models.concepts import ConceptCondition, ConceptPage
from concepts.models.guides import (
    PlatformChange,
    PlatformFigure,
    PlatformFormat,
    PlatformGuideIndexPage,
    PlatformGuidePage,
)
from concepts.models.index import ConceptIndexPage

__all__ = [
    "ConceptCondition",
    "ConceptIndexPage",
    "ConceptPage",
    "PlatformChange",
    "PlatformFigure",
    "PlatformFormat",
    "PlatformGuideIndexPage",
    "PlatformGuidePage",
]
