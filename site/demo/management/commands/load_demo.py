from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.loader import load_demo
from demo.logins import make_logins
from demo.reports import load_reports


class Command(BaseCommand):
    help = "Load the demo's content and logins (demo settings only). What is there already is never changed."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is loaded under demo settings only (website.settings.demo).")
        is_new = load_demo()
        make_logins()
        if is_new:
            load_reports()
        self.stdout.write("The demo is loaded." if is_new else "There is content already; nothing was changed.")
