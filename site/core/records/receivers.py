"""Whatever changes what the public may see tells of it here, by whatever road it is changed.

What sends no signal (a bulk update, a row written by hand) is the clock's.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, post_page_move

from core.records.services import put_in_order, touch
from core.records.touched import Touched
from foundation.before_commit import put_off
from foundation.retiring import Retirable
from foundation.usage.merging import merged
from media.models import CatalogueImage, CatalogueRendition
from media.signals import pictures_changed

# What Wagtail writes to a page's row when only its draft has changed, or somebody locks it.
OF_DRAFTS = frozenset(
    {
        *("latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "numchild"),
        *("locked", "locked_at", "locked_by", "go_live_at", "expire_at"),
    }
)


def watch() -> None:
    """From now on; called once, when all models are loaded."""
    for model in apps.get_models():
        if issubclass(model, Page):
            post_save.connect(note_saved_page, sender=model, dispatch_uid=f"record of saved {model._meta.label}")
            post_delete.connect(note_row, sender=model, dispatch_uid=f"record of deleted {model._meta.label}")
        elif issubclass(model, Retirable):
            post_save.connect(note_saved_row, sender=model, dispatch_uid=f"records with {model._meta.label}")
            merged.connect(note_merged, sender=model, dispatch_uid=f"records with merged {model._meta.label}")
    page_published.connect(note_row, dispatch_uid="record of published page")
    post_page_move.connect(note_moved_page, dispatch_uid="record of moved page")
    for signal in (post_save, post_delete):
        signal.connect(note_row, sender=CatalogueImage, dispatch_uid="records with picture")
        signal.connect(note_file, sender=CatalogueRendition, dispatch_uid="records with file of picture")
        signal.connect(note_restriction, sender=PageViewRestriction, dispatch_uid="records below restriction")
        for of_all in (Site, Locale):
            signal.connect(note_everything, sender=of_all, dispatch_uid=f"records under {of_all.__name__}")
    pictures_changed.connect(note_pictures, dispatch_uid="records with changed pictures")


def note_saved_page(instance: Page, created: bool, raw: bool, update_fields: Any, **_signal: Any) -> None:
    """A draft has no record, and what is written of drafts to a row nobody shows."""
    is_of_draft = update_fields is not None and OF_DRAFTS.issuperset(update_fields)
    if not raw and not is_of_draft and (instance.live or not created):
        note_row(instance)


def note_saved_row(instance: Any, created: bool, raw: bool, **_signal: Any) -> None:
    """A new word is nowhere yet."""
    if not raw and not created:
        _note_word(instance)


def note_row(instance: Model, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        touch(Touched(Page if isinstance(instance, Page) else type(instance), int(instance.pk)))


def note_merged(sender: type[Model], new: Any, **_signal: Any) -> None:
    _note_word(new)


def _note_word(word: Any) -> None:
    touch(*(Touched(type(one), int(one.pk)) for one in (word, *word.told_by())))


def note_moved_page(instance: Page, **_signal: Any) -> None:
    """Its neighbours have moved up or down with it."""
    note_row(instance)
    put_off(_put_in_order, [None])


def note_file(instance: CatalogueRendition, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        touch(Touched(CatalogueImage, instance.image_id))


def note_restriction(instance: PageViewRestriction, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        touch(Touched(Page, instance.page_id))


def note_pictures(ids: Iterable[int], **_signal: Any) -> None:
    touch(*(Touched(CatalogueImage, pk) for pk in ids))


def note_everything(instance: Site | Locale, raw: bool = False, created: bool = False, **_signal: Any) -> None:
    """A new language has no pages yet. Wagtail forgets where sites lie only after it has called us."""
    Site.clear_site_root_paths_cache()
    if not raw and not (created and isinstance(instance, Locale)):
        touch(Touched())


def _put_in_order(_once: set[None]) -> None:
    put_in_order()
