"""Count use: in memory while requests are answered, in the database a little later.

A request only adds one in memory, so that no visitor waits for a database that somebody writes to. A thread of the
process writes what has come together every COUNTS_WRITTEN_EVERY seconds, by adding to what stands there: so several
processes count together. What a process had not written when it is killed is lost; the numbers are lower bounds.
"""

import atexit
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from threading import Lock, Thread
from time import sleep

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundation.counting.enums import OF_PAGES, OF_WORDS, CountedUse
from foundation.counting.models import DailyCount, SearchedWords
from foundation.counting.validators import may_be_kept, plain
from foundation.querysets import visible_pages

logger = logging.getLogger(__name__)
MOST_WAITING = 2_000  # different things in memory
MOST_SUBJECTS = 300  # of one use a day in the database; the rest is counted without a name
SEVERAL_TIMES, SEVERAL_DAYS, WITHIN = 3, 2, timedelta(days=30)
KEPT = timedelta(days=3 * 365)

Key = tuple[date, CountedUse, str]
_waiting: Counter[Key] = Counter()
_lock = Lock()
_writer: list[Thread] = []


def count(use: CountedUse, subject: str = "") -> None:
    """One more. Cost: none."""
    with _lock:
        key = (timezone.localdate(), use, subject)
        _waiting[key if key in _waiting or len(_waiting) < MOST_WAITING else (key[0], use, "")] += 1
        if settings.COUNTS_WRITTEN_EVERY and not _writer:
            _writer.append(Thread(target=_write_for_ever, name="counting", daemon=True))
            _writer[0].start()
            atexit.register(_write_quietly)


def count_search(query: str, *, is_found: bool) -> None:
    """One more search. Its words come along in memory only; what is kept of them is decided when they are written."""
    words = plain(query)
    if not words:
        return
    count(CountedUse.SEARCH)
    if may_be_kept(words):
        count(CountedUse.SEARCHED, words)
        if not is_found:
            count(CountedUse.MISSED, words)


def write_counts() -> None:
    """Write what has come together. Raises: DatabaseError, and it waits for the next time."""
    with _lock:
        batch = _waiting.copy()
        _waiting.clear()
    if not batch:
        return
    try:
        with transaction.atomic():
            _add(batch)
    except DatabaseError:
        with _lock:
            _waiting.update(batch)
        raise


def _write_for_ever() -> None:
    while True:
        sleep(settings.COUNTS_WRITTEN_EVERY)
        _write_quietly()


def _write_quietly() -> None:
    try:
        write_counts()
    except DatabaseError:
        logger.warning("What was counted could not be written; it is tried again.", exc_info=True)
    except Exception:  # one batch that nobody can write must not end the counting
        logger.exception("What was counted is lost")
    finally:
        connection.close()


def _add(batch: Counter[Key]) -> None:
    words = {subject: mark_of(subject) for _day, use, subject in batch if use in OF_WORDS and subject}
    shown = _visible({subject for _day, use, subject in batch if use in OF_PAGES})
    numbers: Counter[Key] = Counter()
    for (day, use, subject), number in batch.items():
        if use in OF_PAGES and subject not in shown:
            continue  # somebody made an id up
        numbers[day, use, words.get(subject, subject) if use in OF_WORDS else subject] += number
    per_day: defaultdict[tuple[date, CountedUse], dict[str, int]] = defaultdict(dict)
    for (day, use, subject), number in numbers.items():
        per_day[day, use][subject] = number
    for day, use in sorted(per_day):
        _add_to(day, use, per_day[day, use])
    _keep_words(words)


def _add_to(day: date, use: CountedUse, numbers: dict[str, int]) -> None:
    there = DailyCount.objects.filter(day=day, use=use)
    known = set(there.exclude(subject="").values_list("subject", flat=True))
    new = sorted(numbers.keys() - known - {""})
    named = known | {*new[: max(MOST_SUBJECTS - len(known), 0)], ""}
    total: Counter[str] = Counter()
    for subject, number in numbers.items():
        total[subject if subject in named else ""] += number
    rows = [DailyCount(day=day, use=use, subject=subject) for subject in sorted(total)]
    DailyCount.objects.bulk_create(rows, ignore_conflicts=True)
    for subject, number in sorted(total.items()):
        there.filter(subject=subject).update(number=F("number") + number)


def _visible(ids: Iterable[str]) -> set[str]:
    """Of these ids those of pages the public may see. Cost: 2 queries, none without ids."""
    numbers = [int(one) for one in ids if one]
    return {str(pk) for pk in visible_pages().filter(pk__in=numbers).values_list("pk", flat=True)} if numbers else set()


def mark_of(words: str) -> str:
    """By which searches for the same words are known again, and from which only we could tell them by guessing."""
    return salted_hmac("foundation.counting", words, algorithm="sha256").hexdigest()[:32]


def _keep_words(marks: dict[str, str]) -> None:
    """Write the words down that several have asked for by now."""
    if not marks:
        return
    today = timezone.localdate()
    lately = DailyCount.objects.between(today - WITHIN, today)
    several = lately.asked_by_several(list(marks.values()), times=SEVERAL_TIMES, days=SEVERAL_DAYS)
    rows = [SearchedWords(mark=mark, words=words) for words, mark in sorted(marks.items()) if mark in several]
    SearchedWords.objects.bulk_create(rows, ignore_conflicts=True)


def forget_old_counts() -> None:
    """A scheduled job: marks that stayed nobody's go after 30 days, numbers after three years."""
    today = timezone.localdate()
    named = SearchedWords.objects.values("mark")
    DailyCount.objects.of_words().filter(day__lt=today - WITHIN).exclude(subject__in=named).delete()
    DailyCount.objects.filter(day__lt=today - KEPT).delete()
    SearchedWords.objects.exclude(mark__in=DailyCount.objects.of_words().values("subject")).delete()
