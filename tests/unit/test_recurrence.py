"""Days that move from year to year, against what calendars say."""

from datetime import date
from itertools import pairwise

import pytest

from foundation.recurrence import NotARecurrenceError, read_recurrence

CASES = [
    ("uge 45", 2026, ["2026-11-02 2026-11-08"]),
    ("Uge 45", 2027, ["2027-11-08 2027-11-14"]),
    ("uge 7-8", 2026, ["2026-02-09 2026-02-22"]),
    ("uge 7 – 8", 2026, ["2026-02-09 2026-02-22"]),
    ("uge 7 til 8", 2026, ["2026-02-09 2026-02-22"]),
    ("uge 1", 2026, ["2025-12-29 2026-01-04"]),
    ("uge 53", 2026, ["2026-12-28 2027-01-03"]),
    ("uge 53", 2027, []),
    ("torsdag i uge 39", 2026, ["2026-09-24 2026-09-24"]),
    ("sidste fredag i november", 2026, ["2026-11-27 2026-11-27"]),
    ("Sidste  Fredag i NOV", 2027, ["2027-11-26 2027-11-26"]),
    ("anden søndag i maj", 2026, ["2026-05-10 2026-05-10"]),
    ("2. søndag i maj", 2027, ["2027-05-09 2027-05-09"]),
    ("første mandag i juni", 2026, ["2026-06-01 2026-06-01"]),
    ("sidste søndag i december", 2026, ["2026-12-27 2026-12-27"]),
    ("sidste søndag i februar", 2028, ["2028-02-27 2028-02-27"]),
    ("påske", 2026, ["2026-03-29 2026-04-06"]),
    ("Påske", 2027, ["2027-03-21 2027-03-29"]),
    ("fastelavn", 2026, ["2026-02-15 2026-02-15"]),
    ("kristi himmelfartsdag", 2026, ["2026-05-14 2026-05-14"]),
    ("pinse", 2026, ["2026-05-24 2026-05-25"]),
]


@pytest.mark.parametrize(("text", "year", "expected"), CASES)
def test_days_are_those_of_the_calendar(text: str, year: int, expected: list[str]) -> None:
    assert [f"{first} {last}" for first, last in read_recurrence(text)(year)] == expected


def test_every_month_has_its_last_friday() -> None:
    days = [first for first, _last in read_recurrence("sidste fredag i måneden")(2026)]

    assert [day.month for day in days] == list(range(1, 13))
    assert {day.weekday() for day in days} == {4}
    assert all(27 < (after - before).days < 36 for before, after in pairwise(days))
    assert days[6] == date(2026, 7, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "uge", "uge 0", "uge 54", "uge 9-8", "uge 99999999999", "torsdag i uge 7-8", "femte fredag i maj"),
        *(
            "sidste fredag",
            "sidste dag i maj",
            "sidste fredag i brumaire",
            "jul",
            "uge 45!",
            "<b>uge 45</b>",
            "å" * 9_999,
        ),
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotARecurrenceError):
        read_recurrence(text)
