"""What a concept is told with, and what it is taken home as."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import (
    AS_FILES,
    ChecklistBlock,
    DocumentChooserBlock,
    GalleryBlock,
    ImageChooserBlock,
    ImageValue,
    LibraryChooserBlock,
    LineBlock,
    NewestImagePreview,
    ParagraphBlock,
    QuoteBlock,
    ThirdPartyPostBlock,
    VideoBlock,
)
from core.models import Platform
from core.posts import FramedPicture, PostKind, framed
from media.enums import ShownAs
from media.references import MediaReference

CONCEPT_GROUP = _("Concept")
KIT_GROUP = _("Kit")
MOST_PICTURES = 10  # what carousels take


class WhyItWorksBlock(blocks.StructBlock):
    text = ParagraphBlock(label=_("Explanation"))

    class Meta:
        label = _("Why it works")
        contents_title = _("Why it works")
        icon = "help"
        group = CONCEPT_GROUP
        description = _("What makes people react, in your own words and with what you have seen.")
        preview_value = {"text": "<p>Alle kan en titel, og ét bogstav er hurtigt at ændre.</p>"}
        template = "concepts/blocks/why_it_works_block.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = ParagraphBlock(label=_("What to do"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=2400, required=False)

    def steps_in(self, value: Any) -> Iterator[tuple[str, str]]:
        yield value["title"], value["text"].source

    class Meta:
        label = _("Step")
        icon = "list-ol"
        group = CONCEPT_GROUP
        description = _("One thing to do.")
        preview_value = {"title": "Vælg ti titler", "text": "<p>Kendte titler er bedst.</p>", "minutes": 20}
        template = "concepts/blocks/step_block.html"


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        label = _("Steps")
        contents_title = _("Step by step")
        is_needed_first = True
        icon = "list-ol"
        group = CONCEPT_GROUP
        description = _("What to do, in order, with the time each step takes.")
        preview_value = {
            "steps": [{"title": "Vælg ti titler", "text": "<p>Kendte titler er bedst.</p>", "minutes": 20}]
        }
        template = "concepts/blocks/steps_block.html"


class ExampleBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = ParagraphBlock(label=_("Example"))
    library = LibraryChooserBlock(label=_("Library"), required=False)

    class Meta:
        label = _("Example")
        icon = "doc-full"
        group = CONCEPT_GROUP
        description = _("How it looked when somebody did it.")
        preview_value = {"heading": "Da Fjordby gjorde det", "text": "<p>Den fredag kom der 412 svar.</p>"}
        template = "concepts/blocks/example_block.html"


class DoDontBlock(blocks.StructBlock):
    do = blocks.ListBlock(LineBlock(label=_("Do"), max_length=200), label=_("Do"), min_num=1)
    dont = blocks.ListBlock(LineBlock(label=_("Don't"), max_length=200), label=_("Don't"), min_num=1)

    class Meta:
        label = _("Do and don't")
        contents_title = _("Do and don't")
        icon = "check"
        group = CONCEPT_GROUP
        description = _("Two short lists side by side.")
        preview_value = {"do": ["Svar den første time"], "dont": ["Gentag det tre gange på et år"]}
        template = "concepts/blocks/do_dont_block.html"


class ConceptBodyBlock(blocks.StreamBlock):
    why_it_works = WhyItWorksBlock()
    steps = StepsBlock()
    example = ExampleBlock()
    do_dont = DoDontBlock()
    checklist = ChecklistBlock()
    paragraph = ParagraphBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    third_party_post = ThirdPartyPostBlock()


class PlatformChooserBlock(SnippetChooserBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Platform, **kwargs)

    def get_api_representation(self, value: Platform | None, context: dict[str, Any] | None = None) -> Any:
        return {"slug": value.slug, "name": value.name} if value else None

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return blocks.Block.deconstruct(self)


class KitPieceBlock(blocks.StructBlock):
    """A picture or a file to take home."""

    def media_references_in(self, value: Any) -> Iterator[MediaReference]:
        for item in (value.get("image"), value.get("file")):
            if item is not None:
                yield MediaReference(item, ShownAs.KIT)


class PostPictureBlock(KitPieceBlock):
    image = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        label = _("Picture")
        icon = "image"


class PlatformTextValue(blocks.StructValue):
    @property
    def kind(self) -> PostKind:
        return PostKind(self.get("kind") or PostKind.PICTURE)

    @cached_property
    def framed(self) -> tuple[FramedPicture, ...]:
        """Its pictures, none that is withheld or gone."""
        shown = (framed(one["image"]) for one in self.get("pictures") or [])
        return tuple(one for one in shown if one)


class PlatformTextBlock(blocks.StructBlock):
    """A text ready to copy. What the library must fill in stands in square brackets, for example [by]."""

    platform = PlatformChooserBlock(label=_("Platform"))
    kind = blocks.ChoiceBlock(
        label=_("Looks like"),
        choices=PostKind.choices,
        default=PostKind.PICTURE,
        search_index=False,
        help_text=_("The frame it is shown in, with the measures that the guide of the platform has."),
    )
    heading = blocks.CharBlock(label=_("What it is for"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=3000, help_text=_("Mark what must be filled in: [by]."))
    pictures = blocks.ListBlock(
        PostPictureBlock(),
        label=_("Pictures"),
        default=[],
        max_num=MOST_PICTURES,
        help_text=_("What the post is shown with; a carousel has several."),
    )

    def texts_to_copy_in(self, value: Any) -> Iterator[str]:
        yield value["text"]

    def posts_in(self, value: Any) -> Iterator[Any]:
        yield value

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        told: dict[str, Any] = super().get_api_representation(value, context=context)
        return {**told, "pictures": [one["image"] for one in told.get("pictures", []) if one["image"]]}

    class Meta:
        label = _("Text ready to copy")
        icon = "copy"
        group = KIT_GROUP
        description = _("A post as it can be pasted, with [placeholders].")
        value_class = PlatformTextValue
        preview_value = {"platform": None, "heading": "Selve opslaget", "text": "Ét bogstav galt i [by]!"}
        template = "concepts/blocks/platform_text_block.html"
        dpl_template = "concepts/dpl/platform_text.html"


class KitImageBlock(NewestImagePreview, KitPieceBlock):
    image = ImageChooserBlock(label=_("Picture"))
    use = blocks.CharBlock(label=_("How to use it"), max_length=200, required=False)

    class Meta:
        label = _("Picture to use")
        icon = "image"
        group = KIT_GROUP
        description = _("A picture others may use, under its licence.")
        value_class = ImageValue
        dpl_template = AS_FILES
        preview_value = {"image": None, "use": "Som baggrund til opslaget."}
        template = "concepts/blocks/kit_image_block.html"


class KitFileBlock(KitPieceBlock):
    file = DocumentChooserBlock(label=_("File"))
    use = blocks.CharBlock(label=_("How to use it"), max_length=200, required=False)

    class Meta:
        label = _("File to use")
        icon = "doc-full-inverse"
        group = KIT_GROUP
        description = _("A template or a list as a file.")
        dpl_template = AS_FILES
        preview_value = {"file": None, "use": "Vagtplan til den første time."}
        template = "concepts/blocks/kit_file_block.html"


class KitBlock(blocks.StreamBlock):
    """The concept kit: what a library takes home and uses as it stands."""

    platform_text = PlatformTextBlock()
    image = KitImageBlock()
    file = KitFileBlock()
