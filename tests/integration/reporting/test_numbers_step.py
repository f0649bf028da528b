"""The step of numbers: it shows what it understood, asks where two readings fit, and counts nothing unseen."""

import re
from typing import Any

import pytest
from django.test import Client

from core.models import Metric
from showcase.reporting.models import Report
from showcase.reporting.schema import Step
from showcase.reporting.services import problems, rank_of
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.triage import make_initiative
from tests.factories import core
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = pytest.mark.django_db

ENGLISH = ["1,450", "1,234", "987", "1,102", "856", "745", "1,001", "698", "1,300", "905"]
SHORT = "1,2 t\n987\n1,1 t\n856\n1,3 t\n745\n1 t\n698\n12 t\n905"
TEN = "312\n301\n420\n251\n511\n290\n280\n390\n288\n402"
TABLE = "Dato\tVisninger\tRækkevidde\n" + "\n".join(f"0{day}-09-2026\t{day}1\t3{day}2" for day in range(10))


@pytest.fixture
def count(tree: Tree) -> str:
    return str(core.make_metric("Rækkevidde").pk)


@pytest.fixture
def share(tree: Tree) -> str:
    return str(core.make_metric("Set til ende", denominator="visninger").pk)


def _step(client: Client, report: Report, **typed: Any) -> str:
    """The step of numbers, as it is after these were kept."""
    token = token_for(report.key)
    assert client.post(f"/indberet/{token}/trin/3/", {**typed, "gem": ""}).status_code == 302
    report.refresh_from_db()
    return client.get(f"/indberet/{token}/trin/3/?tjek=1").content.decode()


def _bars(text: str) -> list[str]:
    return re.findall(r'class="report__value">([^<]+)<', text)


def _problems(report: Report) -> list[str]:
    form = problems(report).get(Step.NUMBERS)
    return [str(sentence) for errors in form.errors.values() for sentence in errors] if form else []


def test_numbers_of_an_english_interface_are_thousands_and_the_best_is_number_one(count: str, client: Client) -> None:
    report = make_draft()
    text = _step(client, report, metric=count, value="1,451", baseline=" ".join(ENGLISH))

    assert "Nummer 1 af 11" in text
    assert _bars(text)[:3] == ["1.451", "1.450", "1.300"]
    assert "Dette opslag" in text


def test_short_forms_are_marked_as_rounded_on_rank_page_and_api(tree: Tree, count: str, client: Client) -> None:
    report = make_report(answers={"metric": count, "value": "1,2 t", "baseline": SHORT})
    text = _step(client, report, metric=count, value="1,2 t", baseline=SHORT)
    rank = rank_of(report)
    page = make_initiative(report, core.make_user("redaktoer"))
    page.save_revision().publish()
    public = client.get(page.url).content.decode()
    (number,) = client.get(f"/api/v2/pages/{page.pk}/?fields=*").json()["numbers"]

    assert _bars(text)[0] == "ca. 12.000 (afrundet)"
    assert rank is not None
    assert (rank.rank, rank.best, rank.worst, rank.is_success) == (4, 3, 5, False)
    assert "<dd>ca. 1.200 (afrundet)" in public
    assert "ca. 1.200 (afrundet)" in client.get(f"{page.url}dpl/").content.decode()
    assert (number["value"], number["is_rounded"]) == ("1200.00", True)


def test_two_readings_are_asked_about_and_the_answer_is_kept(share: str, client: Client) -> None:
    report = make_draft()
    typed = {"metric": share, "value": "1.450", "baseline": "\n".join(["1.234"] * 10)}
    asked = _step(client, report, **typed)
    told = _problems(report)
    answered = _step(client, report, **typed, reading="english")

    assert "1.450 · 1.234" in asked
    assert "1,45 · 1,234" in asked
    assert told == ["Vælg én, så tallene bliver læst, som du mener dem."]
    assert (_bars(asked), _bars(answered)[0], report.answers["reading"]) == ([], "1,45", "english")
    assert _problems(report) == []


def test_column_of_a_pasted_table_is_asked_about(count: str, client: Client) -> None:
    report = make_draft()
    asked = _step(client, report, metric=count, value="400", baseline=TABLE)
    chosen = _step(client, report, metric=count, value="400", baseline=TABLE, column="2")

    assert "Rækkevidde: 302 · 312" in asked
    assert (_bars(asked), len(_bars(chosen)), _bars(chosen)[0]) == ([], 11, "400")


def test_missing_number_is_named_by_its_line(count: str, client: Client) -> None:
    report = make_draft()
    dashed = TEN.replace("420", "–")
    _step(client, report, metric=count, value="400", baseline=f"Rækkevidde\n{dashed}")

    assert _problems(report) == [
        "Der skal ti opslag til; her er 9. Lad feltet stå tomt, hvis I har færre.",
        "Nummer 3 mangler (linje 4: »–«).",
    ]


def test_ten_fields_of_a_keypad_are_the_same_answer(count: str, client: Client) -> None:
    report = make_draft()
    text = _step(client, report, metric=count, value="400", ten=TEN.split())
    again = client.get(f"/indberet/{token_for(report.key)}/trin/3/").content.decode()

    assert "Nummer 4 af 11" in text
    assert again.count('inputmode="decimal" enterkeyhint="next"') == 10
    assert re.findall(r'name="ten" value="(\d*)"', again) == TEN.split()


def test_ten_fields_and_the_box_are_never_chosen_between(count: str, client: Client) -> None:
    report = make_draft()
    _step(client, report, metric=count, value="400", ten=TEN.split(), baseline=TEN)

    assert len(_problems(report)) == 1
    assert rank_of(report) is None


def test_empty_field_of_the_ten_is_named(count: str, client: Client) -> None:
    report = make_draft()
    _step(client, report, metric=count, value="400", ten=[*TEN.split()[:2], "", *TEN.split()[3:]])

    assert "Nummer 3 mangler." in _problems(report)


def test_own_number_by_hand_and_ten_of_an_export_are_read_each_by_itself(count: str, client: Client) -> None:
    report = make_draft()
    text = _step(client, report, metric=count, value="1.451", baseline=" ".join(ENGLISH))

    assert _bars(text)[:2] == ["1.451", "1.450"]


def test_nothing_is_sent_before_its_numbers_were_seen(
    count: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("showcase.reporting.views.signed_before", lambda *_args: True)
    report = make_draft(metric=count, value="400", baseline=TEN)
    address = f"/indberet/{token_for(report.key)}/"
    unseen = client.post(f"{address}send/")
    overview = client.get(address).content.decode()
    (seal,) = re.findall(r'name="tal" value="(\w+)"', overview)
    Report.objects.filter(pk=report.pk).update(answers={**report.answers, "value": "401"})
    changed = client.post(f"{address}send/", {"tal": seal})
    Report.objects.filter(pk=report.pk).update(answers=report.answers)
    client.post(f"{address}send/", {"tal": seal})
    states = [Report.objects.get().is_draft]

    assert unseen["Location"] == changed["Location"] == f"{address}#egen-rang"
    assert len(_bars(overview)) == 11
    assert states == [False]


def test_metric_knows_its_kind(count: str, share: str) -> None:
    assert [metric.kind.name for metric in Metric.objects.order_by("name")] == ["COUNT", "SHARE"]


def test_understanding_is_told_while_it_is_typed_and_nothing_is_kept(count: str, client: Client) -> None:
    report = make_draft()
    typed = {"metric": count, "value": "1.450", "followers": "1,9 t", "baseline": TEN}
    said = client.post(f"/indberet/{token_for(report.key)}/trin/3/forstaaet/", typed).json()
    days = client.post(f"/indberet/{token_for(report.key)}/trin/1/forstaaet/", {"started_on": "1/11-2026"}).json()
    report.refresh_from_db()

    assert said["fields"] == {"followers": "Forstået som ca. 1.900 (afrundet)"}
    assert "Nummer 1 af 11" in said["html"]
    assert days["fields"] == {"started_on": "Forstået som 1. november 2026", "ended_on": ""}
    assert "value" not in report.answers


@pytest.mark.parametrize(
    "typed", ["1/11-2026", "1. november 2026", "2026-11-01", "1.11.26", "den 1. nov. 2026", "01-11-2026"]
)
def test_day_is_shown_as_it_is_understood(tree: Tree, client: Client, typed: str) -> None:
    address = f"/indberet/{token_for(make_draft(started_on=typed).key)}/trin/1/"

    assert "Forstået som 1. november 2026" in client.get(address).content.decode()


def test_day_without_a_year_keeps_the_one_it_had(tree: Tree, client: Client) -> None:
    report = make_draft()
    client.post(f"/indberet/{token_for(report.key)}/trin/1/", {**report.answers, "started_on": "1. nov.", "gem": ""})
    report.refresh_from_db()

    assert re.fullmatch(r"\d{4}-11-01", report.answers["started_on"])


def test_own_number_that_is_none_is_said_once(count: str, client: Client) -> None:
    report = make_draft()
    _step(client, report, metric=count, value="tolv")

    (sentence,) = _problems(report)
    assert sentence.endswith("Det er ikke et tal: tolv")


def test_too_many_posts_are_not_told_to_be_too_few(count: str, client: Client) -> None:
    report = make_draft()
    _step(client, report, metric=count, value="12", baseline=f"{TEN}\n1\n2")

    assert _problems(report) == ["Der skal ti opslag til; her er 12. Tag de ældste ud."]


def test_number_with_more_decimals_than_a_page_keeps_is_marked_as_rounded(
    tree: Tree, share: str, client: Client
) -> None:
    report = make_report(answers={"metric": share, "value": "24,1667"})
    (number,) = make_initiative(report, core.make_user("redaktoer")).numbers.all()

    assert str(number) == "Set til ende: ca. 24,17 (afrundet)"


def test_days_of_a_draft_are_told_as_their_questions_ask(tree: Tree, client: Client) -> None:
    report = make_draft(started_on="1/11-2026", agreed_until="1/11-2027")
    text = client.get(f"/indberet/{token_for(report.key)}/").content.decode()

    assert "som vi læser dem: Begyndte 1. november 2026 · Hvor længe? 1. november 2027</p>" in tight(text)
