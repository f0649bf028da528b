"""Queued jobs of somebody with a login: whom a job is for, where it writes, what a refusal names."""

import re
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import User


def jobs_of(user: User) -> "QuerySet[Any]":
    """By her number, and by her address in what the job was given or in its traceback. Cost: 1 query."""
    is_hers = Q(args_kwargs__kwargs__user_id=user.pk)
    if user.email:
        jobs: Any = DBTaskResult.objects.annotate(given=Cast("args_kwargs", TextField()))
        named = jobs.filter(Q(given__icontains=user.email) | Q(traceback__icontains=user.email))
        is_whole = re.compile(rf"(?<![\w.+-]){re.escape(user.email)}(?![\w-]|\.\w)", re.IGNORECASE)
        found = [job.pk for job in named if is_whole.search(f"{job.given} {job.traceback}")]
        is_hers |= Q(pk__in=found)
    return DBTaskResult.objects.filter(is_hers)


def forget_jobs(user: User) -> None:
    """One that runs just now is the worker's until it is done."""
    jobs_of(user).exclude(status=TaskResultStatus.RUNNING).delete()
