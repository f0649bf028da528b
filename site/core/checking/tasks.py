from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.checking import links


@task(backend="background", queue_name="links")
def look_up_links() -> int:
    """Ask other sites at the addresses that are due. Its own queue: sites may take their time."""
    return links.look_up_due()


def queue_link_check() -> None:
    """A scheduled job: have the worker ask, unless it is at it. Cost: 1 query, 2 when something is due."""
    if not links.is_wanted():
        return
    waiting = DBTaskResult.objects.filter(
        task_path=look_up_links.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    if not waiting.exists():
        look_up_links.enqueue()
