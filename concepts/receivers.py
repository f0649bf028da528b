"""What follows when rows of concepts are written."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from concepts.models import FilledKit
from concepts.tasks import fill_kit


@receiver(post_save, sender=FilledKit)
def make_what_is_asked_for(instance: FilledKit, created: bool, raw: bool = False, **_signal: Any) -> None:
    if created and not raw:
        transaction.on_commit(partial(fill_kit.enqueue, kit_id=instance.pk))
