"""Mentions: what drafts and kept versions name, noted when they are written."""

from typing import Any

from django.db.models import Model
from wagtail.models import Page, Revision

from foundation.usage.models import Mention
from foundation.usage.querysets import type_of
from foundation.usage.revision_references import Key, keys_in

# What every version points at and nobody deletes for it: people, languages, itself.
UNNOTED = frozenset({"core.user", "contenttypes.contenttype", "wagtailcore.locale", "wagtailcore.revision"})
BATCH = 200  # versions read at a time


def note_mentions(revision: Revision) -> None:
    """Keep what the version names in step with what it says. Cost: 1 query, 2 more when it names something else."""
    now = {(type_of(key.model).pk, int(key.value)) for key in keys_of(revision)}
    kept = Mention.objects.filter(revision=revision)
    before = {(one.content_type_id, one.object_id): one.pk for one in kept}
    if gone := [pk for named, pk in before.items() if named not in now]:
        kept.filter(pk__in=gone).delete()
    new = [Mention(revision=revision, content_type_id=kind, object_id=pk) for kind, pk in sorted(now - before.keys())]
    if new:
        Mention.objects.bulk_create(new, ignore_conflicts=True)


def note_all() -> int:
    """Read every version anew, after its data was changed in bulk. Returns: how many there are."""
    keys = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        for revision in Revision.objects.filter(pk__in=keys[start : start + BATCH]):
            note_mentions(revision)
    return len(keys)


def keys_of(revision: Revision) -> list[Key]:
    """The keys in a version that may be asked for; none of a type that is no more."""
    model: type[Model] | None = revision.content_type.model_class()
    return [key for key in keys_in(model, revision.content) if _is_noted(key)] if model else []


def _is_noted(key: Key) -> bool:
    return key.model._meta.label_lower not in UNNOTED and getattr(key.field, "model", None) is not Page


def rewrite(revision: Revision, content: dict[str, Any]) -> None:
    """Give a version other data, and keep its mentions in step; it stays as old as it is."""
    Revision.objects.filter(pk=revision.pk).update(content=content)
    revision.content = content
    note_mentions(revision)
