from core.blocks.links import DocumentChooserBlock, LibraryChooserBlock, VisiblePageChooserBlock
from core.blocks.media import GalleryBlock, ImageBlock, ImageChooserBlock, ThirdPartyPostBlock, VideoBlock
from core.blocks.streams import BodyStreamBlock, MediaStreamBlock
from core.blocks.text import ChecklistBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "BodyStreamBlock",
    "ChecklistBlock",
    "DocumentChooserBlock",
    "GalleryBlock",
    "ImageBlock",
    "ImageChooserBlock",
    "LibraryChooserBlock",
    "MediaStreamBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "ThirdPartyPostBlock",
    "VideoBlock",
    "VisiblePageChooserBlock",
]
