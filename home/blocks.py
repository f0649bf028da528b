from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks import BodyStreamBlock, ImageChooserBlock, ImageValue, LibraryChooserBlock, VisiblePageChooserBlock
from foundation.querysets import is_visible


class SignpostValue(blocks.StructValue):
    @cached_property
    def visible_page(self) -> Page | None:
        page = self.get("page")
        return page if is_visible(page) else None


class SignpostBlock(blocks.StructBlock):
    """A link with a reason to follow it; without its page it is nothing."""

    page = VisiblePageChooserBlock(label=_("Leads to"))
    text = blocks.CharBlock(label=_("Why go there"), max_length=160)

    class Meta:
        label = _("Signpost")
        icon = "link"
        group = _("Text")
        description = _("A link to one of our pages, with a sentence that says why.")
        value_class = SignpostValue
        preview_value = {"page": None, "text": "Find en idé, der passer til jeres by."}
        template = "home/blocks/signpost_block.html"


class FeatureValue(SignpostValue, ImageValue):
    """A page, and a picture that need not be its cover."""


class FeatureBlock(blocks.StructBlock):
    """One page given a whole band: a winner, a flop worth reading. Without its page it is nothing."""

    page = VisiblePageChooserBlock(label=_("Leads to"))
    eyebrow = blocks.CharBlock(label=_("Above the heading"), max_length=60)
    heading = blocks.CharBlock(label=_("Heading"), max_length=90)
    text = blocks.TextBlock(label=_("Text"), max_length=300, required=False)
    link_text = blocks.CharBlock(label=_("Text of the link"), max_length=60)
    library = LibraryChooserBlock(label=_("Library"), required=False)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("plain", _("Quiet")), ("signal", _("Yellow: for the one thing"))],
        default="plain",
        search_index=False,  # how it looks is no text
    )

    class Meta:
        label = _("Feature")
        icon = "pick"
        group = _("Text")
        description = _("One page given a whole band, with picture and heading.")
        value_class = FeatureValue
        preview_value = {
            "page": None,
            "eyebrow": "Månedens flop",
            "heading": "Ti lånesedler og ingen historie",
            "text": "Hvad de lærte, og hvad de gjorde bagefter.",
            "link_text": "Læs, hvad de lærte",
            "tone": "plain",
        }
        template = "home/blocks/feature_block.html"


class HomeBodyBlock(BodyStreamBlock):
    signpost = SignpostBlock()
    feature = FeatureBlock()
