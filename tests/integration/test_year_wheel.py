"""`/aarshjul/` and its calendar: concepts by the days of their occasions."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from concepts.kit import kit_of
from core.models import Occasion
from media.download_packages import make_download_package
from media.tasks import build_download_package
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
CALENDAR = "/feeds/occasions.ics"


def _in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def occasions(tree: Tree) -> dict[str, Occasion]:
    pages.make_year_wheel(tree.home)
    soon = core.make_occasion("Snart", begins_on=_in_days(20), ends_on=_in_days(30), sort_order=9)
    later = core.make_occasion("Senere", begins_on=_in_days(200), ends_on=_in_days(200))
    always = core.make_occasion("Altid")
    return {"soon": soon, "later": later, "always": always}


def _entries(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/aarshjul/{query}")
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(one.get_text(" ").split()) for one in soup.select(".year__entry")]


def _events(client: Client, query: str = "") -> list[Any]:
    return list(Calendar.from_ical(client.get(f"{CALENDAR}{query}").content).walk("VEVENT"))


def test_year_begins_today_and_what_is_always_comes_last(
    tree: Tree, client: Client, occasions: dict[str, Occasion]
) -> None:
    for occasion in occasions.values():
        pages.make_concept(tree.concepts, f"Til {occasion}", occasions=[occasion])

    first, second, last = _entries(client)

    assert first.startswith("1 Snart")
    assert "Til Snart" in first
    assert second.startswith("2 Senere")
    assert last.startswith("Altid Til Altid")
    assert client.get("/aarshjul/").content.decode().count('class="wheel__number"') == 2


def test_newest_four_are_named_and_the_rest_counted_where_they_are(
    tree: Tree, client: Client, occasions: dict[str, Occasion]
) -> None:
    platform = core.make_platform()
    for number in range(6):
        pages.make_concept(tree.concepts, f"Til {number}", occasions=[occasions["soon"]], platforms=[platform])
    pages.make_concept(tree.concepts, "Andet sted", occasions=[occasions["soon"]])

    (entry,) = _entries(client, "?platform=facebook")
    html = client.get("/aarshjul/?platform=facebook").content.decode()

    assert [f"Til {number}" in entry for number in range(6)] == [False, False, True, True, True, True]
    assert "2 flere" in entry
    assert "Andet sted" not in entry
    assert f'{tree.concepts.url}?platform=facebook&amp;anledning=snart"' in html
    assert f'{CALENDAR}?platform=facebook"' in html


def test_hidden_concepts_retired_and_empty_occasions_leave_nothing(
    tree: Tree, client: Client, occasions: dict[str, Occasion]
) -> None:
    pages.make_concept(tree.concepts, "Kladde", occasions=[occasions["soon"]], live=False)
    pages.make_concept(tree.concepts, "Gammelt", occasions=[occasions["later"]])
    occasions["later"].is_retired = True
    occasions["later"].save()

    assert _entries(client) == []
    assert _events(client) == []
    assert "Ingen koncepter opfylder alle valg" in client.get("/aarshjul/").content.decode()


@pytest.mark.parametrize("query", ["?side=9", "?platform=ukendt", "?anledning=jul", "?tid=" + "9" * 5_000, "?x[]=%00"])
def test_odd_addresses_show_the_year(tree: Tree, client: Client, occasions: dict[str, Occasion], query: str) -> None:
    pages.make_concept(tree.concepts, "Et", occasions=[occasions["soon"]])

    assert client.get(f"/aarshjul/{query}").status_code in {200, 400}


def test_calendar_has_each_time_for_two_years_with_what_there_is_for_it(
    tree: Tree, client: Client, occasions: dict[str, Occasion]
) -> None:
    concept = pages.make_concept(tree.concepts, "Lys, læs; og mørke", occasions=[occasions["soon"]])
    pages.make_concept(
        tree.concepts,
        "Hver måned",
        occasions=[core.make_occasion("Ved månedens slut", recurrence="sidste fredag i måneden")],
    )

    events = _events(client)
    soon = [event for event in events if event["summary"] == "Snart"]

    assert soon[0]["dtstart"].dt == occasions["soon"].begins_on
    assert soon[0]["dtend"].dt == _in_days(31)
    assert len(soon) == 2
    assert len(events) in {2 + 24, 2 + 25}  # today may be one of them
    assert soon[0]["description"] == f"Lys, læs; og mørke\n{concept.full_url}"
    assert len({event["uid"] for event in events}) == len(events)
    assert [event["dtstart"].dt for event in events] == sorted(event["dtstart"].dt for event in events)


def test_calendar_is_narrowed_is_not_sent_twice_and_refuses_what_it_does_not_know(
    tree: Tree, client: Client, occasions: dict[str, Occasion]
) -> None:
    pages.make_concept(tree.concepts, "Et", occasions=list(occasions.values()))
    answer = client.get(CALENDAR)

    assert {str(event["summary"]) for event in _events(client, "?anledning=snart")} == {"Snart"}
    assert client.get(CALENDAR, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    for query in ("?tid=over-4-timer", "?platform=ukendt", "?x=1", "?anledning=" + "a" * 300):
        assert client.get(f"{CALENDAR}{query}").status_code == 400


def test_kit_has_the_days_and_is_made_anew_when_they_move(
    tree: Tree, occasions: dict[str, Occasion], django_capture_on_commit_callbacks: Any
) -> None:
    kit = [("platform_text", {"platform": None, "heading": "Opslag", "text": "Hej."})]
    concept = pages.make_concept(tree.concepts, "Et", occasions=[occasions["soon"]], kit=kit)
    always = pages.make_concept(tree.concepts, "Altid", occasions=[occasions["always"]], kit=kit)
    make_download_package(concept.pk)
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        occasions["soon"].save()

    assert b"SUMMARY:Snart: Et" in kit_of(concept, []).package
    assert b".ics" not in kit_of(always, []).package
    queued = DBTaskResult.objects.filter(task_path=build_download_package.module_path)
    assert [job.args_kwargs["kwargs"]["page_id"] for job in queued] == [concept.pk]
