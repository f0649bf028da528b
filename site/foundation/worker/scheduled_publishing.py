"""Publish and unpublish pages on schedule: each page by itself, all or nothing.

Wagtail's own command goes through them in one loop without transactions: the first that fails stops the rest and is
left half done. Ours takes its place (core/management/commands/publish_scheduled.py).
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from foundation.before_commit import atomic
from foundation.fault_isolation import do_each


def publish_scheduled() -> None:
    """A scheduled job. What fails is logged and tried again the next time.

    Cost: one query for each kind of thing that can be published, when nothing is due.
    """
    do_each(_expired(), expire)
    do_each(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"), go_live)


@atomic()
def expire(found: Any) -> None:
    """Unpublish what has expired, unless somebody has put it off meanwhile."""
    due = type(found)._default_manager.select_for_update().filter(pk=found.pk, live=True, expire_at__lt=timezone.now())
    for thing in due:
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@atomic()
def go_live(found: Revision) -> None:
    """Publish an approved revision, unless somebody has published or put it off meanwhile."""
    due = Revision.objects.select_for_update().filter(pk=found.pk, approved_go_live_at__lt=timezone.now())
    for revision in due:
        revision.publish(log_action="wagtail.publish.scheduled")


def _expired() -> Iterator[Any]:
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in [Page, *kinds]:
        yield from model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
