"""Pictures of feed items, told by records."""

from typing import Any

from media.models import CatalogueRendition
from media.pictures import FALLBACK_SPEC, WIDTHS, absolute_url
from syndication.feeds.schemas import Picture, PictureFile

SPECS = {f"format-webp|width-{width}": name for width, name in zip(WIDTHS, ("small", "medium", "large"), strict=True)}


def picture_from(said: dict[str, Any] | None) -> Picture | None:
    """The picture with its absolute addresses, None for none and for one still being made."""
    by_spec = {row["spec"]: row for row in said["files"]} if said else {}
    fallback = by_spec.get(FALLBACK_SPEC)
    widest: dict[str, Any] = {}
    for spec, name in SPECS.items():  # a small picture has fewer files; the widest there is stands in
        row = by_spec.get(spec) or widest.get("last")
        if row:
            widest |= {"last": row, name: row}
    if said is None or fallback is None or "small" not in widest:
        return None
    files = {name: _file(widest[name], "image/webp") for name in SPECS.values()}
    return Picture(
        alt=said["alt"],
        credit=said["credit"],
        licence=said["licence"],
        jpeg=_file(fallback, "image/jpeg"),
        **files,
    )


def _file(row: dict[str, Any], media_type: str) -> PictureFile:
    storage = CatalogueRendition._meta.get_field("file").storage
    url = absolute_url(storage.url(row["file"]))
    return PictureFile(url=url, type=media_type, width=row["width"], height=row["height"])
