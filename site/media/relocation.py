"""Relocate videos away from addresses they were public under. It takes minutes, so a scheduled job only queues it."""

from django.db.models import QuerySet
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from foundation.before_commit import atomic
from foundation.fault_isolation import do_each
from media.enums import Exposure
from media.exposure import no_longer_shown
from media.models import PendingDeletion, Video
from media.storage_operations import move_file


def queue_relocations() -> None:
    """A scheduled job: have the worker move what must be moved, one job at a time. Cost: 3 queries, or 2 more."""
    open_jobs = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    is_queued = open_jobs.filter(task_path=relocate_videos.module_path).exists()
    if not is_queued and (_withheld().exists() or _hidden().exists()):
        relocate_videos.enqueue()


@task(backend="background", queue_name="moves")
def relocate_videos() -> int:
    """Move every film that must be; what fails is moved by the next job. Returns: how many."""
    return do_each(_withheld(), _withhold) + do_each(_hidden(), _hide)


def _withheld() -> QuerySet[Video]:
    return Video.objects.filter(is_withheld=True).exclude(file="")


def _hidden() -> QuerySet[Video]:
    hidden: QuerySet[Video] = no_longer_shown(Video)
    return hidden.filter(is_withheld=False).exclude(file="")


def _withhold(video: Video) -> None:
    """Bring the public film back among the private ones, unless a newer one waits there to take its place."""
    unchanged = Video.objects.filter(pk=video.pk, file=video.file.name, original=video.original.name)
    if not video.original:
        move_file(video.file, "sent_films", lambda key: unchanged.update(original=key, file=""))
        return
    with atomic():
        if unchanged.update(file=""):
            PendingDeletion.objects.note(str(video.file.name))


def _hide(video: Video) -> None:
    """Move the film to another public address that was told to nobody."""
    unchanged = Video.objects.filter(pk=video.pk, file=video.file.name)
    move_file(video.file, "videos", lambda key: unchanged.update(file=key, exposure=Exposure.BEFORE))
