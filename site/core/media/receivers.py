from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.media.models import CatalogueImage
from core.media.showings import record_showings
from core.media.tasks import make_renditions


@receiver(post_save, sender=CatalogueImage)
def queue_renditions(instance: CatalogueImage, raw: bool, **_kwargs: Any) -> None:
    """Have the worker make what pages show, once the image is safely stored."""
    if not raw:
        transaction.on_commit(partial(make_renditions.enqueue, image_id=instance.pk))


@receiver(page_published)
def keep_showings(instance: Page, **_kwargs: Any) -> None:
    """Know what the page shows from now on."""
    record_showings(instance)
