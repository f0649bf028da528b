"""Models of media: pictures, videos, documents, what pages use of them, and consents."""

from media.models.consents import Consent, ConsentFilm, ConsentPicture
from media.models.deletions import FileTombstone, PendingDeletion
from media.models.documents import CatalogueDocument
from media.models.pictures import CatalogueImage, CatalogueRendition, Credited
from media.models.usage import DownloadPackage, MediaUsage
from media.models.videos import Video

__all__ = [
    "CatalogueDocument",
    "CatalogueImage",
    "CatalogueRendition",
    "Consent",
    "ConsentFilm",
    "ConsentPicture",
    "Credited",
    "DownloadPackage",
    "FileTombstone",
    "MediaUsage",
    "PendingDeletion",
    "Video",
]
