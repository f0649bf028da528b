from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision

from core.checking.models import PageCheck
from media.models import CatalogueImage, Consent, MediaUsage, Video


@receiver(post_save, sender=Revision)
def note_written_page(instance: Revision, raw: bool, **_kwargs: Any) -> None:
    """A new version is looked at with the clock's next round. Cost: 2 queries.

    The page is locked before its check is: whoever takes it away holds it, and goes for the check.
    """
    model = instance.content_type.model_class()
    if not raw and model is not None and issubclass(model, Page) and hasattr(model, "own_findings"):
        pages = Page.objects.select_for_update().filter(pk=instance.object_id)
        PageCheck.objects.note_stale(list(pages.values_list("pk", flat=True)))


@receiver([post_save, post_delete], sender=Consent)
@receiver(post_save, sender=CatalogueImage)
@receiver(post_save, sender=Video)
def note_pages_that_show(instance: Consent | CatalogueImage | Video, raw: bool = False, **_kwargs: Any) -> None:
    """Published pages with what has changed; drafts are looked at within the day. Cost: 2 queries."""
    if raw:
        return
    kinds = {CatalogueImage: "image", Video: "video"}
    items = instance.items if isinstance(instance, Consent) else [instance]
    for item in items:
        pages = MediaUsage.objects.filter(**{kinds[type(item)]: item}).values_list("page", flat=True)
        PageCheck.objects.filter(page__in=pages).update(is_stale=True)
