"""Reader of picture recipes (`content/pictures/*.toml`): read, checked and drawn."""

import tomllib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from demo.drawing.inks import INKS, Ink
from demo.drawing.parts import PARTS
from demo.drawing.registry import RecipeError, draw_part
from demo.drawing.sheet import FORMATS, Sheet

RECIPES = Path(__file__).parent.parent / "content" / "pictures"
REQUIRED = ("key", "title", "alt", "credit", "ground", "shelf", "parts")
__all__ = ["PARTS", "RecipeError", "draw", "draw_sheet", "read_pictures"]


def read_pictures() -> list[dict[str, Any]]:
    """Every picture, file by file and in each file's order. Raises: RecipeError for a broken or doubled one."""
    pictures: dict[str, dict[str, Any]] = {}
    for file in sorted(RECIPES.glob("*.toml")):
        for picture in _read(file):
            if picture["key"] in pictures:
                raise RecipeError(f"{file.name}: {picture['key']} is there twice")
            pictures[picture["key"]] = picture
    return list(pictures.values())


def draw(picture: Mapping[str, Any]) -> bytes:
    """A lossless WebP: a cover of 960 x 1200 pixels, a scene of 1200 x 800, a film of 720 x 1280.

    Raises: RecipeError naming the picture, the part and what is wrong with it.
    """
    data = BytesIO()
    image = draw_sheet(picture).finished()
    image.save(data, "WEBP", lossless=True, quality=100, method=6, exact=True)
    return data.getvalue()


def draw_sheet(picture: Mapping[str, Any]) -> Sheet:
    """The drawing before it is scaled down. Raises: RecipeError naming the picture."""
    for name in ("ground", "shelf"):
        if picture[name] not in INKS:
            raise RecipeError(f"{picture['key']}: the {name} {picture[name]!r} is not an ink; {', '.join(INKS)} are")
    form = FORMATS[picture.get("format") or ("cover" if picture["key"].startswith("cover-") else "scene")]
    sheet = Sheet(form, Ink(picture["ground"]))
    sheet.rect(0, form.shelf, form.width, form.height - form.shelf, Ink(picture["shelf"]))
    for number, recipe in enumerate(picture["parts"], start=1):
        try:
            draw_part(sheet, recipe, y=form.shelf)
        except RecipeError as error:
            raise RecipeError(f"{picture['key']}, part {number}: {error}") from error
    return sheet


def _read(file: Path) -> list[dict[str, Any]]:
    try:
        with file.open("rb") as source:
            pictures: list[dict[str, Any]] = tomllib.load(source)["pictures"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise RecipeError(f"{file.name}: {error}") from error
    for picture in pictures:
        if missing := [name for name in REQUIRED if name not in picture]:
            raise RecipeError(
                f"{file.name}, {picture.get('key', 'a picture without a key')}: {', '.join(missing)} missing"
            )
        if picture.get("format", "scene") not in FORMATS:
            raise RecipeError(f"{file.name}, {picture['key']}: format must be one of {', '.join(FORMATS)}")
    return pictures
