from typing import Any

from django.core.management.base import BaseCommand

from libraries.services import load_register


class Command(BaseCommand):
    help = "Add the libraries of the national register that are missing; never changes one that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_register()} libraries added.")
