"""Pictures of feed items, read together with the items instead of after them."""

from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.media.models import CatalogueImage, CatalogueRendition
from core.media.pictures import FALLBACK_SPEC, WIDTHS, absolute_url
from website.feeds.schemas import Picture, PictureFile

SPECS = {f"format-webp|width-{width}": name for width, name in zip(WIDTHS, ("small", "medium", "large"), strict=True)}


class JsonList(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def json_rows(rows: QuerySet[Any], group: str, **columns: str) -> Subquery:
    """One column that holds these columns of all rows of a group; NULL without rows."""
    found = rows.order_by().values(group).annotate(found=JsonList(JSONObject(**columns))).values("found")
    return Subquery(found)


def made_files(image: str) -> Subquery:
    """The files made of the image that the column `image` names."""
    made = CatalogueRendition.objects.filter(image=OuterRef(image), filter_spec__in=[*SPECS, FALLBACK_SPEC])
    return json_rows(made, "image_id", spec="filter_spec", file="file", width="width", height="height")


def picture_from(image: CatalogueImage | None, made: list[dict[str, Any]] | None) -> Picture | None:
    """The picture with its absolute addresses, None for none, a withheld one, and one still being made."""
    if image is None or image.is_withheld or not made:
        return None
    by_spec = {row["spec"]: row for row in made}
    fallback = by_spec.get(FALLBACK_SPEC)
    widest: dict[str, Any] = {}
    for spec, name in SPECS.items():  # a small picture has fewer files; the widest there is stands in
        row = by_spec.get(spec) or widest.get("last")
        if row:
            widest |= {"last": row, name: row}
    if fallback is None or "small" not in widest:
        return None
    files = {name: _file(widest[name], "image/webp") for name in SPECS.values()}
    return Picture(
        alt=image.alt_text,
        credit=image.credit,
        licence=image.licence,
        jpeg=_file(fallback, "image/jpeg"),
        **files,
    )


def _file(row: dict[str, Any], media_type: str) -> PictureFile:
    storage = CatalogueRendition._meta.get_field("file").storage
    url = absolute_url(storage.url(row["file"]))
    return PictureFile(url=url, type=media_type, width=row["width"], height=row["height"])
