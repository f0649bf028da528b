from typing import Any

from django.core.management.base import BaseCommand

from foundation.usage.mentions import note_all


class Command(BaseCommand):
    help = "Read anew what drafts and earlier versions name, after versions were changed in bulk."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Read {note_all()} versions.")
