"""Rectangles in pixels of a picture, for cropping and redaction."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rectangle:
    """A rectangle in pixels of the stored picture; what lies outside the picture does not count."""

    left: int
    top: int
    width: int
    height: int

    def within(self, width: int, height: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom), cut to the picture."""
        left, top = min(max(self.left, 0), width), min(max(self.top, 0), height)
        return left, top, min(left + self.width, width), min(top + self.height, height)
