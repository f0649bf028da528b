"""Plain shapes as parts, and what binds parts together: groups, crops and repetition."""

from typing import Any

from demo.drawing.inks import Ink
from demo.drawing.registry import draw_part, part
from demo.drawing.sheet import Point, Sheet, round_points, rounded, smooth

Points = list[list[float]]


def _points(points: Points) -> list[Point]:
    return [(x, y) for x, y in points]


@part
def rect(sheet: Sheet, w: float, h: float, ink: Ink, radius: float = 0) -> None:
    """A rectangle from its top left corner."""
    sheet.rect(0, 0, w, h, ink, radius)


@part
def bar(sheet: Sheet, w: float, h: float, ink: Ink, radius: float = 0) -> None:
    """A rectangle around its middle, the one to turn."""
    sheet.rect(-w / 2, -h / 2, w, h, ink, radius)


@part
def block(sheet: Sheet, w: float, h: float, ink: Ink, radius: float = 0) -> None:
    """A rectangle that stands on its foot."""
    sheet.rect(-w / 2, -h, w, h, ink, radius)


@part
def pill(sheet: Sheet, w: float, h: float, ink: Ink) -> None:
    """A bar with round ends."""
    sheet.rect(-w / 2, -h / 2, w, h, ink, min(w, h) / 2)


@part
def circle(sheet: Sheet, r: float, ink: Ink) -> None:
    """A disc."""
    sheet.circle(0, 0, r, ink)


@part
def ellipse(sheet: Sheet, rx: float, ry: float, ink: Ink) -> None:
    """An oval disc."""
    sheet.ellipse(0, 0, rx, ry, ink)


@part
def half(sheet: Sheet, r: float, ink: Ink) -> None:
    """Half a disc standing on its flat side."""
    sheet.half(0, 0, r, ink)


@part
def wedge(sheet: Sheet, r: float, start: float, sweep: float, ink: Ink) -> None:
    """A slice of a disc."""
    sheet.wedge(0, 0, r, start, sweep, ink)


@part
def arc(sheet: Sheet, r: float, width: float, ink: Ink, start: float = 0, sweep: float = 360) -> None:
    """A stroke along a circle, with round ends."""
    sheet.arc(0, 0, r, start, sweep, width, ink)


@part
def polygon(sheet: Sheet, points: Points, ink: Ink) -> None:
    """Any straight-edged shape."""
    sheet.polygon(_points(points), ink)


@part
def line(sheet: Sheet, points: Points, width: float, ink: Ink, soft: bool = False, blunt: bool = False) -> None:
    """A stroke through points; soft bends instead of joints on demand."""
    sheet.stroke(smooth(_points(points)) if soft else _points(points), width, ink, blunt=blunt)


@part
def dots(sheet: Sheet, at: Points, r: float, ink: Ink) -> None:
    """Discs of one size: stars, snow, eyes."""
    for x, y in at:
        sheet.circle(x, y, r, ink)


@part
def dashes(sheet: Sheet, w: float, h: float, ink: Ink, width: float = 14, dash: float = 34) -> None:
    """The outline of something missing, standing on its foot."""
    period = dash * 1.8
    for number in range(int(h / period) + 1):
        long = min(dash, h - number * period)
        for side in (-1, 1):
            sheet.rect(side * w / 2 - width / 2, -number * period - long, width, long, ink)
    count = max(2, round((w - dash) / period) + 1)
    step = (w + width - dash) / (count - 1)
    for number in range(count):
        sheet.rect(-(w + width) / 2 + number * step, -h - width / 2, dash, width, ink)


@part
def group(
    sheet: Sheet, parts: list[dict[str, Any]], times: float = 1, dx: float = 0, dy: float = 0, tilt: float = 0
) -> None:
    """Parts with a common zero, and if wanted the same again a step further on."""
    for number in range(int(times)):
        with sheet.placed(dx * number, dy * number, tilt * number):
            for recipe in parts:
                draw_part(sheet, recipe)


@part
def crop(
    sheet: Sheet, parts: list[dict[str, Any]], w: float = 0, h: float = 0, r: float = 0, radius: float = 0
) -> None:
    """Parts seen through a hole: a disc of radius r, or a rectangle w by h, both around the middle."""
    with sheet.cropped(round_points(0, 0, r) if r else rounded(-w / 2, -h / 2, w, h, radius)):
        for recipe in parts:
            draw_part(sheet, recipe)


@part
def shelf(sheet: Sheet, ink: Ink) -> None:
    """The shelf once more, in front of what was drawn so far."""
    sheet.rect(0, 0, sheet.form.width, sheet.form.height, ink)
