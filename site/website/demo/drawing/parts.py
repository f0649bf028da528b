"""The whole vocabulary: importing this module registers every part."""

from website.demo.drawing import books, letters, people, places, shapes, signs, things, vehicles
from website.demo.drawing.registry import PARTS

__all__ = ["PARTS", "books", "letters", "people", "places", "shapes", "signs", "things", "vehicles"]
