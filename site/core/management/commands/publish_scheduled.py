"""Takes the place of Wagtail's command of that name, so that nobody runs the one that stops at the first failure."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.worker.scheduled_publishing import publish_scheduled


class Command(BaseCommand):
    help = "Publish what is due and unpublish what has expired. The worker's clock does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        publish_scheduled()
