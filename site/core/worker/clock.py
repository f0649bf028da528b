"""The worker's clock: a thread that keeps the process alive in the books and does what is due."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from core.worker.models import Heartbeat, Tick

logger = logging.getLogger(__name__)
BEAT_SECONDS = 5.0


class Clock(Thread):
    """Beats every BEAT_SECONDS until stopped; a long job in the main thread does not stop it."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(name="clock", daemon=True)
        self.worker_id = worker_id
        self.is_stopped = Event()

    def run(self) -> None:
        while not self.is_stopped.is_set():
            close_old_connections()
            try:
                beat(self.worker_id)
            except OperationalError:
                logger.exception("The clock could not reach the database; it tries again.")
            close_old_connections()
            self.is_stopped.wait(BEAT_SECONDS)

    def stop(self) -> None:
        self.is_stopped.set()


def beat(worker_id: str) -> None:
    Heartbeat.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": Now()})
    run_due_ticks(settings.CLOCK_TICKS)


def run_due_ticks(ticks: Mapping[str, str]) -> list[str]:
    """Run every duty that is due and that no other worker holds.

    Returns: the names of those that were run. One that fails is logged and tried again next time.
    """
    ran = []
    for name, path in ticks.items():
        if not Tick.claim(name):
            continue
        error = ""
        try:
            import_string(path)()
        except Exception as problem:  # one broken duty must not stop the others
            logger.exception("The duty %s failed", name)
            error = f"{type(problem).__name__}: {problem}"
        Tick.release(name, interval=timedelta(seconds=settings.CLOCK_INTERVAL_SECONDS), error=error)
        ran.append(name)
    return ran
