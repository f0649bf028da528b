"""The whole vocabulary: importing this module registers every part."""

from demo.drawing import books, letters, people, places, shapes, signs, things, vehicles
from demo.drawing.registry import PARTS

__all__ = ["PARTS", "books", "letters", "people", "places", "shapes", "signs", "things", "vehicles"]
