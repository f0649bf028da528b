from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from media.storage_audit import audit_storages
from media.transactional_storage import delete_now


class Command(BaseCommand):
    help = "Compare stored files with the rows that name them: rows without files, files without rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete-orphans", action="store_true", help="Delete files that no row names.")
        parser.add_argument(
            "--older-than", type=int, default=60, metavar="MINUTES", help="Leave younger files alone (60)."
        )

    def handle(self, *args: Any, delete_orphans: bool, older_than: int, **options: Any) -> None:
        inventory = audit_storages(older_than=timedelta(minutes=older_than))
        for alias, keys in inventory.missing.items():
            for key in keys:
                self.stdout.write(f"row without file  {alias}: {key}")
        for alias, keys in inventory.orphans.items():
            for key in keys:
                self.stdout.write(f"file without row  {alias}: {key}")
                if delete_orphans:
                    delete_now(storages[alias], key)
        missing, orphans = (sum(map(len, found.values())) for found in (inventory.missing, inventory.orphans))
        deleted = " (deleted)" if delete_orphans and orphans else ""
        self.stdout.write(f"{missing} rows without files, {orphans} files without rows{deleted}.")
        if missing or (orphans and not delete_orphans):
            raise CommandError("Rows and files do not agree.")
