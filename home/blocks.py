from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks import BodyStreamBlock, VisiblePageChooserBlock
from core.querysets import is_visible


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


class HomeBodyBlock(BodyStreamBlock):
    signpost = SignpostBlock()
