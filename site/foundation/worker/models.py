"""Heartbeats of worker processes, and leases of scheduled jobs."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

JOB_LEASE = timedelta(minutes=5)
WORKER_LEASE = timedelta(seconds=60)


class Heartbeat(models.Model):
    """A living worker process. Its jobs are its own until the lease has run out."""

    worker_id = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id


class ScheduledJob(models.Model):
    """One duty of the clock; the row is the lease that lets a single worker do it at a time."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField(db_default=Now())
    leased_until = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def claim(cls, name: str) -> bool:
        """Take the lease when the duty is due and nobody holds it. One UPDATE, so one winner; the database's clock."""
        cls.objects.get_or_create(name=name)
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=Now())
        due = cls.objects.filter(free, name=name, due_at__lte=Now())
        return due.update(leased_until=Now() + JOB_LEASE) == 1

    @classmethod
    def keep(cls, names: Iterable[str]) -> None:
        """Hold on to the leases of duties that are still at work. Cost: 1 query, none without names."""
        if names := list(names):
            cls.objects.filter(name__in=names, leased_until__isnull=False).update(leased_until=Now() + JOB_LEASE)

    @classmethod
    def release(cls, name: str, *, interval: timedelta, error: str) -> None:
        """Give the lease back; a failed run is not a last run."""
        values: dict[str, object] = {"due_at": Now() + interval, "leased_until": None, "last_error": error}
        if not error:
            values["last_run_at"] = Now()
        cls.objects.filter(name=name).update(**values)
