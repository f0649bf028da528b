"""Queue worker: one task after the other, each tried three times.

django-tasks and django-tasks-db give the queue its table and states; which job is next, and what becomes of one that
fails, is decided here (docs/decisions/0007-worker.md).
"""

import logging
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from threading import Thread
from time import sleep
from types import FrameType
from typing import Any

from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from foundation.worker.queue_maintenance import MAX_TRIES

logger = logging.getLogger(__name__)
BACKEND = "background"
BACK_OFF = timedelta(seconds=10)
# They take minutes, or anybody may ask for many: pictures and mail, and one another, must not wait.
SLOW_QUEUES = ["films", "moves", "links", "orders"]
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


class QueueWorker:
    """Works some queues, or all but some, until stopped; `until_empty` ends it once nothing waits.

    A job that raises is tried again after 10 s, then 20 s; the third failure is final and keeps its traceback.
    """

    def __init__(
        self,
        worker_id: str,
        *,
        queues: Sequence[str] = (),
        without: Sequence[str] = (),
        interval: float = 1.0,
        until_empty: bool = False,
    ) -> None:
        self.worker_id = worker_id
        self.queues = queues
        self.without = without
        self.interval = interval
        self.until_empty = until_empty
        self.is_running = True  # plain, no Event: a signal may come while one is being waited for
        self.is_at_work = False

    def run(self) -> None:
        logger.info("Worker %s begins on %s", self.worker_id, ", ".join(self.queues) or "all queues")
        while self.is_running:
            if self.work_one():
                continue
            if self.until_empty:
                return
            if self.is_running:
                sleep(self.interval)

    def work_one(self) -> bool:
        """Do the next job. Returns: whether one was waiting."""
        close_old_connections()
        self.is_at_work = True
        try:
            job = self.claim()
            if job is not None:
                self.do(job)
        finally:
            self.is_at_work = False
        close_old_connections()
        return job is not None

    def claim(self) -> "DBTaskResult[..., Any] | None":
        """The next job, which from here on is this worker's. Two that ask at once get different ones."""
        waiting = DBTaskResult.objects.ready().filter(backend_name=BACKEND).exclude(queue_name__in=self.without)
        if self.queues:
            waiting = waiting.filter(queue_name__in=self.queues)
        with transaction.atomic():
            job = waiting.get_locked()
            if job is not None:
                job.claim(self.worker_id)
        return job

    def do(self, job: "DBTaskResult[..., Any]") -> None:
        try:
            job.set_successful(_call(job))
        except BaseException as error:  # the second Ctrl-C too: then the job has not been done
            job.set_failed(error)
            _tell_finished(job)
            _put_off(job)
        else:
            _tell_finished(job)

    def stop_when_told(self) -> None:
        """By a signal: after the job it is doing; at once when it is told again, or is doing none."""
        for number in STOPPING:
            signal.signal(number, self.stop)

    def stop(self, number: int, _frame: FrameType | None) -> None:
        is_told_again, self.is_running = not self.is_running, False
        if not self.is_at_work:
            sys.exit(0)
        if is_told_again:
            for one in STOPPING:
                signal.signal(one, signal.SIG_DFL)
            sys.exit(1)
        logger.warning("Told to stop (%s): ends when its job is done.", signal.strsignal(number))


def _call(job: "DBTaskResult[..., Any]") -> Any:
    """What the job's function returns. Raises: whatever that raises, or finding it."""
    task: Any = job.task  # django-tasks-db types both apart from django-tasks
    result: Any = job.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*context, *result.args, **result.kwargs)


def _tell_finished(job: "DBTaskResult[..., Any]") -> None:
    """django-tasks' own listener logs what failed, with the error at hand."""
    try:
        task_finished.send(sender=type(job.task.get_backend()), task_result=job.task_result)
    except Exception:  # its function is gone, or a listener broke: the job has its state
        logger.exception("Nobody could be told that job %s has ended", job.pk)


def _put_off(job: "DBTaskResult[..., Any]") -> None:
    tries = len(job.worker_ids)
    if tries < MAX_TRIES:
        job.status = TaskResultStatus.READY
        job.run_after = timezone.now() + BACK_OFF * tries
        job.save(update_fields=["status", "run_after"])


class QueueThread(Thread):
    """A further loop in the same process. It ends with the process; what it was doing is begun again by the next."""

    def __init__(self, worker: QueueWorker) -> None:
        super().__init__(name="slow-lane", daemon=True)
        self.worker = worker

    def run(self) -> None:
        while self.worker.is_running:
            try:
                self.worker.run()
            except OperationalError:
                logger.exception("The slow lane could not reach the database; it tries again.")
                sleep(BACK_OFF.total_seconds())
