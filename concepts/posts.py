"""The texts of a kit as the posts they will be, with the measures that the guides of their platforms have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from concepts.records import GuideFormat
from core.models import BasePage
from core.posts import CUT, PostFrame
from core.records.models import Record
from core.records.reading import read
from foundation.numbers.formatting import plain_number
from media.enums import PictureShape

Formats = Mapping[tuple[str, str], GuideFormat]


def formats_of(guides: Iterable[Record]) -> Formats:
    """What the guides say of each platform and kind of post, the first of several."""
    found: dict[tuple[str, str], GuideFormat] = {}
    for guide in guides:
        for one in guide.details.formats if guide.details.platform else ():
            found.setdefault((guide.details.platform.slug, one.kind), one)
    return found


def formats_in_language_of(page: BasePage) -> Formats:
    """Cost: 1 query."""
    return formats_of(read(Record.objects.of_kind("guide").in_language_of(page).in_own_order()))


@dataclass(frozen=True)
class PostToCopy:
    """Shape: `format` None where no guide tells of the platform; `length` in signs as it stands now."""

    frame: PostFrame
    format: GuideFormat | None
    length: int

    @property
    def limit(self) -> int | None:
        return self.format.text_limit if self.format else None

    @property
    def limit_text(self) -> str:
        return plain_number(Decimal(self.limit or 0))

    @property
    def is_too_long(self) -> bool:
        return self.limit is not None and self.length > self.limit


def shape_of(value: Any, formats: Formats) -> PictureShape | None:
    """How pictures of a text are cut, None for one that has none."""
    found = format_of(value, formats)
    shape = (found.shape if found else "") or CUT.get(value.kind, "")
    return PictureShape(shape) if shape else None


def format_of(value: Any, formats: Formats) -> GuideFormat | None:
    platform = value.get("platform")
    return formats.get((platform.slug, value.kind)) if platform else None


def post_to_copy(value: Any, formats: Formats, *, author: SafeString, text: SafeString, length: int) -> PostToCopy:
    """A text of the kit in its frame. Shape: `value` of a `PlatformTextBlock`; `author` and `text` as HTML."""
    found = format_of(value, formats)
    frame = PostFrame(
        value.kind,
        author,
        text,
        pictures=value.framed,
        shape=shape_of(value, formats),
        lines=found.lines_shown if found else None,
        is_copied=True,
    )
    return PostToCopy(frame, found, length)
