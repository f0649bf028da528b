"""Places: houses, windows, trees, sky, light, furniture."""

from math import atan2, degrees

from demo.drawing.inks import CINNOBER, FLASKE, HIMMEL, INK, LAMPE, PAPIR, Ink
from demo.drawing.registry import RecipeError, part
from demo.drawing.sheet import Sheet, round_points, rounded


@part
def house(
    sheet: Sheet,
    w: float,
    h: float,
    ink: Ink,
    roof: Ink = INK,
    panes: Ink = PAPIR,
    cols: float = 2,
    rows: float = 2,
    top: str = "gable",
    lit: float = 0,
) -> None:
    """A house on its foot, h high to the eaves; top is gable, flat, shed or steps; `lit` counts the yellow window."""
    sheet.rect(-w / 2, -h, w, h, ink)
    if top == "gable":
        sheet.polygon([(-w / 2, -h), (0, -h - w * 0.42), (w / 2, -h)], roof)
    elif top == "shed":
        sheet.polygon([(-w / 2, -h), (w / 2, -h - w * 0.3), (w / 2, -h)], roof)
    elif top == "steps":
        for step in range(1, 4):
            sheet.rect(-w / 2 + w * step * 0.125, -h - w * step * 0.12, w * (1 - step * 0.25), w * 0.125, roof)
    elif top != "flat":
        raise RecipeError(f"house.top must be gable, flat, shed or steps, not {top!r}")
    wide, high = w / (cols * 2 + 1), h / (rows * 1.7 + 1)
    for number in range(int(cols * rows)):
        x, y = number % int(cols), number // int(cols)
        pane = LAMPE if number + 1 == lit else panes
        sheet.rect(-w / 2 + wide * (1 + 2 * x), -h + high * (0.6 + 1.7 * y), wide, high, pane)


@part
def window(
    sheet: Sheet,
    w: float,
    h: float,
    ink: Ink = PAPIR,
    pane: Ink = HIMMEL,
    cols: float = 2,
    rows: float = 2,
    bar: float = 18,
    sill: Ink | None = None,
) -> None:
    """A window around its middle: a frame, panes, and a sill if it has an ink."""
    sheet.rect(-w / 2, -h / 2, w, h, ink)
    wide, high = (w - bar * (cols + 1)) / cols, (h - bar * (rows + 1)) / rows
    for x in range(int(cols)):
        for y in range(int(rows)):
            sheet.rect(-w / 2 + bar + x * (wide + bar), -h / 2 + bar + y * (high + bar), wide, high, pane)
    if sill:
        sheet.rect(-w / 2 - bar * 2, h / 2, w + bar * 4, bar * 1.6, sill)


@part
def tree(sheet: Sheet, h: float, ink: Ink = FLASKE, trunk: Ink = INK, shape: str = "round") -> None:
    """A tree on its foot: round, tall or cone."""
    sheet.rect(-h * 0.035, -h * 0.5, h * 0.07, h * 0.5, trunk)
    if shape == "round":
        sheet.circle(0, -h * 0.68, h * 0.32, ink)
    elif shape == "tall":
        sheet.rect(-h * 0.17, -h, h * 0.34, h * 0.78, ink, h * 0.17)
    else:
        sheet.polygon([(-h * 0.26, -h * 0.18), (0, -h), (h * 0.26, -h * 0.18)], ink)


@part
def moon(sheet: Sheet, r: float, ink: Ink = LAMPE, shift: float = 0.5, bite: float = 0.84) -> None:
    """A sickle, open to the right: a disc without another, `shift` away and `bite` as large."""
    across = (1 + shift**2 - bite**2) / (2 * shift)
    down = (1 - across**2) ** 0.5
    outer, inner = degrees(atan2(down, across)), degrees(atan2(down, across - shift))
    edge = round_points(0, 0, r, outer, 360 - 2 * outer)
    sheet.polygon([*edge, *round_points(r * shift, 0, r * bite, -inner, 2 * inner - 360)], ink)


@part
def sun(sheet: Sheet, r: float, ink: Ink = LAMPE, rays: float = 12, reach: float = 1.55, fat: float = 0.2) -> None:
    """A disc with pointed rays; no rays leave the disc."""
    sheet.circle(0, 0, r, ink)
    for number in range(int(rays)):
        with sheet.placed(turn=number * 360 / rays):
            sheet.polygon([(r * 0.8, -r * fat), (r * reach, 0), (r * 0.8, r * fat)], ink)


@part
def cloud(sheet: Sheet, w: float, ink: Ink = PAPIR) -> None:
    """A cloud on a flat foot."""
    sheet.rect(-w / 2, -w * 0.2, w, w * 0.2, ink, w * 0.1)
    sheet.circle(-w * 0.14, -w * 0.2, w * 0.17, ink)
    sheet.circle(w * 0.13, -w * 0.15, w * 0.13, ink)


@part
def rain(
    sheet: Sheet,
    w: float,
    h: float,
    seconds: float = 0,
    count: float = 14,
    width: float = 9,
    ink: Ink = HIMMEL,
    other: Ink = PAPIR,
) -> None:
    """Slanting drops inside a pane around its middle, as they are so many seconds into the shower."""
    with sheet.cropped(rounded(-w / 2, -h / 2, w, h, 0)):
        for drop in range(int(count)):
            length = 46 + drop * 29 % 60
            way = h + 2 * length
            fallen = (drop * 0.618 % 1 * way + seconds * (620 + drop % 5 * 70)) % way - length
            x, y = (drop * 73) % (w + 120) - w / 2 - fallen * 0.16, fallen - h / 2
            sheet.stroke([(x, y), (x - length * 0.16, y + length)], width, other if drop % 3 == 0 else ink)


@part
def pin(sheet: Sheet, r: float, ink: Ink = LAMPE, eye: Ink = INK) -> None:
    """A map pin that points at its zero."""
    sheet.polygon([(-r * 0.94, -r * 1.75), (0, 0), (r * 0.94, -r * 1.75)], ink)
    sheet.circle(0, -r * 2.1, r, ink)
    sheet.circle(0, -r * 2.1, r * 0.42, eye)


@part
def pendant(sheet: Sheet, r: float, drop: float, ink: Ink = CINNOBER, cord: Ink = INK, bulb: Ink = PAPIR) -> None:
    """A lamp hanging `drop` below its zero: a half round shade and a bulb."""
    sheet.rect(-5, 0, 10, drop, cord)
    sheet.rect(-r * 0.2, drop - r * 0.22, r * 0.4, r * 0.3, cord)
    sheet.circle(0, drop + r, r * 0.26, bulb)
    sheet.half(0, drop + r, r, ink)


@part
def desk_lamp(sheet: Sheet, h: float, ink: Ink = CINNOBER, pole: Ink = INK, glow: Ink = LAMPE) -> None:
    """A lamp on its foot, bent to the right."""
    sheet.rect(-h * 0.18, -h * 0.06, h * 0.36, h * 0.06, pole, h * 0.03)
    sheet.stroke([(0, -h * 0.04), (-h * 0.14, -h * 0.5), (h * 0.12, -h * 0.86)], h * 0.045, pole)
    with sheet.placed(h * 0.16, -h * 0.84, -28):
        sheet.circle(0, h * 0.05, h * 0.1, glow)
        sheet.half(0, h * 0.06, h * 0.2, ink)


@part
def chair(sheet: Sheet, h: float, ink: Ink = CINNOBER, leg: Ink = INK) -> None:
    """A chair from the side, its back to the left."""
    for x in (-0.26, 0.2):
        sheet.rect(h * x, -h * 0.45, h * 0.06, h * 0.45, leg)
    sheet.rect(-h * 0.26, -h, h * 0.09, h * 0.6, ink, h * 0.045)
    sheet.rect(-h * 0.28, -h * 0.5, h * 0.58, h * 0.1, ink, h * 0.04)


@part
def armchair(sheet: Sheet, w: float, ink: Ink, seat: Ink, leg: Ink = INK) -> None:
    """An armchair or, when wide, a sofa, from the front."""
    for side in (-1, 1):
        sheet.rect(side * w * 0.36 - 10, -45, 20, 45, leg)
    sheet.rect(-w * 0.42, -330, w * 0.84, 280, ink, 70)
    sheet.rect(-w * 0.38, -170, w * 0.76, 90, seat, 20)
    for side in (-1, 1):
        sheet.rect(side * (w / 2 - 35) - 35, -205, 70, 175, ink, 35)
    sheet.rect(-w / 2 + 20, -80, w - 40, 50, ink)


@part
def table(sheet: Sheet, w: float, h: float, ink: Ink = PAPIR, leg: Ink = INK, top: float = 26) -> None:
    """A table on its feet, h high."""
    for side in (-1, 1):
        sheet.stroke([(side * w * 0.36, -h + 5), (side * w * 0.44, 0)], 20, leg, blunt=True)
    sheet.rect(-w / 2, -h, w, top, ink)


@part
def door(
    sheet: Sheet, w: float, h: float, ink: Ink, frame: Ink = INK, knob: Ink = LAMPE, plate: Ink | None = None
) -> None:
    """A closed door on its foot, with a name plate if that has an ink."""
    sheet.rect(-w / 2 - 20, -h - 20, w + 40, h + 20, frame)
    sheet.rect(-w / 2, -h, w, h, ink)
    sheet.circle(w * 0.36, -h * 0.46, 15, knob)
    if plate:
        sheet.rect(-w * 0.3, -h * 0.76, w * 0.6, h * 0.1, plate)


@part
def stairs(sheet: Sheet, w: float, h: float, steps: float, ink: Ink) -> None:
    """Steps that go down to the right; zero is the top left corner."""
    wide, high = w / steps, h / steps
    for number in range(int(steps)):
        sheet.rect(number * wide, number * high, wide + 2, h - number * high, ink)
