"""Scheduled jobs that look after the queue. Each is idempotent: a lease can run out while its holder works."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models.functions import Now
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from foundation.fault_isolation import do_each
from foundation.worker.errors import WorkerDied
from foundation.worker.models import WORKER_LEASE, Heartbeat

MAX_TRIES = 3
FORGET_WORKERS_AFTER = timedelta(days=1)
KEEP_DONE_DAYS = 1  # nobody reads what went well, and arguments can point at persons
KEEP_FAILED_DAYS = 30  # long enough for somebody to see why


def reap_dead_jobs() -> None:
    """Give the jobs of dead workers back to the queue; after MAX_TRIES they fail with that reason."""
    alive = set(Heartbeat.objects.filter(seen_at__gt=Now() - WORKER_LEASE).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.running()
    do_each((job for job in running if job.worker_ids and job.worker_ids[-1] not in alive), _give_back)
    Heartbeat.objects.filter(seen_at__lt=Now() - FORGET_WORKERS_AFTER).delete()


def prune_finished_jobs() -> None:
    """Forget finished jobs with their arguments and tracebacks (django-tasks-db's own command)."""
    call_command(
        "prune_db_task_results",
        "--backend=background",
        "--queue-name=*",
        f"--min-age-days={KEEP_DONE_DAYS}",
        f"--failed-min-age-days={KEEP_FAILED_DAYS}",
        verbosity=0,
    )


def _give_back(job: "DBTaskResult[..., object]") -> None:
    mine = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids)
    if len(job.worker_ids) < MAX_TRIES:
        mine.update(status=TaskResultStatus.READY)
    else:
        reason = f"The worker died {MAX_TRIES} times while working on it."
        mine.update(
            status=TaskResultStatus.FAILED,
            finished_at=Now(),
            exception_class_path=f"{WorkerDied.__module__}.{WorkerDied.__qualname__}",
            traceback=reason,
        )
