"""Background work: the catalogue on paper."""

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home import printing


@task(backend="background", queue_name="media")
def print_catalogue(language: str) -> int:
    """Returns: its size in bytes."""
    return printing.print_catalogue(language)


def queue_catalogues() -> None:
    """A scheduled job: have the worker print what has changed. Cost: 2 queries, 2 for each language."""
    waiting = DBTaskResult.objects.filter(
        task_path=print_catalogue.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    languages = printing.languages_to_print()
    if languages and not waiting.exists():
        for language in languages:
            print_catalogue.enqueue(language=language)
