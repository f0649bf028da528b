"""Books: upright, lying, stacked, in a row, seen from the front, open."""

from math import cos, pi, sin

from demo.drawing.inks import CINNOBER, FLASKE, HIMMEL, INK, KOBOLT, MYNTE, PAPIR, ROSA, Ink
from demo.drawing.registry import part
from demo.drawing.sheet import Sheet, smooth

SHIFTS = (0, 26, -18, 12, -30, 20, -8)
WIDTHS = (1.0, 0.72, 1.18, 0.84, 1.3, 0.66, 0.94)
HEIGHTS = (0.86, 1.0, 0.74, 0.93, 0.8, 0.97, 0.69, 0.9)
PARTNERS = {
    INK: ROSA,
    FLASKE: MYNTE,
    MYNTE: FLASKE,
    ROSA: CINNOBER,
    CINNOBER: PAPIR,
    HIMMEL: KOBOLT,
    KOBOLT: HIMMEL,
    PAPIR: KOBOLT,
}


@part
def book(sheet: Sheet, w: float, h: float, ink: Ink, band: Ink | None = None, title: bool = False) -> None:
    """A book's back, standing on its foot, with two bands or a title between them."""
    band = band or PARTNERS.get(ink, INK)
    thick = max(8, min(w, h) * 0.16)
    sheet.rect(-w / 2, -h, w, h, ink)
    sheet.rect(-w / 2, -h + h * 0.1, w, thick, band)
    sheet.rect(-w / 2, -h * 0.1 - thick, w, thick, band)
    if title:
        sheet.rect(-w * 0.16, -h * 0.72, w * 0.32, h * 0.4, band, w)


@part
def lying(sheet: Sheet, w: float, h: float, ink: Ink, pages: Ink = PAPIR) -> None:
    """A book that lies down: its round back to the left, the edge of its pages to the right."""
    board = max(7, h * 0.16)
    sheet.rect(-w / 2, -h, w, h, ink, h * 0.3)
    sheet.rect(0, -h, w / 2, h, ink)
    sheet.rect(-w / 2 + h * 0.55, -h + board, w - h * 0.55 - h * 0.08, h - board * 2, pages)
    sheet.rect(-w / 2 + h * 0.55, -h + board, h * 0.22, h - board * 2, PARTNERS.get(ink, INK))


@part
def stack(sheet: Sheet, inks: list[Ink], w: float = 300, h: float = 60, skew: float = 1) -> None:
    """Lying books, the first one lowest; skew 0 lays them neatly."""
    for number, ink in enumerate(inks):
        wide = w * (1 - (number % 3) * 0.07)
        with sheet.placed(SHIFTS[number % len(SHIFTS)] * skew, -number * h, flip=number % 2 == 1):
            lying(sheet, w=wide, h=h, ink=ink)


@part
def row(
    sheet: Sheet,
    inks: list[Ink],
    w: float = 60,
    h: float = 300,
    gap: float = 0,
    start: float = 0,
    band: Ink | None = None,
) -> None:
    """Upright books side by side from the left; `start` picks another rhythm of widths and heights."""
    left = 0.0
    for number, ink in enumerate(inks, start=int(start)):
        wide = round(w * WIDTHS[number % len(WIDTHS)] / 5) * 5
        with sheet.placed(left + wide / 2, 0):
            book(
                sheet,
                w=wide,
                h=round(h * HEIGHTS[number % len(HEIGHTS)] / 5) * 5,
                ink=ink,
                band=band,
                title=number % 3 == 2,
            )
        left += wide + gap


@part
def front(sheet: Sheet, w: float, h: float, ink: Ink, back: Ink = INK, pages: Ink = PAPIR) -> None:
    """A book's front, standing on its foot: hinge to the left, a sliver of pages to the right."""
    sheet.rect(-w / 2 + w * 0.05, -h + w * 0.04, w, h - w * 0.04, pages)
    sheet.rect(-w / 2, -h, w, h, ink)
    sheet.rect(-w / 2, -h, w * 0.11, h, back)


@part
def open_book(
    sheet: Sheet, w: float, h: float, left: Ink = PAPIR, right: Ink = HIMMEL, cover: Ink = INK, lines: Ink | None = INK
) -> None:
    """An open book standing towards the reader, its fold in the middle, a few lines on the left page."""
    rise, half = h * 0.22, w / 2
    edge = h * 0.07
    back = [(-half - edge, -h - rise), (0, -h), (half + edge, -h - rise), (half + edge, -rise), (0, edge)]
    sheet.polygon([*back, (-half - edge, -rise)], cover)
    sheet.polygon([(-half, -h - rise), (0, -h), (0, 0), (-half, -rise)], left)
    sheet.polygon([(half, -h - rise), (0, -h), (0, 0), (half, -rise)], right)
    for number in range(4 if lines else 0):
        top = -h + h * (0.2 + number * 0.19)
        end = 0.84 if number < 3 else 0.5
        line = [(-half * 0.84, top - rise * 0.84), (-half * (0.84 - end + 0.16), top - rise * (0.84 - end + 0.16))]
        sheet.stroke(line, h * 0.07, lines or INK)


@part
def spread(sheet: Sheet, w: float, h: float, left: Ink = PAPIR, right: Ink = PAPIR, cover: Ink = INK) -> None:
    """An open book lying on the shelf, seen from its lower edge: two heaps of pages, arched at the fold."""
    for side, ink in ((-1, left), (1, right)):
        profile = [(0, -0.4), (0.08, -0.86), (0.2, -1), (0.34, -0.86), (0.5, -0.66)]
        top = smooth([(side * w * x, h * y) for x, y in profile])
        sheet.polygon([(0, -h * 0.12), *top, (side * w / 2, -h * 0.12)], ink)
    sheet.stroke([(0, -h * 0.38), (0, -h * 0.12)], h * 0.06, cover)
    sheet.rect(-w / 2 - h * 0.1, -h * 0.12, w + h * 0.2, h * 0.12, cover)


@part
def leaf(sheet: Sheet, w: float, share: float, ink: Ink = PAPIR, width: float = 16) -> None:
    """One page on its way from right (share 0) to left (1), seen from its edge; zero is the fold."""
    angle = pi * share
    tip = (w * cos(angle), -w * (0.2 + 0.75 * sin(angle)))
    bend = (w * 0.5 * cos(angle * 0.8), -w * (0.45 + 0.45 * sin(angle)))
    sheet.stroke(smooth([(0, 0), bend, tip]), width, ink)


@part
def fan(sheet: Sheet, r: float, inks: list[Ink], gap: Ink = INK) -> None:
    """Pages standing out like a fan from a book's fold on the shelf."""
    each = 180 / len(inks)
    for number, ink in enumerate(inks):
        sheet.wedge(0, 0, r, 180 + number * each, each, ink)
    for number in range(1, len(inks)):
        with sheet.placed(turn=180 + number * each):
            sheet.rect(0, -4, r + 3, 8, gap)
