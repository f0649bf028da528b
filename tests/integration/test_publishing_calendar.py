"""The calendar of the admin: what stands in it for whom, and what moving an entry does."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from concepts.models import ConceptPage
from core.models import Occasion, User
from core.roles import EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.refusals import RefusedError
from showcase.models import AwardEditionPage
from tests.factories import core, pages
from tests.factories.site import Tree
from website.desk.calendar_entries import EntryKind
from website.desk.calendar_months import Month
from website.desk.rescheduling import move_occasion as moved

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = (9, 30)  # a time of day, which stays


@pytest.fixture
def editor(tree: Tree) -> User:
    set_up_roles()
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    return make_member(EDITORS)


def make_member(group: str, username: str = "anna") -> User:
    user = core.make_user(username)
    user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def in_days(days: int) -> datetime:
    return timezone.localtime().replace(hour=AT[0], minute=AT[1], second=0, microsecond=0) + timedelta(days=days)


def day_in(days: int) -> date:
    return in_days(days).date()


def scheduled(
    tree: Tree, title: str = "Fredagsbogen", *, number: int = 1, live: bool = False, **dates: datetime
) -> ConceptPage:
    """A concept approved for later; `live`: with an older version out already."""
    page = pages.make_concept(tree.concepts, title, number=number, live=live)
    page.title = f"{title} ny" if live else title
    for name, moment in {"go_live_at": in_days(5), **dates}.items():
        setattr(page, name, moment)
    page.save_revision().publish()
    return fresh(page)


def fresh(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def shown(user: User, moment: date, view: str = "") -> str:
    address = f"/admin/kalender/?maaned={moment:%Y-%m}{'&vis=liste' if view else ''}"
    page: Any = BeautifulSoup(browser_of(user).get(address).content, "html.parser")
    return " ".join(page.find("main").get_text(" ").split())


def move(user: User, page: Page, kind: EntryKind, day: date) -> Any:
    address = reverse("move_page_date", args=[page.pk, kind.value])
    return browser_of(user).post(address, {"day": day.isoformat()}, follow=True)


def told(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("view", ["", "liste"])
def test_month_shows_all_four_kinds_and_what_is_only_planned(tree: Tree, editor: User, view: str) -> None:
    day = date(2027, 3, 10)
    noon = timezone.make_aware(datetime(2027, 3, 10, 12))
    scheduled(tree, go_live_at=noon)
    planned = pages.make_concept(tree.concepts, "Kun tænkt", live=False, go_live_at=noon)
    pages.make_concept(tree.concepts, "Udløber nu", expire_at=noon)
    pages.make_edition(tree.awards, 2027, ceremony_at=noon)
    core.make_occasion("Påske", begins_on=date(2027, 3, 8), ends_on=date(2027, 4, 2))
    text = shown(editor, day, view)

    for title in ("Fredagsbogen", "Kun tænkt", "Udløber nu", "Påske", "marts 2027", "Prisfest"):
        assert title in text
    assert "ikke godkendt endnu" in text
    assert "Påske" in shown(editor, date(2027, 4, 1), view)
    assert "Fredagsbogen" not in shown(editor, date(2027, 5, 1), view)
    assert planned.live is False


def test_occasion_that_recurs_stands_on_its_days_each_year_and_is_not_moved_by_one(tree: Tree, editor: User) -> None:
    week = core.make_occasion("Læs løs", recurrence="uge 45")

    assert "Læs løs" in shown(editor, date(2026, 11, 1), "liste")
    assert "Læs løs" in shown(editor, date(2027, 11, 1), "liste")
    assert "Læs løs" not in shown(editor, date(2026, 10, 1), "liste")
    with pytest.raises(RefusedError):
        moved(week.pk, date(2026, 11, 2), date(2026, 11, 9), editor)
    assert Occasion.objects.get().begins_on is None


def test_section_editor_sees_her_own_dates_and_public_ceremonies_only(tree: Tree, editor: User) -> None:
    writer = make_member(SECTION_EDITORS, "sofie")
    for title, parent in (("Hemmeligt koncept", tree.concepts), ("Min guide", tree.guides)):
        make: Any = pages.make_concept if parent == tree.concepts else pages.make_guide
        make(parent, title, live=False, go_live_at=in_days(3))
    pages.make_concept(tree.concepts, "Synligt koncept", expire_at=in_days(3))
    pages.make_edition(tree.awards, 2031, ceremony_at=in_days(3))
    pages.make_edition(tree.awards, 2032, ceremony_at=in_days(3), live=False, title="Hemmelig fest")
    text = shown(writer, day_in(3))

    assert "Min guide" in text
    assert "2031" in text
    for hidden in ("Hemmelig", "Synligt koncept"):
        assert hidden not in text


def test_anonymous_and_assessors_are_sent_away(tree: Tree) -> None:
    assert Client().get("/admin/kalender/").status_code == 302


@pytest.mark.parametrize(
    "asked", ["", "2026-13", "0000-00", "x", "99999-01", "2026-1-1", "-", "２０２６-０１", f"{'9' * 5_000}-11"]
)
def test_odd_month_is_this_month(tree: Tree, editor: User, asked: str) -> None:
    month = Month.read(asked)

    assert month.first.day == 1
    assert browser_of(editor).get("/admin/kalender/", {"maaned": asked}).status_code == 200


def test_calendar_asks_as_much_of_many_entries_as_of_few(
    tree: Tree, editor: User, django_assert_max_num_queries: Any
) -> None:
    client = browser_of(editor)

    def fill(number: int) -> None:
        scheduled(tree, f"Forslag {number}", number=number, expire_at=in_days(9))
        pages.make_edition(tree.awards, 2040 + number, ceremony_at=in_days(5))
        core.make_occasion(f"Anledning {number}", begins_on=day_in(0), ends_on=day_in(1))

    fill(1)
    address = f"/admin/kalender/?maaned={day_in(5):%Y-%m}"
    client.get(address)
    with django_assert_max_num_queries(100) as few:
        client.get(address)
    for number in (2, 3, 4):
        fill(number)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_moved_publishing_keeps_its_time_its_approval_and_the_draft_on_top(tree: Tree, editor: User) -> None:
    page = scheduled(tree, live=True)
    page.title = "Endnu nyere"
    page.save_revision()
    response = move(editor, page, EntryKind.GO_LIVE, day_in(8))
    page = fresh(page)

    assert page.scheduled_revision.approved_go_live_at == in_days(8)
    assert page.scheduled_revision.as_object().title == "Fredagsbogen ny"
    assert page.latest_revision.as_object().title == "Endnu nyere"
    assert page.latest_revision.as_object().go_live_at == in_days(8)
    assert (page.title, page.live) == ("Fredagsbogen", True)
    assert "»Endnu nyere«: udgives" in told(response)


def test_moved_expiry_holds_in_what_is_public_scheduled_and_drafted(tree: Tree, editor: User) -> None:
    page = pages.make_concept(tree.concepts, "Fredagsbogen", expire_at=in_days(20))
    page.title = "Til senere"
    page.go_live_at = in_days(5)
    page.save_revision().publish()
    page = fresh(page)
    page.title = "Kladden"
    page.save_revision()
    move(editor, page, EntryKind.EXPIRY, day_in(30))
    page = fresh(page)

    assert (page.title, page.live, page.expire_at) == ("Fredagsbogen", True, in_days(30))
    assert page.scheduled_revision.as_object().title == "Til senere"
    assert page.scheduled_revision.as_object().expire_at == in_days(30)
    assert page.scheduled_revision.approved_go_live_at == in_days(5)
    assert page.latest_revision.as_object().title == "Kladden"
    assert page.latest_revision.as_object().expire_at == in_days(30)


def test_moved_ceremony_is_public_at_once_and_leaves_a_line(tree: Tree, editor: User) -> None:
    edition = pages.make_edition(tree.awards, 2031, ceremony_at=in_days(5))
    before = edition.revisions.count()
    move(editor, edition, EntryKind.CEREMONY, day_in(6))
    entry = PageLogEntry.objects.get(page=edition.pk, action="desk.move")

    assert AwardEditionPage.objects.get(pk=edition.pk).ceremony_at == in_days(6)
    assert edition.revisions.count() == before + 1
    assert (entry.user, entry.message.split(" fra ")[0]) == (editor, "Flyttet i kalenderen")
    assert entry.revision == edition.revisions.order_by("-pk").first()


def test_moved_plan_of_a_draft_publishes_nothing(tree: Tree, editor: User) -> None:
    page = pages.make_concept(tree.concepts, "Kladde", live=False, go_live_at=in_days(5))
    page.save_revision()
    move(editor, page, EntryKind.GO_LIVE, day_in(7))
    page = fresh(page)

    assert (page.live, page.scheduled_revision) == (False, None)
    assert page.latest_revision.as_object().go_live_at == in_days(7)
    assert "Kladde" in shown(editor, day_in(7))
    assert page.go_live_at == in_days(7)


def _in_the_past(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    return editor, scheduled(tree), day_in(-1), "Det tidspunkt er gået"


def _past_its_expiry(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    return editor, scheduled(tree, expire_at=in_days(10)), day_in(11), "udløbe, før den udgives"


def _locked(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    page = scheduled(tree)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=make_member(EDITORS, "bo"), locked_at=timezone.now())
    return editor, page, day_in(8), "Siden er låst"


def _in_approval(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    page = pages.make_concept(tree.concepts, "Sag", live=False, go_live_at=in_days(5))
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return editor, page, day_in(8), "sendt til godkendelse"


def _without_the_right(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    guide = pages.make_guide(tree.guides, "Bluesky", live=False)
    guide.go_live_at = in_days(5)
    guide.save_revision().publish()
    return make_member(SECTION_EDITORS, "sofie"), fresh(guide), day_in(8), "men ikke udgive den"


def _without_a_date(tree: Tree, editor: User) -> tuple[User, Page, date, str]:
    return editor, pages.make_concept(tree.concepts, "Uden dato"), day_in(8), "har ikke længere den dato"


REFUSED = (_in_the_past, _past_its_expiry, _locked, _in_approval, _without_the_right, _without_a_date)


@pytest.mark.parametrize("make", REFUSED)
def test_refused_move_says_why_and_changes_nothing(tree: Tree, editor: User, make: Any) -> None:
    user, page, day, sentence = make(tree, editor)
    before = [list(page.revisions.order_by("pk").values()), list(Page.objects.filter(pk=page.pk).values())]
    response = move(user, page, EntryKind.GO_LIVE, day)

    assert sentence in told(response)
    assert [list(page.revisions.order_by("pk").values()), list(Page.objects.filter(pk=page.pk).values())] == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_another_section_cannot_even_be_asked_about(tree: Tree, editor: User, method: str) -> None:
    writer, page = make_member(SECTION_EDITORS, "sofie"), scheduled(tree)
    address = reverse("move_page_date", args=[page.pk, EntryKind.GO_LIVE.value])

    assert getattr(browser_of(writer), method)(address, {"day": day_in(8).isoformat()}).status_code == 404
    assert fresh(page).scheduled_revision.approved_go_live_at == in_days(5)


@pytest.mark.parametrize("kind", ["anledning", "x"])
def test_kind_that_pages_do_not_have_is_not_found(tree: Tree, editor: User, kind: str) -> None:
    address = reverse("move_page_date", args=[scheduled(tree).pk, kind])

    assert browser_of(editor).get(address).status_code == 404


@pytest.mark.parametrize("typed", ["", "i morgen", "2027-02-30", "99999-01-01"])
def test_what_is_no_day_is_said_and_moves_nothing(tree: Tree, editor: User, typed: str) -> None:
    page = scheduled(tree)
    address = reverse("move_page_date", args=[page.pk, EntryKind.GO_LIVE.value])
    response = browser_of(editor).post(address, {"day": typed})

    assert response.status_code == 200
    assert response.context["form"].errors["day"]
    assert fresh(page).scheduled_revision.approved_go_live_at == in_days(5)


# --- occasions ------------------------------------------------------------------------------------------------------


def test_yearly_occasion_comes_back_and_moves_in_all_years(tree: Tree, editor: User) -> None:
    occasion = core.make_occasion("Jul", begins_on=date(2024, 12, 20), ends_on=date(2025, 1, 3))
    address = reverse("move_occasion", args=[occasion.pk, "2026-12-20"])
    browser_of(editor).post(address, {"day": "2026-12-22"})
    moved = Occasion.objects.get()

    assert (moved.begins_on, moved.ends_on) == (date(2024, 12, 22), date(2025, 1, 5))
    assert "Jul" in shown(editor, date(2030, 1, 1))
    assert ModelLogEntry.objects.filter(action="desk.move", user=editor).count() == 1


@pytest.mark.parametrize("begins", ["2026-12-21", "x", "2026-02-30", "0001-01-01", "0001-12-20", "9999-12-20"])
def test_occasion_moves_only_from_a_day_it_begins_on(tree: Tree, editor: User, begins: str) -> None:
    core.make_occasion("Jul", begins_on=date(2024, 12, 20), ends_on=date(2025, 1, 3))
    address = reverse("move_occasion", args=[Occasion.objects.get().pk, begins])
    response = browser_of(editor).post(address, {"day": "2026-12-22"})

    assert response.status_code in {200, 404}
    assert Occasion.objects.get().begins_on == date(2024, 12, 20)


def test_section_editor_moves_no_occasion(tree: Tree, editor: User) -> None:
    occasion = core.make_occasion("Jul", begins_on=date(2024, 12, 20), ends_on=date(2025, 1, 3))
    client = browser_of(make_member(SECTION_EDITORS, "sofie"))
    client.post(reverse("move_occasion", args=[occasion.pk, "2026-12-20"]), {"day": "2026-12-22"})

    assert Occasion.objects.get().begins_on == date(2024, 12, 20)


def test_leap_day_and_single_years_are_told_as_they_are() -> None:
    leap = Occasion(begins_on=date(2024, 2, 29), ends_on=date(2024, 3, 1))
    once = Occasion(begins_on=date(2026, 3, 29), ends_on=date(2026, 4, 6), is_yearly=False)

    assert leap.periods(date(2026, 2, 1), date(2026, 3, 31)) == [(date(2026, 2, 28), date(2026, 3, 1))]
    assert once.periods(date(2027, 3, 1), date(2027, 4, 30)) == []
    assert once.periods(date(2026, 4, 6), date(2026, 4, 30)) == [(date(2026, 3, 29), date(2026, 4, 6))]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-12-20", None), (None, "2026-12-20"), ("2026-12-20", "2026-12-19"), ("2026-1-1", "2028-1-1")],
)
def test_half_an_occasion_is_refused_with_a_sentence(tree: Tree, begins: str | None, ends: str | None) -> None:
    occasion = Occasion(name="Jul", slug="jul", begins_on=begins, ends_on=ends)

    with pytest.raises(ValidationError):
        occasion.full_clean()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"recurrence": "omkring uge 45"}, "Skriv for eksempel"),
        ({"recurrence": "uge 45", "begins_on": date(2026, 11, 2), "ends_on": date(2026, 11, 8)}, "ikke begge dele"),
    ],
)
def test_what_an_occasion_goes_by_must_be_read(tree: Tree, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Occasion(name="Læs løs", slug="laes-loes", **fields).full_clean()

    assert sentence in str(refused.value)


def test_list_of_occasions_says_what_was_understood(tree: Tree, editor: User) -> None:
    core.make_occasion("Læs løs", recurrence="uge 45")
    week = Occasion.objects.get().next_days()

    assert week in told(browser_of(editor).get(reverse("wagtailsnippets_core_occasion:list")))
    assert " november " in week
