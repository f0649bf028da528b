"""Former slugs of vocabulary, so that old addresses find it. Source: docs/decisions/0042-use.md."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.dispatch import Signal

from foundation.retiring import Retirable
from foundation.usage.models import FormerSlug
from foundation.usage.querysets import type_of

# Sent with `was` and `now`, slugs of the sender, when what was kept under the one is to be found under the other.
slug_moved = Signal()


def stands_in_addresses(model: type[Model]) -> bool:
    """Whether rows of a model are words that filters name by their slug."""
    names = {field.name: field for field in model._meta.fields}
    return issubclass(model, Retirable) and "slug" in names and names["slug"].unique


def note_renamed(word: Any, was: str) -> None:
    """From now on the old slug leads to the word as well; the new one is nobody else's any more."""
    model = type(word)
    FormerSlug.objects.of(model).filter(slug=word.slug).delete()
    _lead(model, was, word.pk)
    slug_moved.send(sender=model, was=was, now=word.slug)


def note_new(word: Any) -> None:
    """A word that takes the slug of one that is gone is what addresses mean from now on."""
    FormerSlug.objects.of(type(word)).filter(slug=word.slug, object_id=None).delete()


def note_gone(word: Any) -> None:
    """Its slugs are known to lead nowhere, but for those that another word has taken over."""
    former = FormerSlug.objects.of(type(word))
    former.filter(object_id=word.pk).update(object_id=None)
    FormerSlug.objects.get_or_create(content_type=type_of(type(word)), slug=word.slug)


def note_merged(old: Any, new: Any) -> None:
    """All that the old word was ever called leads to the new one."""
    model = type(old)
    FormerSlug.objects.of(model).filter(object_id=old.pk).update(object_id=new.pk)
    _lead(model, old.slug, new.pk)
    slug_moved.send(sender=model, was=old.slug, now=new.slug)


def slugs_now(model: type[Model], slugs: Iterable[str]) -> dict[str, str]:
    """What former slugs are called today, empty where the word is gone; others are left out. Cost: 1 query, or 2."""
    led: dict[str, int | None] = dict(
        FormerSlug.objects.of(model).filter(slug__in=list(slugs)).values_list("slug", "object_id")
    )
    ids = {pk for pk in led.values() if pk}
    today: dict[int, str] = dict(model._base_manager.filter(pk__in=ids).values_list("pk", "slug")) if ids else {}
    return {slug: today.get(pk or 0, "") for slug, pk in led.items()}


def _lead(model: type[Model], slug: str, pk: int) -> None:
    FormerSlug.objects.update_or_create(content_type=type_of(model), slug=slug, defaults={"object_id": pk})
