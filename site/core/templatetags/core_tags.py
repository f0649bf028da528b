"""What templates of all apps use."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import Node, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from core import invented
from core.components import InventedNotice, hours_text
from core.models.settings import owner_name
from core.posts import PostFrame, PostKind, framed
from core.records.parts import Whose
from foundation.accounts import permission_names
from foundation.danish import file_names
from libraries.models import Library
from media.models import CatalogueImage
from media.pictures import Picture, picture_of

register = template.Library()


@register.inclusion_tag("media/components/picture.html")
def picture(
    shown: Picture | CatalogueImage | None, sizes: str = "100vw", alt: str | None = None, *, eager: bool = False
) -> dict[str, object]:
    """A responsive picture from ready renditions; `alt=""` where the picture says nothing the text does not."""
    ready = shown if isinstance(shown, Picture) else picture_of(shown)
    return {"picture": ready, "alt": ready.alt if ready and alt is None else alt, "sizes": sizes, "eager": eager}


@register.simple_tag
def library_name(library: Library | Whose | None) -> str:
    """The name of a library, of which the page says at its head if it is invented; nothing where there is none."""
    if library and library.is_example:
        invented.notice(str(library))
    return str(library or "")


@register.simple_tag
def note_invented(name: str) -> str:
    """Where an invented library of this name is written out, or meant."""
    invented.notice(name)
    return ""


@register.tag
def tell_invented(parser: Parser, _token: Token) -> "ToldInvented":
    """Around what a page shows: before it stands, once, which of the libraries in it do not exist."""
    inside = parser.parse(("end_tell_invented",))
    parser.delete_first_token()
    return ToldInvented(inside)


class ToldInvented(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        with invented.noticing() as names:
            shown = self.nodelist.render(context)
        notice = InventedNotice(tuple(names)).render_html() if names else ""
        return format_html("{}{}", notice, shown)


@register.simple_tag
def third_party_post(value: Mapping[str, Any]) -> PostFrame:
    """Our own snapshot of a post, whole, in the frame that posts have here. Shape: `value` of its block."""
    snapshot = framed(value.get("snapshot"))
    return PostFrame(
        PostKind.PICTURE if snapshot else PostKind.TEXT,
        conditional_escape(value.get("author", "")),
        conditional_escape(value.get("text", "")),
        platform=value.get("platform_name", ""),
        posted_on=value.get("posted_on"),
        pictures=(snapshot,) if snapshot else (),
    )


@register.filter
def file_name(title: str, extension: str) -> str:
    """What a file of this title is called where it is saved."""
    return file_names.file_name(title, extension)


@register.filter
def hours(value: Decimal) -> str:
    """Working hours in words, «1,5 timer»."""
    return hours_text(value)


@register.filter
def name_of_right(codename: str) -> str:
    """What a right is called, «redigere side»."""
    return permission_names.name_of_right(codename)


@register.simple_tag(takes_context=True)
def dpl_blocks(context: Context, stream: StreamValue) -> SafeString:
    """The blocks of a stream as DPL takes them: by their `dpl_template`, without one as everywhere else."""
    return mark_safe("".join(_for_dpl(block, context) for block in stream))  # noqa: S308 - templates have made it


def _for_dpl(block: Any, context: Context) -> str:
    template_name = getattr(block.block.meta, "dpl_template", None)
    if template_name is None:
        return conditional_escape(block.render_as_block(context.flatten()))
    return render_to_string(template_name, {"value": block.value}) if template_name else ""


@dataclass(frozen=True)
class Sender:
    """Who writes our mails."""

    owner: str
    host: str


@register.simple_tag
def mail_sender() -> Sender:
    """For the end of a mail, which no request asks for. Cost: 2 queries."""
    return Sender(owner_name(), urlsplit(settings.BASE_URL).netloc)
