from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from foundation.worker.queue import SLOW_QUEUES, QueueThread, QueueWorker
from foundation.worker.scheduler import Scheduler, beat, run_due_jobs


class Command(BaseCommand):
    help = "Work the queue and keep the clock, until stopped. One process is enough; several do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="Do what waits now, then end.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks at an empty queue.")

    def handle(self, *args: Any, until_empty: bool, interval: float, **options: Any) -> None:
        worker_id = get_random_string(32)
        slow = [] if until_empty else SLOW_QUEUES
        worker = QueueWorker(worker_id, without=slow, interval=interval, until_empty=until_empty)
        beat(worker_id)
        if until_empty:
            run_due_jobs(settings.SCHEDULED_JOBS)
        clock = Scheduler(worker_id, {} if until_empty else settings.SCHEDULED_JOBS)
        clock.start()
        for queue in slow:
            QueueThread(QueueWorker(worker_id, queues=[queue], interval=interval)).start()
        worker.stop_when_told()
        try:
            worker.run()
        finally:
            clock.stop()
