"""The block selections that several page types share."""

from wagtail import blocks

from core.blocks.media import GalleryBlock, ImageBlock, ThirdPartyPostBlock, VideoBlock
from core.blocks.text import ParagraphBlock, QuoteBlock


class MediaStreamBlock(blocks.StreamBlock):
    """The gallery section of a page."""

    gallery = GalleryBlock()
    video = VideoBlock()
    third_party_post = ThirdPartyPostBlock()


class BodyStreamBlock(blocks.StreamBlock):
    """Running text with pictures."""

    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
