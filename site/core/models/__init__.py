from core.models.dpl import DplReadyPage
from core.models.origins import TracedPage
from core.models.pages import BasePage
from core.models.people import User
from core.models.settings import CatalogueSettings, settings_for
from core.models.shared import CacheEntry
from core.models.vocabulary import (
    Metric,
    Objective,
    Occasion,
    Platform,
    PostFormat,
    TargetGroup,
    TargetGroupScheme,
    Term,
)

__all__ = [
    "BasePage",
    "CacheEntry",
    "CatalogueSettings",
    "DplReadyPage",
    "Metric",
    "Objective",
    "Occasion",
    "Platform",
    "PostFormat",
    "TargetGroup",
    "TargetGroupScheme",
    "Term",
    "TracedPage",
    "User",
    "settings_for",
]
