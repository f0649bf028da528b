from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from core.media.stored import delete_on_commit
from showcase.models import InitiativePage
from showcase.reporting.models import ErasedKey, Report, ReportFile
from showcase.reporting.triage import note_published


@receiver(post_delete, sender=ReportFile)
def delete_sent_file(instance: ReportFile, **_kwargs: Any) -> None:
    delete_on_commit(instance.file)


@receiver(post_delete, sender=Report)
def refuse_key_for_ever(instance: Report, **_kwargs: Any) -> None:
    """Whoever erases a report, by whatever way: its reporter, the clock, an administrator's command."""
    ErasedKey.objects.remember(instance.key)


@receiver(page_published, sender=InitiativePage)
def tell_reporter(instance: InitiativePage, **_kwargs: Any) -> None:
    """Only when it is there: the signal also comes when a page is scheduled."""
    if instance.live:
        note_published(instance)
