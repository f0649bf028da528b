"""Pictures, films, what pages show of them, and what the people in them have agreed to."""

from core.media.models.consents import Consent
from core.media.models.documents import CatalogueDocument
from core.media.models.films import Video
from core.media.models.loose import GoneFile, LooseFile
from core.media.models.pictures import CatalogueImage, CatalogueRendition, Credited
from core.media.models.showings import PictureSet, Showing

__all__ = [
    "CatalogueDocument",
    "CatalogueImage",
    "CatalogueRendition",
    "Consent",
    "Credited",
    "GoneFile",
    "LooseFile",
    "PictureSet",
    "Showing",
    "Video",
]
