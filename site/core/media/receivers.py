from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.media.enums import FilmState
from core.media.exposure import note_exposure
from core.media.models import CatalogueDocument, CatalogueImage, Consent, LooseFile, PictureSet, Video
from core.media.services import queue_film, renew_sets_with, withhold_lapsed
from core.media.showings import forget_showings, record_showings
from core.media.stored import let_files_go
from core.media.tasks import collect_picture_set, make_renditions


@receiver(post_save, sender=CatalogueImage)
def queue_renditions(instance: CatalogueImage, raw: bool, **_kwargs: Any) -> None:
    """Have the worker make what pages show, once the image is safely stored."""
    if not raw and not instance.is_withheld:
        transaction.on_commit(partial(make_renditions.enqueue, image_id=instance.pk))
        renew_sets_with(instance)


@receiver(pre_save, sender=Video)
def notice_sent_film(instance: Video, raw: bool, **_kwargs: Any) -> None:
    """A new file is a new film: it waits for the worker, and what was sent before is deleted."""
    if raw or not instance.original or getattr(instance.original, "_committed", True):
        return
    instance.state, instance.problem, instance.progress, instance.job_id = FilmState.WAITING, "", 0, None
    before = Video.objects.filter(pk=instance.pk).first()
    if before:
        LooseFile.objects.note(str(before.original.name or ""))


@receiver(post_save, sender=Video)
def queue_sent_film(instance: Video, raw: bool, **_kwargs: Any) -> None:
    if not raw and instance.original and instance.state == FilmState.WAITING and instance.job_id is None:
        transaction.on_commit(partial(queue_film, instance))


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
def renew_sets_it_is_in(instance: CatalogueDocument | CatalogueImage, raw: bool = False, **_kwargs: Any) -> None:
    """What is changed or deleted does not lie on in a file that pages offer."""
    if not raw:
        renew_sets_with(instance)


@receiver(post_delete, sender=PageViewRestriction)
@receiver(post_page_move)
def note_what_came_to_light(**_kwargs: Any) -> None:
    """What becomes visible without being published; what becomes hidden is the clock's."""
    note_exposure()


@receiver([post_save, post_delete], sender=Consent)
def heed_consent(**_kwargs: Any) -> None:
    """A change of mind counts at once; the files follow within the clock's next round."""
    transaction.on_commit(withhold_lapsed)


@receiver(post_save)
def note_saved_page(instance: Any, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    """Whatever is written to a page's row is what it shows, by whatever road: mirrored, imported, by a script.

    A draft never comes here: only its revision is written, and some fields of its page.
    """
    if isinstance(instance, Page) and type(instance) is not Page and not raw and update_fields is None:
        keep_showings(instance)


@receiver(page_published)
def note_published_page(instance: Page, **_kwargs: Any) -> None:
    """Once more when the facets are in place too; a copy gets them after it is saved."""
    keep_showings(instance)
    if instance.live:
        note_exposure()
        transaction.on_commit(partial(collect_picture_set.enqueue, page_id=instance.pk))


def keep_showings(page: Page) -> None:
    """Know what the page shows from now on. One that is only scheduled shows nothing yet."""
    if page.live:
        record_showings(page)
    else:
        forget_showings(page)


@receiver(page_unpublished)
def forget_what_it_showed(instance: Page, **_kwargs: Any) -> None:
    forget_showings(instance)
    PictureSet.objects.filter(page_id=instance.pk).delete()
