"""Flat drawings for the demo: one ground, one shelf, one figure, one yellow signal. Same seed, same picture.

Coordinates are in hundredths of the sheet's width; the shelf stands at 88 % of its height.
"""

import random
from collections.abc import Callable
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

INKS = {
    "green": "#0f4836",
    "rose": "#e8a8a0",
    "sky": "#a9c9dd",
    "mint": "#a8d3bd",
    "paper": "#f2eee2",
    "cinnabar": "#d9573f",
    "cobalt": "#2f4fa8",
    "night": "#16211d",
}
SIGNAL = "#ffc629"
GROUNDS = ("rose", "sky", "mint", "paper")
FIGURES = ("green", "cinnabar", "cobalt", "night")


class Sheet:
    """A sheet of paper that takes shapes in hundredths of its width."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.unit = width / 100
        self.height = height / self.unit
        self.random = random.Random(seed)  # noqa: S311 - a drawing, not a secret
        ground = INKS[GROUNDS[seed % len(GROUNDS)]]
        self.ink = INKS[FIGURES[seed % len(FIGURES)]]
        self.second = INKS[FIGURES[(seed + 1) % len(FIGURES)]]
        self.shelf = self.height * 0.88
        self.image = Image.new("RGB", (width, height), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        self.pen.rectangle(self._scaled(x, y, x + width, y + height), fill=ink)

    def circle(self, x: float, y: float, radius: float, ink: str) -> None:
        self.pen.ellipse(self._scaled(x - radius, y - radius, x + radius, y + radius), fill=ink)

    def polygon(self, points: list[tuple[float, float]], ink: str) -> None:
        self.pen.polygon([(x * self.unit, y * self.unit) for x, y in points], fill=ink)

    def _scaled(self, *values: float) -> list[float]:
        return [value * self.unit for value in values]


def _book(sheet: Sheet) -> None:
    sheet.box(24, sheet.shelf - 56, 52, 56, sheet.ink)
    sheet.box(24, sheet.shelf - 56, 8, 56, sheet.second)
    sheet.box(42, sheet.shelf - 44, 26, 6, INKS["paper"])
    sheet.box(42, sheet.shelf - 32, 16, 6, SIGNAL)


def _stack(sheet: Sheet) -> None:
    y = sheet.shelf
    for number in range(5):
        width, height = sheet.random.randint(44, 62), sheet.random.randint(8, 12)
        y -= height
        ink = SIGNAL if number == 3 else (sheet.ink, sheet.second, INKS["paper"])[number % 3]
        sheet.box(50 - width / 2 + sheet.random.randint(-5, 5), y, width, height, ink)


def _bubble(sheet: Sheet) -> None:
    top = sheet.shelf - 62
    sheet.box(16, top, 56, 34, sheet.ink)
    sheet.polygon([(26, top + 34), (40, top + 34), (26, top + 48)], sheet.ink)
    for x in (28, 43, 58):
        sheet.circle(x, top + 17, 4.5, SIGNAL if x == 43 else INKS["paper"])
    sheet.box(60, sheet.shelf - 24, 26, 24, sheet.second)


def _bus(sheet: Sheet) -> None:
    top = sheet.shelf - 46
    sheet.box(10, top, 80, 38, sheet.ink)
    for x in (16, 34, 52):
        sheet.box(x, top + 7, 14, 13, INKS["paper"])
    sheet.box(72, top + 7, 12, 31, SIGNAL)
    for x in (28, 70):
        sheet.circle(x, sheet.shelf - 8, 8, INKS["night"])


def _face(sheet: Sheet) -> None:
    sheet.circle(50, sheet.shelf - 40, 27, INKS["rose"] if sheet.ink != INKS["cinnabar"] else INKS["paper"])
    sheet.box(23, sheet.shelf - 40, 54, 40, sheet.ink)
    for x in (40, 60):
        sheet.circle(x, sheet.shelf - 50, 2.6, INKS["night"])
    sheet.box(34, sheet.shelf - 26, 32, 5, SIGNAL)


def _letters(sheet: Sheet) -> None:
    for number in range(4):
        ink = SIGNAL if number == 2 else sheet.ink
        y = sheet.shelf - (38 if number == 2 else 30)
        sheet.box(12 + number * 20, y, 16, 30, ink)
        sheet.box(17 + number * 20, y + 8, 6, 14, INKS["paper"] if number != 2 else sheet.ink)


def _window(sheet: Sheet) -> None:
    sheet.box(20, sheet.shelf - 68, 60, 58, sheet.ink)
    for x, y in ((25, 63), (52, 63), (25, 36), (52, 36)):
        sheet.box(x, sheet.shelf - y, 23, 22, SIGNAL if (x, y) == (52, 63) else INKS["sky"])


def _hand(sheet: Sheet) -> None:
    sheet.box(40, sheet.shelf - 30, 26, 30, INKS["rose"] if sheet.ink != INKS["cinnabar"] else INKS["paper"])
    sheet.box(26, sheet.shelf - 66, 44, 36, sheet.ink)
    sheet.box(31, sheet.shelf - 60, 24, 5, SIGNAL)


def _shelf(sheet: Sheet) -> None:
    x = 10.0
    while x < 86:
        width, height = sheet.random.randint(6, 11), sheet.random.randint(28, 52)
        ink = sheet.random.choice((sheet.ink, sheet.second, INKS["paper"]))
        sheet.box(x, sheet.shelf - height, width, height, ink)
        x += width + 0.8
    sheet.box(46, sheet.shelf - 60, 8, 60, SIGNAL)


def _phone(sheet: Sheet) -> None:
    sheet.box(32, sheet.shelf - 70, 36, 64, INKS["night"])
    sheet.box(35, sheet.shelf - 66, 30, 54, INKS["paper"])
    for row in range(5):
        sheet.box(39, sheet.shelf - 60 + row * 9, 14 + sheet.random.randint(0, 8), 4, SIGNAL if row == 2 else sheet.ink)


def _mug(sheet: Sheet) -> None:
    sheet.circle(66, sheet.shelf - 18, 12, sheet.ink)
    sheet.circle(66, sheet.shelf - 18, 6, SIGNAL)
    sheet.box(28, sheet.shelf - 36, 38, 36, sheet.ink)
    sheet.box(36, sheet.shelf - 60, 3, 18, INKS["paper"])
    sheet.box(50, sheet.shelf - 56, 3, 14, INKS["paper"])


def _tree(sheet: Sheet) -> None:
    sheet.box(46, sheet.shelf - 40, 8, 40, INKS["night"])
    sheet.circle(50, sheet.shelf - 50, 24, sheet.ink)
    sheet.circle(60, sheet.shelf - 56, 5, SIGNAL)


MOTIFS: dict[str, Callable[[Sheet], None]] = {
    "book": _book,
    "stack": _stack,
    "bubble": _bubble,
    "bus": _bus,
    "face": _face,
    "letters": _letters,
    "window": _window,
    "hand": _hand,
    "shelf": _shelf,
    "phone": _phone,
    "mug": _mug,
    "tree": _tree,
}


def draw(motif: str, seed: int, *, is_cover: bool) -> ImageFile:
    """A WebP of 960 x 1200 pixels (cover) or 1200 x 800 (scene). Raises: KeyError for an unknown motif."""
    sheet = Sheet(*((960, 1200) if is_cover else (1200, 800)), seed)
    MOTIFS[motif](sheet)
    sheet.box(0, sheet.shelf, 100, 1.6, INKS["night"])
    data = BytesIO()
    sheet.image.save(data, "WEBP", lossless=True)
    return ImageFile(data, name=f"{motif}.webp")
