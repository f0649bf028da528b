from core.blocks.choosers import DocumentChooserBlock, LibraryChooserBlock, VisiblePageChooserBlock
from core.blocks.media import (
    AS_FILES,
    GalleryBlock,
    ImageBlock,
    ImageChooserBlock,
    ImageValue,
    NewestImagePreview,
    ThirdPartyPostBlock,
    VideoBlock,
)
from core.blocks.streams import BodyStreamBlock, MediaStreamBlock
from core.blocks.text import ChecklistBlock, LineBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "AS_FILES",
    "BodyStreamBlock",
    "ChecklistBlock",
    "DocumentChooserBlock",
    "GalleryBlock",
    "ImageBlock",
    "ImageChooserBlock",
    "ImageValue",
    "LibraryChooserBlock",
    "LineBlock",
    "MediaStreamBlock",
    "NewestImagePreview",
    "ParagraphBlock",
    "QuoteBlock",
    "ThirdPartyPostBlock",
    "VideoBlock",
    "VisiblePageChooserBlock",
]
