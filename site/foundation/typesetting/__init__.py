"""Typeset documents for paper: Typst templates filled with data, so that no text can be taken for a command.

A template reads `data.json` beside it and the pictures that are handed over. What comes out is A4, tagged, with its
own fonts in it, and says so (PDF/UA-1) wherever every sign has a letter in one of them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

FONTS = Path(__file__).parent / "fonts"
HOUSE = Path(__file__).parent / "house.typ"
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
    with TemporaryDirectory(prefix="typeset-") as folder:
        work = Path(folder)
        for source in (HOUSE, template):
            (work / source.name).write_bytes(source.read_bytes())
        (work / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in pictures.items():
            (work / name).write_bytes(content)
        try:
            return Typeset(_compiled(work / template.name, "ua-1"), is_accessible=True)
        except typst.TypstError as error:
            if NO_LETTER not in str(error):
                raise
            return Typeset(_compiled(work / template.name, None), is_accessible=False)


def _compiled(template: Path, standard: Literal["ua-1"] | None) -> bytes:
    return bytes(
        typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=standard,
        )
    )
