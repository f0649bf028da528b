"""Signal receivers of usage: what is noted, and refused, whatever road a change takes."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, Revision

from foundation.retiring import Retirable
from foundation.usage import former_slugs
from foundation.usage.deletion_guards import refuse_what_is_kept
from foundation.usage.mentions import note_mentions


def watch() -> None:
    """From now on; called once, when all models are loaded."""
    post_save.connect(note_version, sender=Revision, dispatch_uid="note what a version names")
    for model in apps.get_models():
        if issubclass(model, Retirable | Page | Group):
            pre_delete.connect(refuse_what_is_kept, sender=model, dispatch_uid=f"keep {model._meta.label}")
        if former_slugs.stands_in_addresses(model):
            uid = f"former slugs of {model._meta.label}"
            pre_save.connect(remember_slug, sender=model, dispatch_uid=uid)
            post_save.connect(note_slug, sender=model, dispatch_uid=uid)
            post_delete.connect(note_lost_slug, sender=model, dispatch_uid=uid)


def note_version(instance: Revision, raw: bool, **_signal: Any) -> None:
    if not raw:
        note_mentions(instance)


def remember_slug(sender: Any, instance: Any, raw: bool, **_signal: Any) -> None:
    if not raw and not instance._state.adding:
        instance.slug_before = sender._base_manager.filter(pk=instance.pk).values_list("slug", flat=True).first()


def note_slug(instance: Any, created: bool, raw: bool, **_signal: Any) -> None:
    if raw:
        return
    before = instance.__dict__.pop("slug_before", None)
    if created:
        former_slugs.note_new(instance)
    elif before and before != instance.slug:
        former_slugs.note_renamed(instance, before)


def note_lost_slug(instance: Any, **_signal: Any) -> None:
    former_slugs.note_gone(instance)
