"""Pictures, films, what pages show of them, and what the people in them have agreed to."""

from core.media.models.consents import Consent, GoneFile
from core.media.models.documents import CatalogueDocument
from core.media.models.films import Video
from core.media.models.pictures import CatalogueImage, CatalogueRendition, Credited
from core.media.models.showings import PictureSet, Showing

__all__ = [
    "CatalogueDocument",
    "CatalogueImage",
    "CatalogueRendition",
    "Consent",
    "Credited",
    "GoneFile",
    "PictureSet",
    "Showing",
    "Video",
]
