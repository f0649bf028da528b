"""Pictures, galleries, films and snapshots of posts."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import blocks as image_blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from foundation.embed_providers import EmbedPlayer, find_embed_player
from foundation.pasted_urls import PastedURLField
from foundation.validators import validate_has_player, validate_https_url
from media.enums import ShownAs
from media.models import CatalogueImage, Video
from media.pictures import Picture, picture_of, rendition_prefetch
from media.references import MediaReference
from media.video_player import VideoPlayer, video_player_of

MEDIA_GROUP = _("Pictures and film")
AS_FILES = ""  # how DPL takes pictures and films: not within a text


class ImageChooserBlock(image_blocks.ImageChooserBlock):
    """A picture with its renditions fetched along. Cost of any number of them in one stream: 2 queries."""

    def bulk_to_python(self, values: list[int | None]) -> list[CatalogueImage | None]:
        images = CatalogueImage.objects.prefetch_related(rendition_prefetch()).in_bulk([pk for pk in values if pk])
        return [images.get(pk) for pk in values]

    def get_api_representation(self, value: CatalogueImage | None, context: dict[str, Any] | None = None) -> Any:
        picture = picture_of(value)
        return picture.as_api() if picture else None


class VideoChooserBlock(SnippetChooserBlock):
    """A film with its poster fetched along. Cost of any number of them in one stream: 2 queries."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Video, **kwargs)

    def bulk_to_python(self, values: list[int | None]) -> list[Video | None]:
        videos = Video.objects.select_related("poster").prefetch_related(rendition_prefetch("poster__renditions"))
        found = videos.in_bulk([pk for pk in values if pk])
        return [found.get(pk) for pk in values]

    def get_api_representation(self, value: Video | None, context: dict[str, Any] | None = None) -> Any:
        film = video_player_of(value)
        return film.as_api() if film else None

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return blocks.Block.deconstruct(self)


class ImageValue(blocks.StructValue):
    pictured: ClassVar[str] = "image"  # the child that is its picture

    @cached_property
    def picture(self) -> Picture | None:
        return picture_of(self.get(self.pictured))


class NewestImagePreview(blocks.StructBlock):
    """Previewed with the newest picture there is."""

    def get_preview_value(self) -> Any:
        return self.normalize({**self.meta.preview_value, "image": CatalogueImage.objects.last()})


class ShownBlock(blocks.StructBlock):
    """A picture or film with its caption, for galleries too; what is withheld or gone takes its caption along."""

    def media_references_in(self, value: Any) -> Iterator[MediaReference]:
        for item in (value.get("image"), value.get("video")):
            if item is not None:
                yield MediaReference(item, ShownAs.PIECE, value.get("caption") or "")

    def get_searchable_content(self, value: Any) -> list[str]:
        items = (value.get("image"), value.get("video"))
        is_withheld = any(item.is_withheld for item in items if item is not None)
        found: list[str] = [] if is_withheld else super().get_searchable_content(value)
        return found

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_api_representation(value, context=context)
        return shown if shown.get("image") or shown.get("video") else {**shown, "caption": ""}


class ImageBlock(NewestImagePreview, ShownBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        group = MEDIA_GROUP
        description = _("One picture with caption and credit.")
        value_class = ImageValue
        dpl_template = AS_FILES
        preview_value = {"image": None, "caption": "Klar til fredagens opslag."}
        template = "core/blocks/image_block.html"


class VideoValue(blocks.StructValue):
    @cached_property
    def film(self) -> VideoPlayer | None:
        return video_player_of(self.get("video"))


class VideoBlock(ShownBlock):
    video = VideoChooserBlock(label=_("Film"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            _check_publishable(cleaned["video"])
        return cleaned

    def get_preview_value(self) -> Any:
        return self.normalize({**self.meta.preview_value, "video": Video.objects.first()})

    class Meta:
        label = _("Film")
        icon = "media"
        group = MEDIA_GROUP
        description = _("A film with poster, captions and transcript.")
        value_class = VideoValue
        dpl_template = AS_FILES
        preview_value = {"video": None, "caption": "Sådan lød læsesalen."}
        template = "core/blocks/video_block.html"


def _check_publishable(video: Video | None) -> None:
    """Raises: StructBlockValidationError beside the film, with what it lacks."""
    if video is not None and (missing := video.missing_for_publishing):
        raise StructBlockValidationError(block_errors={"video": ValidationError([ValidationError(m) for m in missing])})


class GalleryItemValue(ImageValue, VideoValue):
    """A picture or a film, with its caption."""


class GalleryItemBlock(ShownBlock):
    image = ImageChooserBlock(label=_("Picture"), required=False)
    video = VideoChooserBlock(label=_("or film"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["image"] and cleaned["video"]:
            message = _("A picture or a film: one of the two.")
            raise StructBlockValidationError(block_errors={"video": ValidationError(message)})
        if not self.is_deferred_validation:
            if not cleaned["image"] and not cleaned["video"]:
                raise StructBlockValidationError(
                    block_errors={"image": ValidationError(_("Choose a picture or a film."))}
                )
            _check_publishable(cleaned["video"])
        return cleaned

    class Meta:
        label = _("Picture or film")
        icon = "image"
        group = MEDIA_GROUP
        description = _("One of the gallery's pictures or films.")
        value_class = GalleryItemValue
        preview_value = {"image": None, "video": None, "caption": "Bussen er fremme."}
        template = "core/blocks/gallery_item_block.html"


class GalleryBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    items = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures and films"), min_num=1, max_num=40)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_api_representation(value, context=context)
        return {**shown, "items": [item for item in shown["items"] if item["image"] or item["video"]]}

    def get_preview_value(self) -> Any:
        pictures = [{"image": image, "caption": image.title} for image in CatalogueImage.objects.order_by("-pk")[:2]]
        return self.normalize({**self.meta.preview_value, "items": pictures})

    class Meta:
        label = _("Gallery")
        icon = "image"
        group = MEDIA_GROUP
        description = _("Several pictures and films with captions, in the order you choose.")
        dpl_template = AS_FILES
        preview_value = {"heading": "Fra dagen", "items": [{"image": None, "caption": "Bussen er fremme."}]}
        template = "core/blocks/gallery_block.html"


class ThirdPartyPostValue(ImageValue):
    pictured = "snapshot"

    @property
    def elsewhere(self) -> EmbedPlayer | None:
        """The live post, when its host offers one we know."""
        return find_embed_player(self.get("url") or "")


class PastedAddressBlock(blocks.URLBlock):
    """An address however it is pasted; kept in its one spelling."""

    def __init__(self, required: bool = True, help_text: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, validators=validators, **kwargs)
        self.field = PastedURLField(required=required, help_text=help_text, validators=validators)

    def addresses_in(self, value: str | None) -> Iterator[str]:
        if value:
            yield value


class ThirdPartyPostBlock(blocks.StructBlock):
    """A post on somebody else's platform, shown as our own snapshot; nothing is fetched from there."""

    platform_name = blocks.CharBlock(label=_("Platform"), max_length=40)
    author = blocks.CharBlock(label=_("Posted by"), max_length=120)
    posted_on = blocks.DateBlock(label=_("Posted on"), required=False)
    text = blocks.TextBlock(label=_("Text of the post"), max_length=3000)
    snapshot = ImageChooserBlock(label=_("Snapshot"), required=False)
    numbers = blocks.CharBlock(label=_("Numbers"), max_length=200, required=False)
    url = PastedAddressBlock(
        label=_("Address of the post"),
        required=False,
        validators=[validate_https_url, validate_has_player],
        help_text=_(
            "The address or the embed code. YouTube, Vimeo, Instagram, TikTok, Facebook, LinkedIn and Bluesky have "
            "players; posts on X, Threads, Snapchat and Mastodon are linked, since none of these has one without "
            "scripts that follow the visitor, or one address for all its servers."
        ),
    )

    class Meta:
        label = _("Post on a platform")
        icon = "comment"
        group = MEDIA_GROUP
        description = _("Our own copy of a post: text, picture and numbers. The original is one link away.")
        value_class = ThirdPartyPostValue
        preview_value = {
            "platform_name": "Facebook",
            "author": "Fjordby Bibliotek",
            "text": "Hvilken titel bliver sjovest med ét bogstav galt?",
            "numbers": "412 kommentarer på et døgn",
        }
        template = "core/blocks/third_party_post_block.html"
