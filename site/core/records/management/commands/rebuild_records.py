"""Make every published record anew and write those that differ. The worker's clock does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from core.records.services import AT_ONCE, rewrite
from core.records.touched import Touched, all_pages, batches


class Command(BaseCommand):
    help = "Make every published record anew and write those that differ. The worker's clock does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        # Some at a time, so that nobody who publishes waits for all of them.
        told = [line for some in batches(all_pages(), AT_ONCE) for line in rewrite({Touched(Page, pk) for pk in some})]
        number = len({line.page_id for line in told})
        self.stdout.write(f"{number} records differed from their pages and were written anew.")
