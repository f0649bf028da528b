from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from PIL import Image

import demo
from demo.drawing.recipes import RecipeError, draw, draw_sheet, read_pictures

MEDIA = Path(demo.__file__).parent / "media"


class Command(BaseCommand):
    help = "For developers: draw the demo's pictures from their recipes, or check that those on disk are the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", help="draw only the pictures with these keys")
        parser.add_argument("--check", action="store_true", help="compare pixels with what is on disk, write nothing")
        parser.add_argument("--film", action="store_true", help="make the demo's film and its captions instead")

    def handle(self, *args: Any, **options: Any) -> None:
        MEDIA.mkdir(exist_ok=True)
        if options["film"]:
            self._make_film()
            return
        try:
            pictures = [one for one in read_pictures() if not options["keys"] or one["key"] in options["keys"]]
            if options["check"]:
                self._check(pictures)
            else:
                self._write(pictures)
        except RecipeError as error:
            raise CommandError(str(error)) from error

    def _write(self, pictures: list[dict[str, Any]]) -> None:
        sizes = {}
        for picture in pictures:
            data = draw(picture)
            (MEDIA / f"{picture['key']}.webp").write_bytes(data)
            sizes[picture["key"]] = len(data)
        if not sizes:
            raise CommandError("No picture has such a key.")
        largest = max(sizes, key=lambda key: sizes[key])
        total = sum(sizes.values())
        self.stdout.write(f"{len(sizes)} pictures, {_kilobytes(total)}; the largest is {largest}, ", ending="")
        self.stdout.write(f"{_kilobytes(sizes[largest])}.")

    def _check(self, pictures: list[dict[str, Any]]) -> None:
        differing = [picture["key"] for picture in pictures if not _is_on_disk(picture)]
        if differing:
            raise CommandError(f"Not as drawn: {', '.join(differing)}. Run draw_demo.")
        self.stdout.write(f"{len(pictures)} pictures on disk are as drawn.")

    def _make_film(self) -> None:
        from demo.drawing.film import make_film  # PyAV is a development dependency

        size = make_film(MEDIA)
        self.stdout.write(f"The film is made, {_kilobytes(size)}.")


def _is_on_disk(picture: dict[str, Any]) -> bool:
    path = MEDIA / f"{picture['key']}.webp"
    if not path.exists():
        return False
    drawn = draw_sheet(picture).finished()
    with Image.open(path) as stored:
        return stored.size == drawn.size and stored.convert("RGB").tobytes() == drawn.tobytes()


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"
