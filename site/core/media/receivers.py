from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.media.enums import FilmState
from core.media.exposure import note_exposure
from core.media.models import CatalogueImage, CatalogueRendition, Consent, PictureSet, Video
from core.media.services import queue_film, renew_sets, withhold_lapsed
from core.media.sets import take_down_set
from core.media.showings import forget_showings, record_showings
from core.media.stored import delete_on_commit, take_down_on_commit
from core.media.tasks import collect_picture_set, make_renditions


@receiver(post_save, sender=CatalogueImage)
def queue_renditions(instance: CatalogueImage, raw: bool, **_kwargs: Any) -> None:
    """Have the worker make what pages show, once the image is safely stored."""
    if not raw and not instance.is_withheld:
        transaction.on_commit(partial(make_renditions.enqueue, image_id=instance.pk))
        transaction.on_commit(partial(renew_sets, instance.pk))


@receiver(pre_save, sender=Video)
def notice_sent_film(instance: Video, raw: bool, **_kwargs: Any) -> None:
    """A new file is a new film: it waits for the worker, and what was sent before is deleted."""
    if raw or not instance.original or getattr(instance.original, "_committed", True):
        return
    instance.state, instance.problem, instance.progress, instance.job_id = FilmState.WAITING, "", 0, None
    before = Video.objects.filter(pk=instance.pk).first()
    if before:
        delete_on_commit(before.original)


@receiver(post_save, sender=Video)
def queue_sent_film(instance: Video, raw: bool, **_kwargs: Any) -> None:
    if not raw and instance.original and instance.state == FilmState.WAITING and instance.job_id is None:
        transaction.on_commit(partial(queue_film, instance))


@receiver(post_delete, sender=Video)
def delete_files_of_film(instance: Video, **_kwargs: Any) -> None:
    delete_on_commit(instance.original)
    take_down_on_commit(instance.file)


@receiver(post_delete, sender=PictureSet)
def delete_file_of_set(instance: PictureSet, **_kwargs: Any) -> None:
    take_down_on_commit(instance.file)


@receiver(post_delete, sender=CatalogueRendition)
def remember_rendition(instance: CatalogueRendition, **_kwargs: Any) -> None:
    """Wagtail deletes the file; that there was one is for us to remember."""
    take_down_on_commit(instance.file)


@receiver(post_delete, sender=PageViewRestriction)
@receiver(post_page_move)
def note_what_came_to_light(**_kwargs: Any) -> None:
    """What becomes visible without being published; what becomes hidden is the clock's."""
    note_exposure()


@receiver([post_save, post_delete], sender=Consent)
def heed_consent(instance: Consent, **kwargs: Any) -> None:
    """A change of mind counts at once; the files follow within the clock's next round."""
    if "created" not in kwargs:  # deleted
        delete_on_commit(instance.proof)
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
    """The file goes once the page surely has; its row stays until then, so that the clock finds it if need be."""
    forget_showings(instance)
    for picture_set in PictureSet.objects.filter(page_id=instance.pk):
        transaction.on_commit(partial(take_down_set, picture_set))
