from concepts.models.concepts import ConceptCondition, ConceptIndexPage, ConceptPage
from concepts.models.guides import (
    PlatformChange,
    PlatformFigure,
    PlatformFormat,
    PlatformGuideIndexPage,
    PlatformGuidePage,
)

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
