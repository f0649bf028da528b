from typing import Any

from django.core.management.base import BaseCommand

from core.roles import set_up_roles


class Command(BaseCommand):
    help = "Make the groups, their permissions and the approval workflow; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_roles()
        self.stdout.write("Groups, permissions and workflow are in place.")
