"""Text blocks that several kinds of pages use."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.blocks.choosers import LibraryChooserBlock

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
TEXT_GROUP = _("Text")


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"features": RICH_TEXT_FEATURES} | kwargs))

    def texts_in(self, value: RichText) -> Iterator[str]:
        """As it is written: where a paragraph ends, a sentence does."""
        yield value.source

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = TEXT_GROUP
        description = _("Running text with small headings, lists and links.")
        preview_value = "<p>Ét bogstav ændrer hele titlen, og alle kan være med.</p>"
        template = "core/blocks/paragraph_block.html"


class LineBlock(blocks.CharBlock):
    """A line of a list. A list shows no label beside each of its fields, so the field itself says what it is called."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget.attrs["aria-label"] = kwargs["label"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    name = blocks.CharBlock(label=_("Name"), max_length=120, required=False)
    role = blocks.CharBlock(label=_("Role and place"), max_length=120, required=False)
    library = LibraryChooserBlock(label=_("Library"), required=False)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        group = TEXT_GROUP
        description = _("What somebody said, with name and role.")
        preview_value = {
            "text": "Vi svarede på hver eneste kommentar den første time.",
            "name": "Karen Holm",
            "role": "Fjordby Bibliotek",
        }
        template = "core/blocks/quote_block.html"


class ChecklistBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    items = blocks.ListBlock(LineBlock(label=_("Point"), max_length=200), label=_("Points"), min_num=1)

    def checklists_in(self, value: Any) -> Iterator[tuple[str, list[str]]]:
        yield value["heading"], list(value["items"])

    class Meta:
        label = _("Checklist")
        icon = "tasks"
        group = TEXT_GROUP
        description = _("Points to tick off before publishing.")
        is_needed_first = True
        preview_value = {"heading": "Før I lægger op", "items": ["Samtykke er på plads", "Alt-tekst er skrevet"]}
        template = "core/blocks/checklist_block.html"
