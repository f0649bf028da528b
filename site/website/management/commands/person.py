from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from website.persons.enums import PersonKind
from website.persons.personal_data import Person, find
from website.persons.refusals import KeptError
from website.persons.services import erase_and_note, export_and_note


class Command(BaseCommand):
    help = "Export or erase all that is kept of one person: a reporter, somebody with a login, or somebody in pictures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "erase"])
        parser.add_argument("kind", choices=PersonKind.values)
        parser.add_argument("name", help="e-mail, username or the name in the consent")
        parser.add_argument("--to", type=Path, help="the ZIP file to write, for export")
        parser.add_argument("--no-input", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        person = find(PersonKind(options["kind"]), options["name"])
        for report in person.mentions:
            self.stdout.write(f"Mentioned in report {report.pk}, which is somebody else's and stays.")
        if not person.roots:
            raise CommandError("Nothing is kept of anybody by that name.")
        for what, number in person.counts:
            self.stdout.write(f"{number:>6} {what}")
        if options["action"] == "export":
            self._export(person, options["to"])
        else:
            self._erase(person, is_sure=options["no_input"])

    def _export(self, person: Person, target: Path | None) -> None:
        if target is None:
            raise CommandError("Say where: --to person.zip")
        target.write_bytes(export_and_note(person))
        self.stdout.write(f"Written to {target}.")

    def _erase(self, person: Person, *, is_sure: bool) -> None:
        if not is_sure and input("This is final. Write yes to go on: ") != "yes":
            raise CommandError("Nothing was erased.")
        try:
            erase_and_note(person)
        except KeptError as kept:
            raise CommandError(str(kept)) from kept
        self.stdout.write("Erased.")
