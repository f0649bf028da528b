"""Indexing anew: pages are found by names that stand elsewhere (library, its other names, words), and by captions.

What a model indexes of others it says itself (`index.RelatedFields`); when such a name changes, however it is saved or
deleted, the worker indexes anew what shows it. Bulk writes and updates send no signals: after those, `update_index`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_save, pre_delete, pre_save
from django_tasks import task
from modelsearch.backends import get_search_backends
from modelsearch.index import RelatedFields, get_indexed_models
from wagtail.models import Page

from foundation.usage.merging import merged
from media.models import MediaUsage
from media.signals import withholding_changed

AT_ONCE = 500  # rows of one job, so that others get their turn


@dataclass(frozen=True)
class Shown:
    """Rows of `model` are found by `names`, fields of what they reach by `path`."""

    model: type[Model]
    path: str
    names: tuple[str, ...]


@task(backend="background")
def index_anew(model: str, ids: list[int]) -> int:
    """Index these rows as they are now. Returns: how many there were."""
    rows = list(apps.get_model(model).get_indexed_objects().filter(pk__in=ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(apps.get_model(model), rows)
    return len(rows)


@cache
def shown_of() -> dict[type[Model], list[Shown]]:
    """Who shows names of which model."""
    found: defaultdict[type[Model], list[Shown]] = defaultdict(list)
    for model in get_indexed_models():
        for related, shown in _related(model, model, model.get_search_fields(), ""):
            found[related].append(shown)
    return found


def _related(
    model: type[Model], at: type[Model], fields: Iterable[Any], path: str
) -> Iterator[tuple[type[Model], Shown]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            related: Any = at._meta.get_field(field.field_name).related_model
            here = f"{path}__{field.field_name}" if path else field.field_name
            names = tuple(one.field_name for one in field.fields if not isinstance(one, RelatedFields))
            yield related, Shown(model, here, names)
            yield from _related(model, related, field.fields, here)


def watch_what_is_shown() -> None:
    """From now on: names, and pictures and films that are withheld. May be called twice."""
    withholding_changed.connect(index_what_shows_media, dispatch_uid="pictures and films are withheld")
    for model in shown_of():
        pre_save.connect(note_changed_names, sender=model, dispatch_uid=f"{model.__name__} may be renamed")
        post_save.connect(index_what_shows, sender=model, dispatch_uid=f"{model.__name__} is renamed")
        pre_delete.connect(index_what_showed, sender=model, dispatch_uid=f"{model.__name__} goes")
        merged.connect(index_what_took_over, sender=model, dispatch_uid=f"{model.__name__} is merged")


def note_changed_names(sender: Any, instance: Any, raw: bool, **_kwargs: Any) -> None:
    before = None if raw or instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    names = {name for shown in shown_of()[sender] for name in shown.names}
    instance.is_renamed = not raw and any(getattr(before, name, None) != getattr(instance, name) for name in names)


def index_what_shows(sender: Any, instance: Any, **_kwargs: Any) -> None:
    if instance.__dict__.pop("is_renamed", False):
        index_what_showed(sender, instance)


def index_what_took_over(sender: Any, new: Any, **_kwargs: Any) -> None:
    index_what_showed(sender, new)


def index_what_showed(sender: Any, instance: Any, **_kwargs: Any) -> None:
    for shown in shown_of()[sender]:
        ids = shown.model._base_manager.filter(**{shown.path: instance.pk}).order_by("pk").values_list("pk", flat=True)
        _queue(shown.model, list(ids.distinct()))


def index_what_shows_media(sender: Any, ids: list[int], **_kwargs: Any) -> None:
    """The captions of what is withheld are not found."""
    shown = MediaUsage.objects.filter(Q(image__in=ids) | Q(video__poster__in=ids)).values("page")
    of_type: defaultdict[int, list[int]] = defaultdict(list)
    for content_type, pk in Page.objects.filter(pk__in=shown).order_by("pk").values_list("content_type", "pk"):
        of_type[content_type].append(pk)
    for content_type, pages in of_type.items():
        if model := ContentType.objects.get_for_id(content_type).model_class():
            _queue(model, pages)


def _queue(model: type[Model], ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        transaction.on_commit(partial(index_anew.enqueue, model=model._meta.label, ids=some))
