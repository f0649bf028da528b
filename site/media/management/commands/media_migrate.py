from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from media.storage_operations import put

BAR_WIDTH = 30


class Command(BaseCommand):
    help = "Copy local media to the S3 service that is set; may be interrupted and run again, and deletes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--public", type=Path, default=settings.MEDIA_ROOT, help="The folder of public files.")
        parser.add_argument("--private", type=Path, default=settings.PRIVATE_MEDIA_ROOT, help="That of private ones.")

    def handle(self, *args: Any, public: Path, private: Path, **options: Any) -> None:
        if not settings.S3_IS_USED:
            raise CommandError("No S3 service is set (docs/settings.md); there is nowhere to copy to.")
        files = [
            (alias, path, path.relative_to(folder).as_posix())
            for alias, folder in {"public": public, "default": private}.items()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        copied = 0
        for number, (alias, path, key) in enumerate(files, start=1):
            copied += self._copy(storages[alias], path, key)
            self._draw(number, len(files))
        self.stdout.write(f"\n{len(files)} files, {copied} copied now, {len(files) - copied} there already.")

    def _copy(self, storage: Any, path: Path, key: str) -> bool:
        with path.open("rb") as file:
            if storage.holds(key, File(file)):
                return False
        put(storage, key, path)
        return True

    def _draw(self, number: int, total: int) -> None:
        done = BAR_WIDTH * number // total
        self.stdout.write(f"\r[{'#' * done}{'.' * (BAR_WIDTH - done)}] {number}/{total}", ending="")
        self.stdout.flush()
