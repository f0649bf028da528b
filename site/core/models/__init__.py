from core.models.dpl import DplReadyPage
from core.models.faceted_page import FACETS, PICTURE_FACETS, FacetedPage
from core.models.numbered import NumberedPage
from core.models.origins import TracedPage
from core.models.pages import BasePage
from core.models.people import User
from core.models.settings import CatalogueSettings, settings_for
from core.models.shared import CacheEntry
from core.models.starts import PageTemplate
from core.models.target_groups import TargetGroup, TargetGroupScheme
from core.models.vocabulary import Metric, Objective, Occasion, Platform, PostFormat, Term

__all__ = [
    "FACETS",
    "PICTURE_FACETS",
    "BasePage",
    "CacheEntry",
    "CatalogueSettings",
    "DplReadyPage",
    "FacetedPage",
    "Metric",
    "NumberedPage",
    "Objective",
    "Occasion",
    "PageTemplate",
    "Platform",
    "PostFormat",
    "TargetGroup",
    "TargetGroupScheme",
    "Term",
    "TracedPage",
    "User",
    "settings_for",
]
