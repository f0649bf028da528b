from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from libraries.models import Library
from website.demo_removal import remove_demo


class Command(BaseCommand):
    help = "Delete the examples: the invented libraries and all that is theirs. Everything else stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-input", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        libraries = Library.objects.filter(is_example=True)
        if not libraries:
            self.stdout.write("There are no examples here.")
            return
        if not options["no_input"]:
            names = ", ".join(library.display_name for library in libraries)
            self.stdout.write(f"This deletes {names}, with their initiatives, awards and pictures. It is final.")
            if input("Write yes to go on: ") != "yes":
                raise CommandError("Nothing was deleted.")
        removed = remove_demo()
        self.stdout.write("Deleted: " + ", ".join(f"{number} {kind}" for kind, number in removed.items()) + ".")
