"""Signal receivers of media: renditions, transcoding, files, usage and consents follow what is saved and deleted."""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from foundation.compat.stored_files import is_stored
from media.enums import VideoState
from media.exposure import note_exposure
from media.models import (
    CatalogueDocument,
    CatalogueImage,
    Consent,
    ConsentFilm,
    ConsentPicture,
    DownloadPackage,
    PendingDeletion,
    Video,
)
from media.services import queue_video, rebuild_download_packages_with, withhold_lapsed
from media.storage_operations import let_files_go
from media.tasks import build_download_package, make_renditions
from media.usage import forget_usage, record_usage


@receiver(post_save, sender=CatalogueImage)
def queue_renditions(instance: CatalogueImage, raw: bool, **_kwargs: Any) -> None:
    """Have the worker make what pages show, once the image is safely stored."""
    if not raw and not instance.is_withheld:
        transaction.on_commit(partial(make_renditions.enqueue, image_id=instance.pk))
        rebuild_download_packages_with(instance)


@receiver(pre_save, sender=Video)
def notice_uploaded_video(instance: Video, raw: bool, **_kwargs: Any) -> None:
    """A new file is a new film: it waits for the worker, and what was sent before is deleted."""
    if raw or not instance.original or is_stored(instance.original):
        return
    instance.state, instance.problem, instance.progress, instance.job_id = VideoState.WAITING, "", 0, None
    before = Video.objects.filter(pk=instance.pk).first()
    if before:
        PendingDeletion.objects.note(str(before.original.name or ""))


@receiver(post_save, sender=Video)
def queue_uploaded_video(instance: Video, raw: bool, **_kwargs: Any) -> None:
    if not raw and instance.original and instance.state == VideoState.WAITING and instance.job_id is None:
        transaction.on_commit(partial(queue_video, instance))


def forget_files(instance: Model, **_kwargs: Any) -> None:
    """A row that goes takes its files along, by whatever road. Wagtail does it for some, and forgets what fails."""
    let_files_go(instance)


def connect_forget_files() -> None:
    """For every model with files; for all models it would slow down each deletion."""
    for model in apps.get_models():
        if any(isinstance(field, FileField) for field in model._meta.concrete_fields):
            post_delete.connect(forget_files, sender=model)


@receiver(post_save, sender=CatalogueDocument)
@receiver(pre_delete, sender=CatalogueDocument)
@receiver(pre_delete, sender=CatalogueImage)
def rebuild_packages_it_is_in(instance: CatalogueDocument | CatalogueImage, raw: bool = False, **_kwargs: Any) -> None:
    """What is changed or deleted does not lie on in a file that pages offer."""
    if not raw:
        rebuild_download_packages_with(instance)


@receiver(post_delete, sender=PageViewRestriction)
@receiver(post_page_move)
def note_what_came_to_light(**_kwargs: Any) -> None:
    """What becomes visible without being published; what becomes hidden is the clock's."""
    note_exposure()


@receiver([post_save, post_delete], sender=Consent)
@receiver([post_save, post_delete, m2m_changed], sender=ConsentPicture)
@receiver([post_save, post_delete, m2m_changed], sender=ConsentFilm)
def heed_consent(**_kwargs: Any) -> None:
    """A change of mind counts at once; the files follow within the clock's next round."""
    transaction.on_commit(withhold_lapsed)


@receiver(pre_delete, sender=CatalogueImage)
@receiver(pre_delete, sender=Video)
def forget_consents_of_nothing_else(instance: CatalogueImage | Video, **_kwargs: Any) -> None:
    """Who agreed to what is gone need not be remembered."""
    for consent in instance.consents.all():
        if consent.items == [instance]:
            consent.delete()


@receiver(post_save)
def note_saved_page(instance: Any, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    """Whatever is written to a page's row is what it shows, by whatever road: mirrored, imported, by a script.

    A draft never comes here: only its revision is written, and some fields of its page.
    """
    if isinstance(instance, Page) and type(instance) is not Page and not raw and update_fields is None:
        update_usage(instance)


@receiver(page_published)
def note_published_page(instance: Page, **_kwargs: Any) -> None:
    """Once more when the facets are in place too; a copy gets them after it is saved."""
    update_usage(instance)
    if instance.live:
        note_exposure()
        transaction.on_commit(partial(build_download_package.enqueue, page_id=instance.pk))


def update_usage(page: Page) -> None:
    """Know what the page shows from now on. One that is only scheduled shows nothing yet."""
    if page.live:
        record_usage(page)
    else:
        forget_usage(page)


@receiver(page_unpublished)
def forget_what_it_showed(instance: Page, **_kwargs: Any) -> None:
    forget_usage(instance)
    DownloadPackage.objects.filter(page_id=instance.pk).delete()
