"""Registry of drawing parts: a part is a small function, called by its name in a recipe."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from demo.drawing.inks import INKS, Ink
from demo.drawing.sheet import Sheet

PLACING_KEYS = ("x", "y", "turn", "scale", "flip")
OWN_PLACES = {"points", "at", "parts"}  # what is told in the sheet's own coordinates does not stand on the shelf


class RecipeError(ValueError):
    """A recipe asks for something that is not in the vocabulary."""


@dataclass(frozen=True)
class DrawingPart:
    """A part's function with the names and types of what it may be told."""

    draw: Callable[..., None]
    kinds: Mapping[str, Any]
    required: frozenset[str]

    def checked(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """What was given, as arguments. Raises: RecipeError naming what is wrong."""
        if unknown := sorted(set(given) - set(self.kinds)):
            raise RecipeError(f"{name} takes no {', '.join(unknown)}; it takes {', '.join(sorted(self.kinds))}")
        if missing := sorted(self.required - set(given)):
            raise RecipeError(f"{name} needs {', '.join(missing)}")
        for key, value in given.items():
            _check(f"{name}.{key}", value, self.kinds[key])
        return dict(given)


PARTS: dict[str, DrawingPart] = {}


def part(function: Callable[..., None]) -> Callable[..., None]:
    """Put a function into the vocabulary under its own name."""
    kinds = get_type_hints(function)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    required = frozenset(one.name for one in parameters if one.default is one.empty)
    PARTS[function.__name__] = DrawingPart(function, {one.name: kinds[one.name] for one in parameters}, required)
    return function


def draw_part(sheet: Sheet, recipe: Mapping[str, Any], *, y: float = 0) -> None:
    """Draw one part where its recipe says; `y` is where it stands when the recipe does not say."""
    given = {key: value for key, value in recipe.items() if key not in (*PLACING_KEYS, "part")}
    name = recipe.get("part", "a part without a name")
    if name not in PARTS:
        raise RecipeError(f"{name} is not in the vocabulary")
    for key in PLACING_KEYS[:4]:
        _check(f"{name}.{key}", recipe.get(key, 0), float)
    arguments = PARTS[name].checked(name, given)
    turn, scale, flip = recipe.get("turn", 0), recipe.get("scale", 1), recipe.get("flip", False)
    foot = 0 if OWN_PLACES & set(given) else y
    with sheet.placed(recipe.get("x", 0), recipe.get("y", foot), turn, scale, flip=flip):
        PARTS[name].draw(sheet, **arguments)


def _check(place: str, value: Any, kind: Any) -> None:
    if kind == list[list[float]] and not _is_points(value):
        raise RecipeError(f"{place} must be a list of pairs of numbers, not {value!r}")
    if kind is float and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise RecipeError(f"{place} must be a number, not {value!r}")
    inks = [value] if kind in (Ink, Ink | None) else value if kind == list[Ink] else []
    if not isinstance(inks, list):
        raise RecipeError(f"{place} must be a list of inks, not {value!r}")
    for ink in inks:
        if ink not in INKS:
            raise RecipeError(f"{place}: {ink!r} is not an ink; the box holds {', '.join(INKS)}")


def _is_points(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(point, list) and len(point) == 2 and all(isinstance(one, int | float) for one in point)
        for point in value
    )
