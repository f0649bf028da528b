"""Scheduler: a thread of the worker that sends its heartbeat and starts the scheduled jobs that are due."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from foundation.worker.models import Heartbeat, ScheduledJob

logger = logging.getLogger(__name__)
BEAT_SECONDS = 5.0


class Scheduler(Thread):
    """Beats every BEAT_SECONDS until stopped, however long jobs and duties take: those have threads of their own."""

    def __init__(self, worker_id: str, jobs: Mapping[str, str]) -> None:
        super().__init__(name="clock", daemon=True)
        self.worker_id = worker_id
        self.jobs = jobs
        self.at_work: dict[str, Thread] = {}
        self.is_stopped = Event()

    def run(self) -> None:
        while not self.is_stopped.is_set():
            close_old_connections()
            try:
                self.go_round()
            except OperationalError:
                logger.exception("The clock could not reach the database; it tries again.")
            close_old_connections()
            self.is_stopped.wait(BEAT_SECONDS)

    def stop(self) -> None:
        self.is_stopped.set()

    def go_round(self) -> None:
        """Beat, keep the leases of the duties at work, and begin those that are due, each in a thread of its own."""
        beat(self.worker_id)
        self.at_work = {name: duty for name, duty in self.at_work.items() if duty.is_alive()}
        ScheduledJob.keep(self.at_work)
        for name, path in self.jobs.items():
            if name not in self.at_work and ScheduledJob.claim(name):
                self.at_work[name] = Thread(target=_run_alone, args=[name, path], name=f"clock-{name}", daemon=True)
                self.at_work[name].start()


def beat(worker_id: str) -> None:
    Heartbeat.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": Now()})


def run_due_jobs(jobs: Mapping[str, str]) -> list[str]:
    """Run every duty that is due and that no other worker holds, one after the other. Returns: their names."""
    ran = []
    for name, path in jobs.items():
        if ScheduledJob.claim(name):
            _run(name, path)
            ran.append(name)
    return ran


def _run(name: str, path: str) -> None:
    """One that fails is logged and tried again next time."""
    error = ""
    try:
        import_string(path)()
    except Exception as problem:  # one broken duty must not stop the others
        logger.exception("The duty %s failed", name)
        error = f"{type(problem).__name__}: {problem}"
    ScheduledJob.release(name, interval=timedelta(seconds=settings.SCHEDULED_JOBS_INTERVAL_SECONDS), error=error)


def _run_alone(name: str, path: str) -> None:
    try:
        _run(name, path)
    except OperationalError:
        logger.exception("The duty %s could not reach the database; it comes again when its lease is out.", name)
    finally:
        connection.close()
