"""A sheet of paper on a grid of modules: it takes flat shapes, placed, turned and cropped.

One module is 100 units. Angles are degrees, clockwise, from three o'clock. Shapes are drawn three times too large
and scaled down once, when the drawing is finished.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt

from PIL import Image, ImageColor, ImageDraw

from demo.drawing.inks import INKS, Ink

Point = tuple[float, float]
FINENESS = 3
NUMBERS = {ink: number for number, ink in enumerate(INKS)}


@dataclass(frozen=True)
class Format:
    """Width, height and the shelf's place in units, and how many pixels a unit becomes."""

    width: int
    height: int
    shelf: int
    pixels_per_unit: float


FORMATS = {
    "cover": Format(800, 1000, 880, 1.2),
    "scene": Format(1200, 800, 700, 1.0),
    "film": Format(900, 1600, 1380, 0.8),
}


@dataclass(frozen=True)
class Placing:
    """Where a part's own zero lies on the sheet, and how the part is turned and scaled around it."""

    x: float = 0
    y: float = 0
    right: Point = (1, 0)
    down: Point = (0, 1)

    def point(self, x: float, y: float) -> Point:
        return (self.x + x * self.right[0] + y * self.down[0], self.y + x * self.right[1] + y * self.down[1])

    def inner(self, x: float, y: float, turn: float, scale: float, *, flip: bool) -> "Placing":
        here, angle = self.point(x, y), radians(turn)
        right = self._direction(cos(angle) * scale * (-1 if flip else 1), sin(angle) * scale * (-1 if flip else 1))
        return Placing(*here, right, self._direction(-sin(angle) * scale, cos(angle) * scale))

    def _direction(self, x: float, y: float) -> Point:
        return (x * self.right[0] + y * self.down[0], x * self.right[1] + y * self.down[1])


def round_points(x: float, y: float, radius: float, start: float = 0, sweep: float = 360) -> list[Point]:
    """Points along an arc, close enough for the eye not to see corners."""
    steps = max(4, round(sqrt(max(radius, 1)) * 12 * abs(sweep) / 360))
    angles = [radians(start + sweep * step / steps) for step in range(steps + 1)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


class Sheet:
    """Holds ink numbers while drawing, so that a colour outside the box cannot get in."""

    def __init__(self, form: Format, ground: Ink) -> None:
        self.form = form
        self.unit = form.pixels_per_unit * FINENESS
        self.placing = Placing()
        self.image = Image.new("L", (round(form.width * self.unit), round(form.height * self.unit)), NUMBERS[ground])

    @contextmanager
    def placed(
        self, x: float = 0, y: float = 0, turn: float = 0, scale: float = 1, *, flip: bool = False
    ) -> Iterator[None]:
        """Everything drawn inside has its zero at x, y."""
        before = self.placing
        self.placing = before.inner(x, y, turn, scale, flip=flip)
        yield
        self.placing = before

    @contextmanager
    def cropped(self, outline: Sequence[Point]) -> Iterator[None]:
        """Of what is drawn inside, only the part within the outline stays."""
        before = self.image.copy()
        mask = Image.new("L", before.size, 0)
        ImageDraw.Draw(mask).polygon(self._pixels(outline), fill=255)
        yield
        self.image = Image.composite(self.image, before, mask)

    def polygon(self, points: Sequence[Point], ink: Ink) -> None:
        ImageDraw.Draw(self.image).polygon(self._pixels(points), fill=NUMBERS[ink])

    def rect(self, x: float, y: float, width: float, height: float, ink: Ink, radius: float = 0) -> None:
        self.polygon(rounded(x, y, width, height, radius), ink)

    def circle(self, x: float, y: float, radius: float, ink: Ink) -> None:
        self.polygon(round_points(x, y, radius), ink)

    def ellipse(self, x: float, y: float, across: float, down: float, ink: Ink) -> None:
        self.polygon([(x + across * px, y + down * py) for px, py in circle_of_one()], ink)

    def wedge(self, x: float, y: float, radius: float, start: float, sweep: float, ink: Ink) -> None:
        self.polygon([(x, y), *round_points(x, y, radius, start, sweep)], ink)

    def half(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Half a disc, its flat side down and centred on the point."""
        self.wedge(x, y, radius, 180, 180, ink)

    def arc(self, x: float, y: float, radius: float, start: float, sweep: float, width: float, ink: Ink) -> None:
        """A stroke along a circle with round ends; a whole turn makes a ring."""
        outer = round_points(x, y, radius + width / 2, start, sweep)
        self.polygon([*outer, *reversed(round_points(x, y, radius - width / 2, start, sweep))], ink)
        if abs(sweep) < 360:
            for angle in (radians(start), radians(start + sweep)):
                self.circle(x + radius * cos(angle), y + radius * sin(angle), width / 2, ink)

    def stroke(self, points: Sequence[Point], width: float, ink: Ink, *, blunt: bool = False) -> None:
        """A line through the points with round ends and joints, or with blunt ends."""
        for (x1, y1), (x2, y2) in pairwise(points):
            length = hypot(x2 - x1, y2 - y1) or 1
            across, down = (y1 - y2) / length * width / 2, (x2 - x1) / length * width / 2
            corners = [(x1 + across, y1 + down), (x2 + across, y2 + down), (x2 - across, y2 - down)]
            self.polygon([*corners, (x1 - across, y1 - down)], ink)
        for point in points[1:-1] if blunt else points:
            self.circle(*point, width / 2, ink)

    def finished(self) -> Image.Image:
        """The drawing in its own size and in colours."""
        coloured = self.image.copy()
        coloured.putpalette([part for colour in INKS.values() for part in ImageColor.getrgb(colour)])
        return coloured.convert("RGB").reduce(FINENESS)  # exact shares of ink: no halos, a third of Lanczos' bytes

    def _pixels(self, points: Sequence[Point]) -> list[Point]:
        placed = [self.placing.point(*point) for point in points]
        return [(x * self.unit - 0.5, y * self.unit - 0.5) for x, y in placed]


def circle_of_one() -> list[Point]:
    return [(cos(pi * step / 90), sin(pi * step / 90)) for step in range(180)]


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """The outline of a rectangle with round corners."""
    if radius <= 0:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    radius = min(radius, width / 2, height / 2)
    left, right, top, bottom = x + radius, x + width - radius, y + radius, y + height - radius
    corners = [(right, bottom), (left, bottom), (left, top), (right, top)]
    return [point for turn, at in enumerate(corners) for point in round_points(*at, radius, turn * 90, 90)]


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A soft curve through the points (Catmull and Rom's)."""
    ends = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        curve += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def one(p: float, q: float, r: float, s: float) -> float:
        return (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3) / 2

    return (one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1]))
