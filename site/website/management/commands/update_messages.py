from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from website.translations import compile_messages, update_messages


class Command(BaseCommand):
    help = "For developers, from the project's root: collect new texts into the catalogues and compile them."

    def handle(self, *args: Any, **options: Any) -> None:
        update_messages(Path.cwd())
        compile_messages()
