"""Index of drawing parts: importing this module registers every one."""

from demo.drawing import books, letters, people, places, shapes, signs, things, vehicles
from demo.drawing.registry import PARTS

__all__ = ["PARTS", "books", "letters", "people", "places", "shapes", "signs", "things", "vehicles"]
