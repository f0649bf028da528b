"""Typeset documents and pictures: Typst templates filled with data, so that no text can be taken for a command.

A template reads `data.json` beside it and the pictures that are handed over. What comes out for paper is A4, tagged,
with its own fonts in it, and says so (PDF/UA-1) wherever every sign has a letter in one of them.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

FONTS = Path(__file__).parent / "fonts"
HOUSE = Path(__file__).parent / "house.typ"
POINTS_AN_INCH = 72
NO_LETTER = "could not be displayed with font"


@dataclass(frozen=True)
class Typeset:
    """Shape: `is_accessible` False where a sign has no letter in our fonts; an empty box stands there."""

    pdf: bytes
    is_accessible: bool


def typeset(template: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Typeset:
    """Fill a template. Shape: `data` is what JSON can hold; `pictures` by the name that the data has for them.

    Raises: typst.TypstError for a template that is wrong, never for what it is filled with.
    """
    with _laid_out(template, data, pictures) as source:
        try:
            return Typeset(_compiled(source, "ua-1"), is_accessible=True)
        except typst.TypstError as error:
            if NO_LETTER not in str(error):
                raise
            return Typeset(_compiled(source, None), is_accessible=False)


def drawn(template: Path, data: Mapping[str, Any]) -> list[bytes]:
    """Fill a template that is for screens. Returns: a PNG for each of its pages, a pixel for each of its points.

    Where a template draws nothing they are transparent. Raises: as `typeset`.
    """
    with _laid_out(template, data, {}) as source:
        pages = typst.compile(str(source), format="png", ppi=POINTS_AN_INCH, **_surroundings(source))
        return pages if isinstance(pages, list) else [pages]


@contextmanager
def _laid_out(template: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The template in a folder with all it reads, for as long as the block runs."""
    with TemporaryDirectory(prefix="typeset-") as folder:
        work = Path(folder)
        for source in (HOUSE, template):
            (work / source.name).write_bytes(source.read_bytes())
        (work / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in pictures.items():
            (work / name).write_bytes(content)
        yield work / template.name


def _compiled(source: Path, standard: Literal["ua-1"] | None) -> bytes:
    return bytes(typst.compile(str(source), pdf_standards=standard, **_surroundings(source)))


def _surroundings(source: Path) -> dict[str, Any]:
    return {"root": str(source.parent), "font_paths": [str(FONTS)], "ignore_system_fonts": True}
