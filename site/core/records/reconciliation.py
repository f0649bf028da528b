"""Reconcile records with their pages: a scheduled job that compares both, and writes anew what differs."""

import logging
from bisect import bisect_right
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from core.records.models import Numbering, Record, RecordChange
from core.records.services import AT_ONCE, differing, rewrite
from core.records.touched import Touched, batches, visible_ids

logger = logging.getLogger(__name__)
AT_LEAST, ROUNDS = 500, 3  # pages compared in one round; rounds in which the largest catalogue is through
KEPT = timedelta(days=400)  # so that a site that asks once a year misses nothing


def reconcile_records() -> None:
    """See to it that the records are right within a minute, whatever was written behind their back, and say so.

    Who has come or gone is seen each round, what has changed within ROUNDS. Cost: 6 queries, and those of `differing`.
    """
    for some in batches(_to_compare(), AT_ONCE):
        _reconcile(some)
    RecordChange.objects.filter(changed_at__lt=timezone.now() - KEPT).delete()


def _reconcile(ids: list[int]) -> None:
    """Write anew what differs. A page whose record cannot be made is found by halving, and the others go on."""
    try:
        wrong = {Touched(Page, pk) for pk in differing(ids)}
        mended = rewrite(wrong) if wrong else []
    except Exception:  # whatever is wrong with one page
        if len(ids) == 1:
            logger.exception("The record of page %s cannot be made; the others go on", ids[0])
            return
        for half in (ids[::2], ids[1::2]):
            _reconcile(half)
        return
    if mended:
        told = ", ".join(f"{line.page_id} {line.happened}" for line in mended)
        logger.warning("Records differed from their pages and were written anew: %s", told)


def _to_compare() -> set[int]:
    visible, recorded = visible_ids(), set(Record.objects.values_list("pk", flat=True))
    ids = sorted(visible | recorded)
    numbering, _is_new = Numbering.objects.get_or_create(pk=1)
    start = bisect_right(ids, numbering.compared_to)
    some = ids[start : start + max(AT_LEAST, -(-len(ids) // ROUNDS))]
    is_last = not some or some[-1] == ids[-1]
    Numbering.objects.filter(pk=1).update(compared_to=0 if is_last else some[-1])
    return {*(some or ids[:AT_LEAST]), *(visible ^ recorded)}
