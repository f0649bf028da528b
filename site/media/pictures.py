"""Present an image to pages and programs, from renditions the worker has already made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from media.models import CatalogueImage, CatalogueRendition

WIDTHS = (480, 960, 1600)  # pixels; a picture is never enlarged, so a small one has fewer
MODERN_FORMATS = ("avif", "webp")
FALLBACK_SPEC = "format-jpeg|width-960"
SHARE_SPEC = "share-1200x630|format-jpeg"  # what link previews of all platforms take
SPECS = (*(f"format-{name}|width-{width}" for name in MODERN_FORMATS for width in WIDTHS), FALLBACK_SPEC, SHARE_SPEC)


def specs_for(width: int) -> list[str]:
    """The specs worth making for a picture of this width: none that would give the same file again."""
    wanted = [step for position, step in enumerate(WIDTHS) if position == 0 or WIDTHS[position - 1] < width]
    return [*(f"format-{name}|width-{step}" for name in MODERN_FORMATS for step in wanted), FALLBACK_SPEC, SHARE_SPEC]


@dataclass(frozen=True)
class PictureFile:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """Shape: `sources` maps a media type to its files, narrowest first; `fallback` and the wide `share` are JPEGs.

    Both are None until made.
    """

    alt: str
    credit: str
    licence: str
    width: int
    height: int
    sources: dict[str, list[PictureFile]]
    fallback: PictureFile | None
    share: PictureFile | None = None

    @property
    def largest(self) -> PictureFile | None:
        """The widest file that every browser shows, None until one is made."""
        return next(reversed(self.sources.get("image/webp", [])), self.fallback)

    def as_api(self) -> dict[str, Any]:
        """What programs get: absolute addresses, alt text and dimensions; sizes in pixels."""
        return {
            "alt": self.alt,
            "credit": self.credit,
            "licence": self.licence,
            "width": self.width,
            "height": self.height,
            "url": absolute_url(self.fallback.url) if self.fallback else None,
            "renditions": [
                {"type": media_type, "url": absolute_url(file.url), "width": file.width, "height": file.height}
                for media_type, files in self.sources.items()
                for file in files
            ],
        }


def absolute_url(url: str) -> str:
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url


def rendition_prefetch(path: str = "renditions") -> Prefetch[Any]:
    """For `prefetch_related` on images, or through a foreign key (`cover__renditions`). Cost: 1 query."""
    return Prefetch(
        path, queryset=CatalogueRendition.objects.filter(filter_spec__in=SPECS), to_attr="prefetched_renditions"
    )


def picture_of(image: CatalogueImage | None, *, alt: str | None = None) -> Picture | None:
    """The picture of an image, None for none and for one that is withheld; never makes a rendition.

    Cost: none when its renditions are prefetched or asked for before, else 1 query.
    """
    if image is None or image.is_withheld:
        return None
    renditions = getattr(image, "prefetched_renditions", None)
    if renditions is None:
        renditions = image.prefetched_renditions = list(image.renditions.filter(filter_spec__in=SPECS))
    made = {rendition.filter_spec: _file_of(rendition) for rendition in renditions}
    return _picture(
        made,
        alt=image.alt_text if alt is None else alt,
        credit=image.credit,
        licence=image.licence,
        width=image.width,
        height=image.height,
    )


def picture_from_files(files: Iterable[Mapping[str, Any]], **said: Any) -> Picture:
    """The picture of files that are told of: spec, file (its key), width and height. `said` is the rest of it."""
    return _picture({file["spec"]: _file_told(file) for file in files}, **said)


def _picture(made: Mapping[str, PictureFile], **said: Any) -> Picture:
    return Picture(
        sources={f"image/{name}": files for name in MODERN_FORMATS if (files := _files(made, name))},
        fallback=made.get(FALLBACK_SPEC),
        share=made.get(SHARE_SPEC),
        **said,
    )


def _files(made: Mapping[str, PictureFile], name: str) -> list[PictureFile]:
    """One file per distinct width: a small picture gives the same file for several specs."""
    specs = (f"format-{name}|width-{width}" for width in WIDTHS)
    by_width = {made[spec].width: made[spec] for spec in specs if spec in made}
    return [by_width[width] for width in sorted(by_width)]


def _file_of(rendition: CatalogueRendition) -> PictureFile:
    return PictureFile(url=rendition.url, width=rendition.width, height=rendition.height)


def _file_told(file: Mapping[str, Any]) -> PictureFile:
    storage = CatalogueRendition._meta.get_field("file").storage
    return PictureFile(url=storage.url(file["file"]), width=file["width"], height=file["height"])
