"""Notice what came and what went, by whatever road: published, deleted, made private, expired, moved, withheld."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation

from core.rounds import do_each
from website.feeds.items import picture_key
from website.feeds.models import Listed
from website.feeds.selections import SELECTIONS, Selection

KEPT = timedelta(days=400)  # so that a site that asks once a year misses nothing
BATCH = 500


def note_withdrawals() -> None:
    """A duty of the clock. Cost: 3 queries a selection when nothing has changed."""
    with translation.override(settings.LANGUAGE_CODE):
        do_each(SELECTIONS.values(), _note)
    Listed.objects.filter(is_withdrawn=True, changed_at__lt=timezone.now() - KEPT).delete()


@transaction.atomic
def _note(selection: Selection) -> None:
    now = timezone.now()
    listed = Listed.objects.filter(selection=selection.name)
    is_visible = Exists(
        selection.rows().filter(**{column: OuterRef(name) for name, column in selection.identity.items()})
    )
    listed.filter(~is_visible, is_withdrawn=False).update(is_withdrawn=True, changed_at=now)
    listed.filter(is_visible, is_withdrawn=True).update(is_withdrawn=False, changed_at=now)
    new = selection.rows().filter(~Exists(selection.listed()))
    rows = [_listed(selection, row, now) for row in new.values_list(*selection.identity.values(), selection.key)]
    Listed.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _listed(selection: Selection, row: tuple[Any, ...], now: datetime) -> Listed:
    *ids, key = row
    named = dict(zip(selection.identity, ids, strict=True))
    key = picture_key(key, named["image_id"]) if "image_id" in named else key
    return Listed(selection=selection.name, key=key, changed_at=now, **named)
