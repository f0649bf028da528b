"""The worker's main thread: django-tasks-db's own loop, plus tries and a back-off."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from threading import Thread
from time import sleep

from django.db import OperationalError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.worker.ticks import MAX_TRIES

logger = logging.getLogger(__name__)
BACK_OFF = timedelta(seconds=10)
SLOW_QUEUES = ["films", "moves"]  # minutes for each film; pictures and mail, and one another, must not wait for them


class RetryingWorker(Worker):
    """A job that raises is tried again after 10 s, then 20 s; the third failure is final and keeps its traceback."""

    def run_task(self, db_task_result: "DBTaskResult[..., object]") -> None:
        super().run_task(db_task_result)
        tries = len(db_task_result.worker_ids)
        if db_task_result.status == TaskResultStatus.FAILED and tries < MAX_TRIES:
            db_task_result.status = TaskResultStatus.READY
            db_task_result.run_after = timezone.now() + BACK_OFF * tries
            db_task_result.save(update_fields=["status", "run_after"])


def make_worker(
    worker_id: str,
    *,
    queues: Sequence[str],
    without: Sequence[str] = (),
    interval: float = 1.0,
    until_empty: bool = False,
) -> RetryingWorker:
    """A loop over some queues; `until_empty` ends it once nothing waits."""
    return RetryingWorker(
        queue_names=list(queues),
        interval=interval,
        batch=until_empty,
        backend_name="background",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=list(without),
    )


class Lane(Thread):
    """A further loop in the same process. It ends with the process; what it was doing is begun again by the next."""

    def __init__(self, worker: RetryingWorker) -> None:
        super().__init__(name="slow-lane", daemon=True)
        self.worker = worker

    def run(self) -> None:
        while self.worker.running:
            try:
                self.worker.run()
            except OperationalError:
                logger.exception("The slow lane could not reach the database; it tries again.")
                sleep(BACK_OFF.total_seconds())
