"""People: two eyes and a mouth, hair in one piece; skin is an ink, not a likeness."""

from demo.drawing.inks import CINNOBER, INK, KOBOLT, PAPIR, ROSA, Ink
from demo.drawing.registry import RecipeError, part
from demo.drawing.sheet import Point, Sheet, round_points


def _eyes(sheet: Sheet, r: float, kind: str, ink: Ink) -> None:
    for side in (-1, 1):
        x, y = side * r * 0.36, -r * 0.08
        if kind == "open" or (kind == "wink" and side < 0):
            sheet.circle(x, y, r * 0.115, ink)
        elif kind == "happy":
            sheet.arc(x, y + r * 0.06, r * 0.15, 200, 140, r * 0.1, ink)
        elif kind in ("closed", "wink"):
            sheet.arc(x, y - r * 0.08, r * 0.16, 20, 140, r * 0.1, ink)


def _mouth(sheet: Sheet, r: float, kind: str, ink: Ink) -> None:
    if kind == "grin":
        sheet.wedge(0, r * 0.28, r * 0.36, 0, 180, ink)
    elif kind == "smile":
        sheet.arc(0, r * 0.2, r * 0.3, 25, 130, r * 0.1, ink)
    elif kind == "o":
        sheet.circle(0, r * 0.46, r * 0.17, ink)
    elif kind == "flat":
        sheet.stroke([(-r * 0.26, r * 0.45), (r * 0.26, r * 0.45)], r * 0.1, ink)
    elif kind == "sad":
        sheet.arc(0, r * 0.68, r * 0.28, 215, 110, r * 0.1, ink)


@part
def face(sheet: Sheet, r: float, ink: Ink, eyes: str = "open", mouth: str = "smile", pen: Ink = INK) -> None:
    """A round face: eyes open, happy, closed, wink or none; mouth smile, grin, o, flat, sad or none."""
    sheet.circle(0, 0, r, ink)
    _eyes(sheet, r, eyes, pen)
    _mouth(sheet, r, mouth, pen)


def _hair_behind(sheet: Sheet, r: float, kind: str, ink: Ink) -> None:
    if kind in ("bob", "long"):
        length = r * (0.85 if kind == "bob" else 1.9)
        sheet.half(0, -r * 0.1, r * 1.2, ink)
        sheet.rect(-r * 1.2, -r * 0.12, r * 2.4, length, ink)
    elif kind == "curls":
        for x, y in ((-1, -0.2), (-0.85, -0.75), (-0.35, -1.1), (0.3, -1.12), (0.82, -0.8), (1, -0.25)):
            sheet.circle(x * r, y * r, r * 0.42, ink)
    elif kind == "bun":
        sheet.circle(0, -r * 1.25, r * 0.38, ink)


def _hair_before(sheet: Sheet, r: float, kind: str, ink: Ink) -> None:
    if kind in ("short", "bun", "bob", "long"):
        sheet.polygon(round_points(0, 0, r * 1.03, 203, 134), ink)
    elif kind == "parted":
        sheet.polygon(_circle_cut(r), ink)
    elif kind == "cap":
        sheet.half(0, -r * 0.3, r * 1.05, ink)
        sheet.rect(0, -r * 0.44, r * 1.6, r * 0.18, ink, r * 0.09)
    elif kind == "beanie":
        sheet.half(0, -r * 0.35, r, ink)
        sheet.rect(-r * 1.08, -r * 0.5, r * 2.16, r * 0.28, ink, r * 0.14)


def _circle_cut(r: float) -> list[Point]:
    return [*round_points(0, 0, r * 1.03, 175, 190), (r * 0.2, -r * 0.55), (-r * 0.3, -r * 0.75)]


HAIR = ("none", "short", "parted", "bob", "long", "curls", "bun", "cap", "beanie")


@part
def head(
    sheet: Sheet,
    r: float,
    skin: Ink = ROSA,
    hair: Ink = INK,
    cut: str = "short",
    eyes: str = "open",
    mouth: str = "smile",
    pen: Ink = INK,
) -> None:
    """A face with hair: none, short, parted, bob, long, curls, bun, cap or beanie."""
    if cut not in HAIR:
        raise RecipeError(f"head.cut must be one of {', '.join(HAIR)}, not {cut!r}")
    _hair_behind(sheet, r, cut, hair)
    sheet.circle(0, 0, r, skin)
    _hair_before(sheet, r, cut, hair)
    _eyes(sheet, r, eyes, pen)
    _mouth(sheet, r, mouth, pen)


@part
def bust(
    sheet: Sheet,
    r: float,
    ink: Ink = KOBOLT,
    skin: Ink = ROSA,
    hair: Ink = INK,
    cut: str = "short",
    eyes: str = "open",
    mouth: str = "smile",
    tall: float = 1.6,
) -> None:
    """Head and shoulders, standing on the chest's edge; `tall` is the shoulders' height in head radii."""
    neck = r * 0.42
    top = -r * tall
    if cut == "long":
        sheet.rect(-r * 1.2, top - r * 1.1, r * 2.4, r * 1.9, hair, r * 0.3)
    with sheet.cropped([(-r * 3, top - r), (r * 3, top - r), (r * 3, 0), (-r * 3, 0)]):
        sheet.rect(-r * 1.6, top, r * 3.2, r * tall * 3, ink, r * 1.25)
    sheet.rect(-neck, top - r * 0.6, neck * 2, r * 0.9, skin, neck)
    with sheet.placed(0, top - r * 0.95):
        head(sheet, r=r, skin=skin, hair=hair, cut="bob" if cut == "long" else cut, eyes=eyes, mouth=mouth)


@part
def figure(
    sheet: Sheet, h: float, ink: Ink = KOBOLT, skin: Ink = ROSA, hair: Ink = INK, cut: str = "short", legs: Ink = INK
) -> None:
    """A whole small person on its feet: no face, for crowds and distance."""
    r = h * 0.13
    for side in (-1, 1):
        sheet.rect(side * h * 0.075 - h * 0.05, -h * 0.34, h * 0.1, h * 0.34, legs)
        sheet.rect(side * h * 0.075 - h * 0.05 - (h * 0.04 if side < 0 else 0), -h * 0.05, h * 0.14, h * 0.05, legs)
    sheet.rect(-h * 0.16, -h * 0.72, h * 0.32, h * 0.44, ink, h * 0.14)
    sheet.rect(-h * 0.16, -h * 0.5, h * 0.32, h * 0.22, ink)
    with sheet.placed(0, -h * 0.84):
        head(sheet, r=r, skin=skin, hair=hair, cut=cut, eyes="none", mouth="none")


@part
def fingers(sheet: Sheet, w: float = 100, t: float = 40, count: float = 4, ink: Ink = ROSA, gap: Ink = INK) -> None:
    """Fingers closing round an edge, one above the other, around the middle."""
    for number in range(int(count)):
        y = (number - (count - 1) / 2) * t
        inset = w * (0.1 if number in (0, count - 1) else 0)
        sheet.rect(-w / 2 + inset, y - t / 2 + 2.5, w - inset, t - 5, ink, t / 2)


@part
def arm(
    sheet: Sheet, points: list[list[float]], width: float = 70, ink: Ink = KOBOLT, skin: Ink = ROSA, cuff: Ink = PAPIR
) -> None:
    """A sleeve through the points, ending in a cuff and a round hand."""
    path: list[Point] = [(x, y) for x, y in points]
    (x1, y1), (x2, y2) = path[-2:]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    unit = ((x2 - x1) / length, (y2 - y1) / length)
    sheet.circle(x2 + unit[0] * width * 0.35, y2 + unit[1] * width * 0.35, width * 0.46, skin)
    sheet.stroke([*path[:-1], (x2 - unit[0] * width * 0.7, y2 - unit[1] * width * 0.7)], width, ink)
    end = [(x2 - unit[0] * width * 0.7, y2 - unit[1] * width * 0.7), (x2, y2)]
    sheet.stroke(end, width, ink, blunt=True)
    edge = [(x2 - unit[0] * width * 0.25, y2 - unit[1] * width * 0.25), (x2, y2)]
    sheet.stroke(edge, width * 1.08, cuff, blunt=True)


@part
def worm(sheet: Sheet, r: float, length: float, ink: Ink = CINNOBER, pen: Ink = INK, glasses: Ink = PAPIR) -> None:
    """A bookworm rising from its hole, with glasses on."""
    sheet.rect(-r, -length, r * 2, length, ink, r)
    for side in (-1, 1):
        sheet.circle(side * r * 0.5, -length + r * 0.85, r * 0.48, pen)
        sheet.circle(side * r * 0.5, -length + r * 0.85, r * 0.34, glasses)
        sheet.circle(side * r * 0.5, -length + r * 0.9, r * 0.13, pen)
    sheet.arc(0, -length + r * 1.5, r * 0.3, 20, 140, r * 0.12, pen)
