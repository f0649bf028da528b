from concepts.models.concepts import ConceptCondition, ConceptPage
from concepts.models.filled_kits import FilledKit
from concepts.models.guide_rows import PlatformChange, PlatformFigure, PlatformFormat
from concepts.models.guides import PlatformGuideIndexPage, PlatformGuidePage
from concepts.models.index import ConceptIndexPage
from concepts.models.ordered_pictures import OrderedPictures
from concepts.models.ordered_sheets import OrderedSheet
from concepts.models.year_wheel import YearWheelPage

__all__ = [
    "ConceptCondition",
    "ConceptIndexPage",
    "ConceptPage",
    "FilledKit",
    "OrderedPictures",
    "OrderedSheet",
    "PlatformChange",
    "PlatformFigure",
    "PlatformFormat",
    "PlatformGuideIndexPage",
    "PlatformGuidePage",
    "YearWheelPage",
]
