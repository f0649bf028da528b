"""Letters as drawn objects: strokes with round ends in a box of 100 by 100, never type."""

from demo.drawing.inks import INK, PAPIR, Ink
from demo.drawing.registry import RecipeError, part
from demo.drawing.sheet import Point, Sheet

Stroke = list[Point]
Bow = tuple[float, float, float, float, float]  # x, y, radius, start, sweep
GLYPHS: dict[str, tuple[list[Stroke], list[Bow]]] = {
    "B": (
        [[(-22, -38), (-22, 38)], [(-22, -38), (2, -38)], [(-22, 0), (6, 0)], [(-22, 38), (6, 38)]],
        [(2, -19, 19, -90, 180), (6, 19, 19, -90, 180)],
    ),
    "O": ([], [(0, 0, 36, 0, 360)]),
    "Ø": ([[(-34, 42), (34, -42)]], [(0, 0, 34, 0, 360)]),
    "G": ([[(36, 4), (10, 4)]], [(0, 0, 36, 0, 315)]),
    "E": ([[(-20, -38), (-20, 38)], [(-20, -38), (24, -38)], [(-20, 0), (16, 0)], [(-20, 38), (24, 38)]], []),
    "R": ([[(-22, 38), (-22, -38), (4, -38)], [(-22, 2), (4, 2)], [(4, 2), (26, 38)]], [(4, -18, 20, -90, 180)]),
    "A": ([[(-30, 38), (0, -38), (30, 38)], [(-18, 14), (18, 14)]], []),
    "T": ([[(-30, -38), (30, -38)], [(0, -38), (0, 38)]], []),
    "?": ([[(0, 8), (0, 14)], [(0, 38), (0, 38.1)]], [(0, -18, 22, -180, 270)]),
}


@part
def glyph(sheet: Sheet, letter: str, size: float, ink: Ink = INK, width: float = 22) -> None:
    """One letter around its middle; width is the stroke's in hundredths of the size."""
    if letter not in GLYPHS:
        raise RecipeError(f"glyph.letter must be one of {' '.join(GLYPHS)}, not {letter!r}")
    strokes, bows = GLYPHS[letter]
    with sheet.placed(scale=size / 100):
        for stroke in strokes:
            sheet.stroke(stroke, width, ink)
        for x, y, radius, start, sweep in bows:
            sheet.arc(x, y, radius, start, sweep, width, ink)


@part
def tile(sheet: Sheet, letter: str, size: float, ink: Ink = PAPIR, pen: Ink = INK) -> None:
    """A letter block around its middle."""
    sheet.rect(-size / 2, -size / 2, size, size, ink, size * 0.05)
    glyph(sheet, letter=letter, size=size * 0.68, ink=pen)
