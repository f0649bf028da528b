from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published

from concepts.models import ConceptPage
from core.erasing import quieten_log, quieten_model_log
from core.models import TracedPage
from media.models import CatalogueImage, Consent, Video
from showcase.models import InitiativePage
from showcase.reporting.models import Copy, ErasedKey, Report
from showcase.reporting.publishing_guard import refuse_if_taken_back
from showcase.reporting.triage import note_published


@receiver(post_delete, sender=Report)
def refuse_key_for_ever(instance: Report, **_kwargs: Any) -> None:
    """Whoever erases a report, by whatever way: its reporter, the clock, an administrator's command."""
    ErasedKey.objects.remember(instance.key)


@receiver(pre_save, sender=InitiativePage)
@receiver(pre_save, sender=ConceptPage)
def stop_what_was_taken_back(instance: TracedPage, raw: bool, **_kwargs: Any) -> None:
    if not raw:
        refuse_if_taken_back(instance)


@receiver(post_save, sender=InitiativePage)
@receiver(post_save, sender=ConceptPage)
def know_copy(instance: TracedPage, raw: bool, **_kwargs: Any) -> None:
    """Made, copied, mirrored or translated: a page that says what it was made from is found from there."""
    if not raw and instance.made_from:
        reports = Report.objects.filter(pk__in=instance.made_from)
        Copy.objects.bulk_create([Copy(report=report, page=instance) for report in reports], ignore_conflicts=True)


@receiver(post_delete, sender=Copy)
def forget_what_copy_was_called(instance: Copy, **_kwargs: Any) -> None:
    """An editor deletes it: later nobody knows any more that these lines of the log were about the report."""
    if instance.page_id:
        quieten_log(instance.page_id)
    for model, object_id in ((CatalogueImage, instance.image_id), (Video, instance.video_id)):
        if object_id:
            quieten_model_log(model(), object_id)


@receiver(post_delete, sender=Consent)
def forget_whom_consent_was_of(instance: Consent, **_kwargs: Any) -> None:
    quieten_model_log(instance)


@receiver(page_published, sender=InitiativePage)
def tell_reporter(instance: InitiativePage, **_kwargs: Any) -> None:
    """Only when it is there: the signal also comes when a page is scheduled."""
    if instance.live:
        note_published(instance)
