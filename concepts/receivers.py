"""What follows when rows of concepts are written."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from concepts.models import ConceptPage, FilledKit, OrderedPictures, OrderedSheet
from concepts.tasks import draw_pictures, fill_kit, print_sheet
from core.models import Occasion
from media.tasks import build_download_package


@receiver(post_save, sender=FilledKit)
def make_kit_asked_for(instance: FilledKit, created: bool, raw: bool = False, **_signal: Any) -> None:
    if created and not raw:
        transaction.on_commit(partial(fill_kit.enqueue, kit_id=instance.pk))


@receiver(post_save, sender=OrderedSheet)
def make_sheet_asked_for(instance: OrderedSheet, created: bool, raw: bool = False, **_signal: Any) -> None:
    if created and not raw:
        transaction.on_commit(partial(print_sheet.enqueue, sheet_id=instance.pk))


@receiver(post_save, sender=OrderedPictures)
def draw_pictures_asked_for(instance: OrderedPictures, created: bool, raw: bool = False, **_signal: Any) -> None:
    if created and not raw:
        transaction.on_commit(partial(draw_pictures.enqueue, order_id=instance.pk))


@receiver(post_save, sender=Occasion)
def tell_kits_of_its_days(instance: Occasion, raw: bool = False, **_signal: Any) -> None:
    """Kits hold a calendar with them."""
    for page in ConceptPage.objects.filter(occasions=instance, download_package__isnull=False) if not raw else ():
        transaction.on_commit(partial(build_download_package.enqueue, page_id=page.pk))
