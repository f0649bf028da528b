"""Numbers without people: what is counted, what never is, and what the staff are shown of it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from core.models import User
from core.roles import EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.counting import services
from foundation.counting.enums import CountedUse
from foundation.counting.models import DailyCount, SearchedWords
from foundation.counting.services import count, count_search, forget_old_counts, write_counts
from foundation.counting.validators import host_of, may_be_kept, public_name
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
LIBRARY = "https://www.fjordby-bibliotek.dk/nyheder?bruger=ida"


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    services._waiting.clear()


def visitor(agent: str = BROWSER, **headers: str) -> Client:
    return Client(headers={"user-agent": agent, **headers})


def counted() -> dict[tuple[str, str], int]:
    write_counts()
    return {(row.use, row.subject): row.number for row in DailyCount.objects.all()}


def tell(client: Client, what: str, page: object, origin: str = "http://testserver") -> Any:
    return client.post("/tael/", {"what": what, "page": page}, headers={"origin": origin})


def test_frames_are_counted_by_the_host_that_shows_them_and_nothing_else(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts)
    for address in ("/embed/v1/koncepter/", f"/embed/v1/side/{concept.pk}/"):
        assert visitor(referer=LIBRARY).get(address).status_code == 200
    visitor(referer="http://192.168.1.20/intra").get("/embed/v1/koncepter/")
    visitor(referer="http://testserver/del/").get("/embed/v1/koncepter/")

    assert counted() == {("frame", "fjordby-bibliotek.dk"): 2, ("frame", ""): 1}
    assert "ida" not in str(list(DailyCount.objects.values()))


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("https://WWW.Fjordby.DK/a?b#c", "fjordby.dk"),
        ("https://ida:hemmelig@fjordby.dk:8443/", "fjordby.dk"),
        ("https://[::1]/", ""),
        ("http://10.0.0.1/", ""),
        ("http://idas-maskine/", ""),
        ("http://idas-maskine.local/", ""),
        ("https://intra.fjordby.lan:8443/", ""),
        ("https://fjordby.home.arpa/", ""),
        ("https://local.dk/", "local.dk"),
        ("https://[ikke/", ""),
        ("", ""),
        ("https://" + "a" * 200 + ".dk/", ""),
        ("https://fjordby.dk'--/", ""),
    ],
)
def test_host_is_a_public_name_or_none(referrer: str, host: str) -> None:
    assert public_name(host_of(referrer)) == host


@pytest.mark.parametrize("agent", ["", "curl/8.0", "Mozilla/5.0 (compatible; Googlebot/2.1)", "python-requests/2.32"])
def test_programs_and_staff_are_no_visitors(tree: Tree, agent: str) -> None:
    concept = pages.make_concept(tree.concepts)
    staff = visitor()
    staff.force_login(core.make_user())
    for client in (visitor(agent), staff, visitor(**{"sec-purpose": "prefetch"})):
        client.get("/embed/v1/koncepter/")
        client.get("/soeg/?q=bogbus")
        tell(client, "kit", concept.pk)

    assert counted() == {}


def test_feeds_are_counted_by_name_for_programs_too(tree: Tree) -> None:
    program = visitor("Drupal (+http://drupal.org/) Guzzle")
    for address in ("/feeds/concepts.rss", "/feeds/calendar.ics", "/api/feed/v1/concepts"):
        assert program.get(address).status_code == 200
    visitor("Mozilla/5.0 (compatible; bingbot/2.0)").get("/feeds/concepts.rss")
    program.get("/feeds/concepts.rss?platform=findes-ikke&findes=ikke")
    numbers = counted()

    assert numbers[("feed", "calendar.ics")] == 1
    assert numbers[("feed", "api/concepts")] == 1
    assert set(numbers) == {("feed", "concepts.rss"), ("feed", "calendar.ics"), ("feed", "api/concepts")}


def test_what_is_taken_is_told_by_the_page_itself_and_by_nobody_else(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts)
    draft = pages.make_concept(tree.concepts, "Kladde", live=False)
    for what in ("kit", "copied", "copied", "frame", "x", ""):
        assert tell(visitor(), what, concept.pk).status_code == 204
    for page in (draft.pk, 999_999, "x", "-1", "9" * 40):
        assert tell(visitor(), "kit", page).status_code == 204
    tell(visitor(), "kit", concept.pk, origin="https://et-andet-sted.dk")
    for origin in ("https://[ikke", "//testserver", "testserver", ""):
        assert tell(visitor(), "kit", concept.pk, origin=origin).status_code == 204
    answer = tell(visitor(), "kit", concept.pk, origin="null")

    assert counted() == {("kit", str(concept.pk)): 1, ("copied", str(concept.pk)): 2}
    assert (answer.content, answer.cookies.output()) == (b"", "")
    assert visitor().get("/tael/").status_code == 405


def test_page_says_which_it_is_where_something_can_be_taken(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts)

    assert f'data-page="{concept.pk}"' in visitor().get(str(concept.get_url())).content.decode()
    assert f'data-page="{concept.pk}"' in visitor().get(f"{concept.get_url()}dpl/").content.decode()


def test_several_processes_add_to_the_same_number(tree: Tree) -> None:
    for _process in range(2):
        for _time in range(3):
            count(CountedUse.FRAME, "fjordby.dk")
        write_counts()
    count(CountedUse.FRAME, "havnby.dk")

    assert counted() == {("frame", "fjordby.dk"): 6, ("frame", "havnby.dk"): 1}


def test_request_writes_nothing_and_what_cannot_be_written_waits(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    count(CountedUse.FRAME, "fjordby.dk")

    def stumble(batch: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(services, "_add", stumble)
        with pytest.raises(OperationalError):
            write_counts()
    with django_assert_num_queries(0):
        count(CountedUse.FRAME, "fjordby.dk")

    assert counted() == {("frame", "fjordby.dk"): 2}


def test_batch_that_nobody_can_write_does_not_end_the_counting(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(batch: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(services, "_add", stumble)
        patch.setattr(connection, "close", lambda: None)  # the test's own
        count(CountedUse.FRAME, "fjordby.dk")
        services._write_quietly()
    count(CountedUse.FRAME, "havnby.dk")

    assert "What was counted is lost" in caplog.text
    assert counted() == {("frame", "havnby.dk"): 1}


def test_made_up_hosts_fill_neither_memory_nor_database(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_WAITING", 20)
    monkeypatch.setattr(services, "MOST_SUBJECTS", 5)
    for number in range(50):
        count(CountedUse.FRAME, f"host-{number:02}.dk")
    numbers = counted()

    assert len(numbers) == 6
    assert sum(numbers.values()) == 50
    assert numbers[("frame", "")] == 45


# --- searches -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("bogbus", True),
        ("læselyst 2026", True),
        ("ida@fjordby.dk", False),
        ("0101901234", False),
        ("12 34 56 78", False),
        ("https://fjordby.dk", False),
        ("www.fjordby.dk", False),
        ("en meget lang sætning om noget privat", False),
        ("a" * 60, False),
        ("x", False),
    ],
)
def test_only_short_words_without_addresses_and_numbers_may_be_kept(query: str, kept: bool) -> None:
    assert may_be_kept(query) is kept


def test_words_are_a_mark_until_several_have_asked_for_them(tree: Tree) -> None:
    for days, times in ((1, 2), (0, 0)):
        for _time in range(times):
            count_search("Bogbus  fredag", is_found=False)
        write_counts()
        DailyCount.objects.filter(day=timezone.localdate()).update(day=timezone.localdate() - timedelta(days=days))
    assert "bogbus" not in str([*DailyCount.objects.values(), *SearchedWords.objects.values()])

    count_search("bogbus fredag", is_found=False)
    write_counts()

    assert [row.words for row in SearchedWords.objects.all()] == ["bogbus fredag"]


def test_same_words_many_times_on_one_day_are_one_persons(tree: Tree) -> None:
    for _time in range(20):
        count_search("karen hansen", is_found=False)
    write_counts()

    assert not SearchedWords.objects.exists()
    assert sum(DailyCount.objects.filter(use=CountedUse.SEARCH).values_list("number", flat=True)) == 20


def test_search_page_counts_a_search_once_and_what_was_not_found(tree: Tree) -> None:
    pages.make_concept(tree.concepts, "Bogbus")
    call_command("update_index", verbosity=0)
    for address in ("/soeg/?q=bogbus", "/soeg/?q=zeppeliner", "/soeg/", "/soeg/?q=%20", "/soeg/?q=ida@fjordby.dk"):
        assert visitor().get(address).status_code == 200
    numbers = counted()
    marks = {word: services.mark_of(word) for word in ("bogbus", "zeppeliner")}

    assert numbers[("search", "")] == 3
    assert {key for key in numbers if key[0] != "search"} == {
        ("searched", marks["bogbus"]),
        ("searched", marks["zeppeliner"]),
        ("missed", marks["zeppeliner"]),
    }
    assert "ida" not in str(list(DailyCount.objects.values()))


def test_marks_go_after_thirty_days_and_numbers_after_three_years(tree: Tree) -> None:
    today = timezone.localdate()
    kept = SearchedWords.objects.create(mark=services.mark_of("bogbus"), words="bogbus")
    SearchedWords.objects.create(mark="forladt", words="forladt")
    for days, use, subject in (
        (31, CountedUse.SEARCHED, "nogens"),
        (31, CountedUse.SEARCHED, kept.mark),
        (29, CountedUse.SEARCHED, "nogens"),
        (31, CountedUse.FRAME, "fjordby.dk"),
        (3 * 365 + 1, CountedUse.FRAME, "fjordby.dk"),
    ):
        DailyCount.objects.create(day=today - timedelta(days=days), use=use, subject=subject, number=1)
    forget_old_counts()

    left = {((today - row.day).days, row.subject) for row in DailyCount.objects.all()}
    assert left == {(31, kept.mark), (29, "nogens"), (31, "fjordby.dk")}
    assert list(SearchedWords.objects.all()) == [kept]


# --- what the staff are shown ---------------------------------------------------------------------------------------


@pytest.fixture
def numbers(tree: Tree) -> dict[str, Any]:
    set_up_roles()
    concept = pages.make_concept(tree.concepts, "Bogbussen")
    hidden = pages.make_concept(tree.concepts, "=HYPERLINK(1)")
    today = timezone.localdate()
    SearchedWords.objects.create(mark="m1", words="læselyst")
    for use, subject, number in (
        (CountedUse.KIT, str(concept.pk), 4),
        (CountedUse.COPIED, str(hidden.pk), 3),
        (CountedUse.COPIED, "999999", 1),
        (CountedUse.FRAME, "fjordby.dk", 12),
        (CountedUse.SEARCH, "", 9),
        (CountedUse.SEARCHED, "m1", 5),
        (CountedUse.MISSED, "m2", 4),
    ):
        DailyCount.objects.create(day=today, use=use, subject=subject, number=number)
        DailyCount.objects.create(day=today - timedelta(days=40), use=use, subject=subject, number=100)
    return {"concept": concept}


def member(group: str) -> Client:
    user = core.make_user(group.lower().replace("ø", "oe"))
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def _section(client: Client, address: str, name: str) -> Any:
    return BeautifulSoup(client.get(address).content, "html.parser").find(id=name)


def test_each_chart_stands_beside_a_table_with_the_same(numbers: dict[str, Any]) -> None:
    client = member(EDITORS)
    frames = _section(client, "/admin/tal/?dage=30", "frame")
    bars = frames.find("svg").find_all("rect")
    rows = frames.find(class_="numbers__table").find("tbody").find_all("tr")

    assert len(bars) == len(rows)
    assert rows[-1].td.get_text() == "12"
    assert bars[-1]["height"] == "120.0"
    assert "Frames shown" not in frames.h2.get_text()
    assert frames.h2.get_text(strip=True).endswith(": 12")
    assert _section(client, "/admin/tal/?dage=90", "frame").h2.get_text(strip=True).endswith(": 112")
    assert _section(client, "/admin/tal/?dage=x", "frame").h2.get_text(strip=True).endswith(": 112")
    assert "style=" not in str(frames)


def test_numbers_name_pages_hosts_and_words_and_keep_marks_to_themselves(numbers: dict[str, Any]) -> None:
    page = member(EDITORS).get("/admin/tal/").content.decode()

    for name in ("Bogbussen", "fjordby.dk", "læselyst", "En side, der er væk"):
        assert name in page
    for mark in (">m1<", ">m2<"):
        assert mark not in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_numbers_can_be_taken_out_day_by_day_and_run_nothing(numbers: dict[str, Any], kind: str) -> None:
    data = member(EDITORS).get(f"/admin/tal/?dage=30&export={kind}").getvalue()
    if kind == "xlsx":
        rows: list[Any] = list(load_workbook(BytesIO(data)).active.values)
        assert rows[0] == ("Dag", "Hvad", "Af hvad", "Antal")
        assert sorted(row[3] for row in rows[1:]) == [1, 3, 4, 5, 9, 12]
    else:
        assert "'=HYPERLINK(1)" in data.decode("utf-8-sig")
    assert b"m2" not in data or kind == "xlsx"


def test_numbers_are_for_editors(numbers: dict[str, Any]) -> None:
    assert member(SECTION_EDITORS).get("/admin/tal/").status_code == 302
    assert Client().get("/admin/tal/").status_code == 302


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_pages_are_taken_out_with_status_facets_and_review(tree: Tree, kind: str) -> None:
    set_up_roles()
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    facebook, snapchat = core.make_platform(sort_order=2), core.make_platform("Snapchat", sort_order=1)
    pages.make_concept(
        tree.concepts,
        "Bogbussen",
        platforms=[facebook, snapchat],
        objectives=[core.make_objective()],
        reviewed_on="2026-02-01",
    )
    pages.make_concept(tree.concepts, "Kladden", live=False)
    pages.make_guide(tree.guides, "Snapchat", platform=snapchat)
    data = member(EDITORS).get(f"/admin/reports/sider/?export={kind}").getvalue()
    if kind == "xlsx":
        values = list(load_workbook(BytesIO(data)).active.values)
        rows = {row[0]: dict(zip(values[0], row, strict=True)) for row in values[1:]}
        assert rows["Bogbussen"]["Platforme"] == "Snapchat, Facebook"
        assert rows["Bogbussen"]["Formål"] == "Dialog"
        assert str(rows["Bogbussen"]["Gennemgået"])[:10] == "2026-02-01"
        assert rows["Kladden"]["Status"] == "kladde"
        assert rows["Snapchat"]["Platforme"] == "Snapchat"
    else:
        assert "Snapchat, Facebook" in data.decode("utf-8-sig")
    theirs = member(SECTION_EDITORS).get(f"/admin/reports/sider/?export={kind}").getvalue()
    assert kind == "xlsx" or "Bogbussen" not in theirs.decode()
    assert kind == "csv" or "Kladden" not in str(list(load_workbook(BytesIO(theirs)).active.values))


def test_report_of_pages_asks_as_much_of_many_as_of_few(tree: Tree, django_assert_max_num_queries: Any) -> None:
    set_up_roles()
    client = member(EDITORS)
    facebook = core.make_platform()
    pages.make_concept(tree.concepts, "Et", platforms=[facebook])
    client.get("/admin/reports/sider/")
    with django_assert_max_num_queries(80) as few:
        client.get("/admin/reports/sider/")
    for number in range(5):
        pages.make_concept(tree.concepts, f"Forslag {number}", platforms=[facebook])
    with django_assert_max_num_queries(len(few)):
        client.get("/admin/reports/sider/")
