"""Things: what lies on the desk or goes by on the road."""

from demo.drawing.inks import CINNOBER, HIMMEL, INK, KOBOLT, LAMPE, MYNTE, PAPIR, ROSA, Ink
from demo.drawing.registry import part
from demo.drawing.sheet import Sheet


@part
def phone(sheet: Sheet, w: float, h: float, ink: Ink = INK, screen: Ink = PAPIR, edge: float = 16) -> None:
    """A phone around its middle."""
    sheet.rect(-w / 2, -h / 2, w, h, ink, w * 0.13)
    sheet.rect(-w / 2 + edge, -h / 2 + edge * 1.6, w - edge * 2, h - edge * 3.2, screen, w * 0.06)


@part
def picture_frame(sheet: Sheet, w: float, h: float, ink: Ink = INK, inside: Ink = PAPIR, edge: float = 16) -> None:
    """A frame around its middle."""
    sheet.rect(-w / 2, -h / 2, w, h, ink)
    sheet.rect(-w / 2 + edge, -h / 2 + edge, w - edge * 2, h - edge * 2, inside)


@part
def mug(sheet: Sheet, w: float, h: float, ink: Ink, band: Ink = PAPIR, steam: Ink | None = None) -> None:
    """A mug on its foot, its ear to the right, with steam if that has an ink."""
    sheet.arc(w * 0.5, -h * 0.52, h * 0.24, -90, 180, w * 0.13, ink)
    sheet.rect(-w / 2, -h, w, h, ink, w * 0.12)
    sheet.rect(-w / 2, -h, w, h * 0.4, ink)
    sheet.rect(-w / 2, -h * 0.72, w, h * 0.16, band)
    for x in (-0.2, 0.2) if steam else ():
        sheet.arc(w * x, -h * 1.25, h * 0.12, 90, 180, w * 0.07, steam or INK)
        sheet.arc(w * x, -h * 1.49, h * 0.12, -90, 180, w * 0.07, steam or INK)


@part
def microphone(sheet: Sheet, h: float, ink: Ink = INK, grille: Ink = CINNOBER, foot: bool = True) -> None:
    """A microphone on a foot, or in a hand when it has none."""
    r = h * 0.17
    if foot:
        sheet.rect(-h * 0.2, -h * 0.05, h * 0.4, h * 0.05, ink, h * 0.025)
        sheet.rect(-h * 0.025, -h * 0.4, h * 0.05, h * 0.4, ink)
        sheet.arc(0, -h * 0.62, r * 1.45, 0, 180, h * 0.045, ink)
    else:
        sheet.polygon([(-r * 0.7, -h * 0.6), (r * 0.7, -h * 0.6), (r * 0.45, 0), (-r * 0.45, 0)], ink)
    sheet.rect(-r, -h, r * 2, h * 0.52, grille, r)
    sheet.rect(-r, -h * 0.76, r * 2, h * 0.05, ink)


@part
def headphones(sheet: Sheet, r: float, ink: Ink = KOBOLT, pads: Ink = LAMPE, width: float = 34) -> None:
    """Headphones round a head of radius r about the middle."""
    sheet.arc(0, 0, r + width * 0.4, 180, 180, width, ink)
    for side in (-1, 1):
        sheet.rect(side * (r + width * 0.3) - r * 0.16, -r * 0.08, r * 0.32, r * 0.62, pads, r * 0.13)


@part
def telescope(sheet: Sheet, length: float, tube: Ink = KOBOLT, barrel: Ink = HIMMEL, end: Ink = PAPIR) -> None:
    """A telescope lying along the axis with its middle on the tripod's head; turn it to aim."""
    w = length * 0.19
    sheet.rect(-length * 0.5, -w * 0.3, length * 0.26, w * 0.6, end)
    sheet.rect(-length * 0.28, -w * 0.42, length * 0.4, w * 0.84, tube)
    sheet.rect(length * 0.06, -w * 0.58, length * 0.38, w * 1.16, barrel)
    sheet.rect(length * 0.42, -w * 0.72, length * 0.08, w * 1.44, end)


@part
def magnifier(sheet: Sheet, r: float, ink: Ink = INK, glass: Ink = HIMMEL, handle: Ink = CINNOBER) -> None:
    """A magnifying glass around its lens, the handle to the right; turn it."""
    sheet.rect(r, -r * 0.13, r * 0.5, r * 0.26, ink)
    sheet.rect(r * 1.3, -r * 0.19, r * 1.1, r * 0.38, handle, r * 0.19)
    sheet.circle(0, 0, r * 1.1, ink)
    sheet.circle(0, 0, r * 0.88, glass)


@part
def clock(sheet: Sheet, r: float, ink: Ink = INK, dial: Ink = PAPIR, sweep: float = 60, share: Ink = LAMPE) -> None:
    """A round clock with a slice of it filled, from twelve o'clock on."""
    sheet.circle(0, 0, r, ink)
    sheet.circle(0, 0, r * 0.86, dial)
    sheet.wedge(0, 0, r * 0.86, -90, sweep, share)
    for number in range(12):
        with sheet.placed(turn=number * 30):
            sheet.rect(r * 0.7, -r * 0.025, r * 0.1, r * 0.05, ink)
    sheet.stroke([(0, 0), (0, -r * 0.66)], r * 0.08, ink)
    with sheet.placed(turn=sweep - 90):
        sheet.stroke([(0, 0), (r * 0.5, 0)], r * 0.08, ink)


@part
def camera(sheet: Sheet, w: float, ink: Ink = INK, lens: Ink = HIMMEL, grip: Ink = PAPIR) -> None:
    """A camera on its foot."""
    h = w * 0.64
    sheet.rect(-w * 0.2, -h - w * 0.1, w * 0.4, w * 0.2, ink, w * 0.04)
    sheet.rect(-w / 2, -h, w, h, ink, w * 0.08)
    sheet.rect(-w / 2, -h * 0.78, w, h * 0.2, grip)
    sheet.circle(0, -h * 0.46, w * 0.25, ink)
    sheet.circle(0, -h * 0.46, w * 0.19, lens)
    sheet.circle(0, -h * 0.46, w * 0.08, ink)
    sheet.circle(w * 0.38, -h * 0.88, w * 0.04, LAMPE)


@part
def pencil(
    sheet: Sheet, length: float, w: float, ink: Ink = LAMPE, wood: Ink = PAPIR, lead: Ink = INK, cap: Ink = ROSA
) -> None:
    """A pencil pointing left at its zero; turn it."""
    tip = w * 1.1
    sheet.rect(tip, -w / 2, length - tip, w, ink)
    sheet.rect(length - w * 0.7, -w / 2, w * 0.7, w, cap, w * 0.2)
    sheet.rect(length - w * 1.0, -w / 2, w * 0.4, w, lead)
    sheet.polygon([(0, 0), (tip, -w / 2), (tip, w / 2)], wood)
    sheet.polygon([(0, 0), (tip * 0.42, -w * 0.21), (tip * 0.42, w * 0.21)], lead)


@part
def scissors(sheet: Sheet, length: float, ink: Ink = INK, grip: Ink = CINNOBER) -> None:
    """Open scissors pointing up, crossed at their zero."""
    for side in (-1, 1):
        with sheet.placed(turn=side * 16):
            sheet.polygon([(0, -length * 0.6), (length * 0.06, 0), (-length * 0.06, 0)], ink)
            sheet.stroke([(0, 0), (0, length * 0.16)], length * 0.06, ink)
            sheet.arc(0, length * 0.28, length * 0.11, 0, 360, length * 0.06, grip)
    sheet.circle(0, 0, length * 0.03, PAPIR)


@part
def yarn(sheet: Sheet, r: float, ink: Ink = CINNOBER, thread: Ink = ROSA) -> None:
    """A ball of yarn around its middle."""
    sheet.circle(0, 0, r, ink)
    for turn, count in ((-32, 4), (148, 3)):
        with sheet.placed(turn=turn):
            for number in range(count):
                spread = 52 - number * 7
                sheet.arc(-r * 0.9, 0, r * (0.42 + number * 0.2), -spread, 2 * spread, r * 0.06, thread)


@part
def tag(sheet: Sheet, w: float, h: float, ink: Ink = ROSA, hole: Ink = INK, lines: Ink | None = INK) -> None:
    """A label hanging from its zero on a string."""
    sheet.stroke([(0, 0), (0, h * 0.4)], 8, hole)
    with sheet.placed(0, h * 0.3):
        points = [(-w * 0.22, 0), (w * 0.22, 0), (w / 2, w * 0.3), (w / 2, h), (-w / 2, h), (-w / 2, w * 0.3)]
        sheet.polygon(points, ink)
        sheet.circle(0, w * 0.25, w * 0.1, hole)
        for number in range(2 if lines else 0):
            wide = w * (0.6 if number == 0 else 0.36)
            sheet.rect(-w * 0.3, h * (0.5 + number * 0.2), wide, h * 0.08, lines or INK)


@part
def plant(sheet: Sheet, h: float, pot: Ink = CINNOBER, leaf: Ink = MYNTE) -> None:
    """A pot plant on its foot."""
    sheet.polygon([(-h * 0.16, 0), (h * 0.16, 0), (h * 0.21, -h * 0.34), (-h * 0.21, -h * 0.34)], pot)
    for turn, size in ((-42, 0.5), (42, 0.5), (0, 0.66)):
        with sheet.placed(0, -h * 0.34, turn):
            sheet.ellipse(0, -h * size * 0.5, h * 0.1, h * size * 0.5, leaf)
