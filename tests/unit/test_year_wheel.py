"""The drawn year: every occasion can be seen, and none lies over another."""

import re
from datetime import date, timedelta
from itertools import combinations

from concepts.components import YearWheel

TODAY = date(2026, 11, 27)


def _days(first: date, days: int) -> tuple[date, date]:
    return first, first + timedelta(days=days - 1)


def test_each_time_has_an_arc_with_its_number_and_today_is_marked() -> None:
    wheel = YearWheel.of(
        [(1, [_days(date(2026, 12, 1), 26)]), (2, [_days(TODAY, 1), _days(date(2027, 5, 1), 1)])], TODAY
    )

    assert [(arc.number, arc.is_now) for arc in wheel.arcs] == [(1, False), (2, True), (2, False)]
    assert len(wheel.months) == 12
    assert wheel.today.startswith("M200 200L")


def test_what_overlaps_lies_on_tracks_of_its_own_also_over_new_year() -> None:
    winter, jul = [_days(date(2026, 12, 1), 90)], [_days(date(2026, 12, 1), 26)]
    february, summer = [_days(date(2027, 2, 10), 5)], [_days(date(2027, 6, 27), 40)]

    wheel = YearWheel.of([(1, winter), (2, jul), (3, february), (4, summer)], TODAY)

    radii = [_radius(arc.path) for arc in wheel.arcs]
    assert radii[3] == radii[0]
    assert len(set(radii[:2])) == 2
    assert radii[2] != radii[0]


def test_more_than_there_are_tracks_for_is_drawn_all_the_same() -> None:
    wheel = YearWheel.of([(number, [_days(date(2026, 12, 1), 300)]) for number in range(1, 9)], TODAY)

    assert len(wheel.arcs) == 8
    assert all(_radius(arc.path) > 40 for arc in wheel.arcs)


def test_a_whole_year_and_a_leap_day_have_a_place() -> None:
    wheel = YearWheel.of([(1, [_days(date(2028, 1, 1), 366)]), (2, [_days(date(2028, 2, 29), 1)])], date(2028, 12, 31))

    for one, other in combinations(wheel.arcs, 2):
        assert one.path != other.path
    assert all("nan" not in arc.path for arc in wheel.arcs)


def _radius(path: str) -> int:
    found = re.search(r"A(\d+) ", path)
    assert found
    return int(found[1])
