from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from core.worker.clock import Clock, beat
from core.worker.queue import RetryingWorker


class Command(BaseCommand):
    help = "Work the queue and keep the clock, until stopped. One process is enough; several do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="Do what waits now, then end.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks at an empty queue.")

    def handle(self, *args: Any, until_empty: bool, interval: float, **options: Any) -> None:
        worker_id = get_random_string(32)
        worker = RetryingWorker(
            queue_names=["*"],
            interval=interval,
            batch=until_empty,
            backend_name="background",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        beat(worker_id)
        clock = Clock(worker_id)
        clock.start()
        worker.configure_signals()
        try:
            worker.run()
        finally:
            clock.stop()
