"""The one writer of records, and what sees to it that they are right.

Numbers are given while the row of `Numbering` is held, to the end of the transaction, so that whoever has read up to a
number never meets a lower one later. Pages are read after the row is taken: of two that write the same record at once,
the second sees what the first has committed. Source: docs/decisions/0052-published-records.md.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page

from core.records.enums import Happened
from core.records.making import Made, records_of, stored_records
from core.records.models import Numbering, Record, RecordChange, RecordPicture, RecordTerm
from core.records.touched import Touched, batches, followers_of, pages_below, pages_touched_by, recorded_below_drafts
from foundation.before_commit import atomic, put_off

AT_ONCE = 200  # records written with one query
COLUMNS = [field.name for field in Record._meta.concrete_fields if not field.primary_key]


@dataclass(frozen=True)
class Change:
    """What became of one record. Shape: `before` and `now` are None where there was or is none; never both."""

    before: Made | None
    now: Made | None

    @property
    def record(self) -> Record:
        return (self.now or self.before).record  # type: ignore[union-attr]  # one of them is there

    @property
    def happened(self) -> Happened:
        if self.before is None:
            return Happened.CAME
        return Happened.CHANGED if self.now else Happened.WENT

    @property
    def pieces(self) -> Iterator[tuple[int, Happened]]:
        """The pictures for galleries that came and went."""
        before, now = (one.pieces if one else set() for one in (self.before, self.now))
        yield from ((image, Happened.CAME) for image in sorted(now - before))
        yield from ((image, Happened.WENT) for image in sorted(before - now))

    @property
    def opens_or_closes(self) -> bool:
        """Whether what lies below may have come, gone or moved with it."""
        return self.happened != Happened.CHANGED or self.before.record.path != self.now.record.path  # type: ignore[union-attr]  # both are there


def touch(*touched: Touched) -> None:
    """Have the records of what has changed rewritten, in this transaction: last in a block of ours, else at once."""
    put_off(rewrite, touched)


def rewrite(touched: Iterable[Touched]) -> list[RecordChange]:
    """Make the records anew that may have been touched, and write those that differ. Returns: what the log says.

    What lies below a page that comes, goes or moves is made anew with it, and so are its mirrors.
    Cost: 2 queries, and for every AT_ONCE pages 5 and those of `records_of`; 7 more where something differs.
    """
    with atomic():
        numbering = _take_turn()
        told: list[RecordChange] = []
        waiting, done = pages_touched_by(touched), set[int]()
        waiting.update(recorded_below_drafts(waiting))
        while waiting := waiting - done:
            done |= waiting
            changes = [change for some in batches(waiting, AT_ONCE) for change in _rewrite(some, numbering, told)]
            opened = [change.record.pk for change in changes if change.opens_or_closes]
            waiting = {*pages_below(opened), *followers_of(change.record.pk for change in changes)}
        if told:
            numbering.save(update_fields=["last_number"])
        return told


def put_in_order() -> None:
    """Take over the places of pages in the tree, where some were moved: an order is no change of what a page says.

    Cost: 3 queries.
    """
    with atomic():
        _take_turn()
        place = Page.objects.filter(pk=OuterRef("pk")).values("path")[:1]
        Record.objects.filter(~Q(tree_path=Subquery(place))).update(tree_path=Subquery(place))


def differing(ids: Collection[int]) -> set[int]:
    """Which of these pages have another record than they should. Nothing is held meanwhile, so it may be a change
    that somebody is making just now: `rewrite` will tell.
    """
    found: set[int] = set()
    for some in batches(ids, AT_ONCE):
        stored, made = stored_records(some), records_of(some)
        found |= {pk for pk in some if not _is_same(stored.get(pk), made.get(pk))}
    return found


def _take_turn() -> Numbering:
    """Wait until nobody else writes records, and hold it until this transaction ends."""
    held: Any = Numbering.objects.select_for_update()
    if numbering := held.filter(pk=1).first():
        return numbering
    Numbering.objects.get_or_create(pk=1)
    return held.get(pk=1)


def _rewrite(ids: list[int], numbering: Numbering, told: list[RecordChange]) -> list[Change]:
    stored, made = stored_records(ids), records_of(ids)
    pairs = ((stored.get(pk), made.get(pk)) for pk in ids)
    changes = [Change(before, now) for before, now in pairs if not _is_same(before, now)]
    if changes:
        told += _number(changes, numbering)
        _store(changes)
    return changes


def _is_same(before: Made | None, now: Made | None) -> bool:
    if before is None or now is None:
        return before is now
    return before.record.digest == before.digest and now.is_as(before)


def _number(changes: list[Change], numbering: Numbering) -> list[RecordChange]:
    """Give each change its number and its lines in the log. Cost: 1 query."""
    moment = timezone.now()
    lines = []
    for change in changes:
        record = change.record
        for image_id, happened in [(0, change.happened), *change.pieces]:
            numbering.last_number += 1
            told = {"page_id": record.pk, "key": record.key, "kind": record.kind, "language": record.language}
            number = numbering.last_number
            lines.append(RecordChange(number=number, happened=happened, changed_at=moment, image_id=image_id, **told))
        record.number = numbering.last_number
    return RecordChange.objects.bulk_create(lines)


def _store(changes: list[Change]) -> None:
    ids = [change.record.pk for change in changes]
    RecordTerm.objects.filter(record__in=ids).delete()
    RecordPicture.objects.filter(record__in=ids).delete()
    Record.objects.filter(pk__in=[change.record.pk for change in changes if change.now is None]).delete()
    made = [change.now for change in changes if change.now]
    Record.objects.bulk_create(
        [one.record for one in made], update_conflicts=True, unique_fields=["page_id"], update_fields=COLUMNS
    )
    RecordTerm.objects.bulk_create([term for one in made for term in one.terms])
    RecordPicture.objects.bulk_create([picture for one in made for picture in one.pictures])
