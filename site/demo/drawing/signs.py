"""Signs of talk and print: bubbles, bookmarks, tickets, letters, waves."""

from demo.drawing.inks import INK, LAMPE, PAPIR, Ink
from demo.drawing.registry import RecipeError, part
from demo.drawing.sheet import Sheet

SHARES = (0.92, 0.64, 0.8, 0.46)


@part
def bubble(
    sheet: Sheet,
    w: float,
    h: float,
    ink: Ink,
    tail: str = "left",
    lines: Ink | None = None,
    count: float = 3,
    points: Ink | None = None,
    radius: float = 30,
) -> None:
    """A speech bubble around its middle: tail left, right or none; writing or three points inside."""
    side = {"left": -1, "right": 1, "none": 0}.get(tail)
    if side is None:
        raise RecipeError(f"bubble.tail must be left, right or none, not {tail!r}")
    sheet.rect(-w / 2, -h / 2, w, h, ink, radius)
    if side:
        size = min(h * 0.42, 80)
        foot = side * (w / 2 - radius - size * 0.25)
        sheet.polygon([(foot, h / 2 - 2), (foot - side * size, h / 2 - 2), (foot, h / 2 + size)], ink)
    thick = h * 0.52 / count
    for number in range(int(count) if lines else 0):
        y = (number - (count - 1) / 2) * thick * 1.45
        sheet.rect(-w * 0.36, y - thick * 0.4, w * 0.72 * SHARES[number % 4], thick * 0.8, lines or INK, thick)
    for number in (-1, 0, 1) if points else ():
        sheet.circle(number * w * 0.22, 0, min(w, h) * 0.1, points or INK)


@part
def bookmark(sheet: Sheet, w: float, h: float, ink: Ink = LAMPE, points: Ink | None = None) -> None:
    """A bookmark hanging from its zero: straight above, cut aslant below."""
    sheet.polygon([(-w / 2, 0), (w / 2, 0), (w / 2, h - w * 0.5), (-w / 2, h)], ink)
    for number in range(3 if points else 0):
        sheet.circle(0, h * (0.22 + 0.17 * number), w * 0.11, points or INK)


@part
def ticket(sheet: Sheet, w: float, h: float, ink: Ink = LAMPE, lines: Ink = INK) -> None:
    """A ticket around its middle, torn from a roll: notched short sides, a perforation, two lines."""
    with sheet.cropped([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)]):
        sheet.rect(-w / 2, -h / 2, w, h, ink, w * 0.06)
    for number in range(5):
        sheet.rect(w * 0.2, -h / 2 + h * (number + 0.25) / 5, w * 0.03, h * 0.1, lines)
    sheet.rect(-w * 0.38, -h * 0.22, w * 0.46, h * 0.12, lines)
    sheet.rect(-w * 0.38, h * 0.08, w * 0.3, h * 0.12, lines)


@part
def paper(sheet: Sheet, w: float, h: float, ink: Ink = PAPIR, lines: Ink | None = INK, count: float = 5) -> None:
    """A written sheet around its middle."""
    sheet.rect(-w / 2, -h / 2, w, h, ink)
    step = h / (count + 1)
    for number in range(int(count) if lines else 0):
        y = -h / 2 + step * (number + 1)
        sheet.rect(-w * 0.36, y - step * 0.2, w * 0.72 * SHARES[number % 4], step * 0.4, lines or INK, step)


@part
def wave(sheet: Sheet, heights: list[float], w: float, gap: float, inks: list[Ink]) -> None:
    """Upright pills about a middle line, from the left: sound."""
    for number, height in enumerate(heights):
        sheet.rect(number * (w + gap), -height / 2, w, height, inks[number % len(inks)], w / 2)


@part
def signal_arcs(sheet: Sheet, r: float, width: float, ink: Ink, count: float = 3) -> None:
    """Arcs going out to the right from their zero: sound or radio; turn them."""
    for number in range(int(count)):
        sheet.arc(0, 0, r * (number + 1), -40, 80, width, ink)


@part
def dial(sheet: Sheet, w: float, count: float, filled: float, ink: Ink, empty: Ink, r: float = 16) -> None:
    """Points in a line from the left, the first of them filled."""
    for number in range(int(count)):
        x = w * number / max(1, count - 1)
        sheet.circle(x, 0, r, ink if number < filled else empty)


@part
def play(sheet: Sheet, r: float, ink: Ink) -> None:
    """A play triangle around its middle."""
    sheet.polygon([(-r * 0.6, -r), (r, 0), (-r * 0.6, r)], ink)


@part
def tick(sheet: Sheet, w: float, ink: Ink, width: float = 20) -> None:
    """A tick around its middle."""
    sheet.stroke([(-w / 2, 0), (-w * 0.12, w * 0.35), (w / 2, -w * 0.35)], width, ink)


@part
def cross(sheet: Sheet, w: float, ink: Ink, width: float = 20) -> None:
    """A cross around its middle."""
    for side in (-1, 1):
        sheet.stroke([(-w / 2, -side * w / 2), (w / 2, side * w / 2)], width, ink)
