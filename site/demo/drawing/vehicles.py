"""Vehicles: what drives, rolls and sails."""

from demo.drawing.books import HEIGHTS
from demo.drawing.inks import CINNOBER, FLASKE, HIMMEL, INK, KOBOLT, LAMPE, MYNTE, PAPIR, ROSA, Ink
from demo.drawing.registry import part
from demo.drawing.sheet import Sheet

CARGO = (KOBOLT, FLASKE, ROSA, INK, MYNTE, KOBOLT, HIMMEL, FLASKE, INK, ROSA)


@part
def wheel(sheet: Sheet, r: float, ink: Ink = INK, hub: Ink = PAPIR) -> None:
    """A wheel around its middle."""
    sheet.circle(0, 0, r, ink)
    sheet.circle(0, 0, r * 0.4, hub)


@part
def bus(sheet: Sheet, w: float, ink: Ink = CINNOBER, door: Ink = PAPIR, glass: Ink = PAPIR, light: Ink = LAMPE) -> None:
    """A book bus driving left, its wheels on its foot: driver's window, door, a long window full of books."""
    h = w * 0.47
    top, floor = -h - w * 0.05, -w * 0.07
    sheet.rect(-w / 2, top, w, floor - top, ink, w * 0.06)
    sheet.rect(-w * 0.46, top + h * 0.14, w * 0.15, h * 0.36, glass, w * 0.02)
    sheet.rect(-w * 0.275, top + h * 0.14, w * 0.13, floor - top - h * 0.14, door)
    _cargo(sheet, -w * 0.105, top + h * 0.14, w * 0.56, h * 0.44, glass)
    sheet.circle(-w * 0.45, floor - h * 0.2, w * 0.026, light)
    for x in (-0.36, 0.27):
        with sheet.placed(w * x, -w * 0.082):
            wheel(sheet, r=w * 0.082)


def _cargo(sheet: Sheet, x: float, y: float, w: float, h: float, glass: Ink) -> None:
    sheet.rect(x, y, w, h, glass)
    count = 13
    for number in range(count):
        high = h * 0.84 * HEIGHTS[number % len(HEIGHTS)]
        wide = w * 0.94 / count
        left = x + w * 0.03 + number * wide
        sheet.rect(left, y + h - high, wide * 0.9, high, CARGO[number % len(CARGO)])


@part
def soapbox(sheet: Sheet, w: float, ink: Ink = KOBOLT, nose: Ink = CINNOBER) -> None:
    """A soapbox car driving right, its wheels on its foot."""
    r = w * 0.11
    sheet.polygon([(-w * 0.5, -w * 0.28), (w * 0.28, -w * 0.28), (w * 0.5, -w * 0.1), (-w * 0.5, -w * 0.1)], ink)
    sheet.polygon([(w * 0.28, -w * 0.28), (w * 0.5, -w * 0.1), (w * 0.28, -w * 0.1)], nose)
    sheet.stroke([(w * 0.06, -w * 0.28), (-w * 0.02, -w * 0.4)], w * 0.025, INK)
    with sheet.placed(-w * 0.02, -w * 0.41, -55):
        sheet.stroke([(-w * 0.08, 0), (w * 0.08, 0)], w * 0.035, INK)
    for x in (-0.32, 0.3):
        with sheet.placed(w * x, -r):
            wheel(sheet, r=r)


@part
def boat(sheet: Sheet, w: float, ink: Ink, sail: Ink, second: Ink = PAPIR, mast: Ink = INK) -> None:
    """A small sailing boat, its waterline at its foot."""
    sheet.rect(-w * 0.03, -w * 1.05, w * 0.05, w * 0.9, mast)
    sheet.polygon([(w * 0.05, -w * 1.02), (w * 0.46, -w * 0.3), (w * 0.05, -w * 0.3)], sail)
    sheet.polygon([(-w * 0.06, -w * 0.86), (-w * 0.36, -w * 0.3), (-w * 0.06, -w * 0.3)], second)
    sheet.polygon([(-w / 2, -w * 0.22), (w / 2, -w * 0.22), (w * 0.34, 0), (-w * 0.34, 0)], ink)
