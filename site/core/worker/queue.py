"""The worker's main thread: django-tasks-db's own loop, plus tries and a back-off."""

from datetime import timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.worker.ticks import MAX_TRIES

BACK_OFF = timedelta(seconds=10)


class RetryingWorker(Worker):
    """A job that raises is tried again after 10 s, then 20 s; the third failure is final and keeps its traceback."""

    def run_task(self, db_task_result: "DBTaskResult[..., object]") -> None:
        super().run_task(db_task_result)
        tries = len(db_task_result.worker_ids)
        if db_task_result.status == TaskResultStatus.FAILED and tries < MAX_TRIES:
            db_task_result.status = TaskResultStatus.READY
            db_task_result.run_after = timezone.now() + BACK_OFF * tries
            db_task_result.save(update_fields=["status", "run_after"])
