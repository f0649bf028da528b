from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.factors.services import reset


class Command(BaseCommand):
    help = "Removes somebody's second factor and recovery codes, and ends all sessions: for a lost device."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user called {options['username']}.")
        reset(user)
        self.stdout.write(f"{user.get_username()} signs in with the password alone now, and may add a new factor.")
