"""The admin's first page, its menu, and the digest: what somebody finds that is hers, and nothing of others'."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from concepts.models import PlatformFigure
from core.models import User
from core.roles import EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.desk import MOST_LINES
from media.enums import VideoProblem, VideoState
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Message
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.posting import as_shown
from tests.factories.reports import make_report
from tests.factories.site import Tree
from website.desk.digest import mail_digest, send_digests
from website.desk.models import DigestChoice, Rhythm

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MOST_IN_MENU = 8
MORNING = 7


@pytest.fixture(autouse=True)
def _roles(tree: Tree) -> None:
    set_up_roles()


def make_member(group: str, username: str = "anna", **fields: Any) -> User:
    user = core.make_user(username, email=f"{username}@ddb.dk", **fields)
    user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))  # as stored: new rights end the sessions of who had others
    return client


def desk_of(user: User) -> Any:
    return BeautifulSoup(browser_of(user).get("/admin/").content, "html.parser").find(class_="desk")


def matter(user: User, name: str) -> str:
    """What the desk says of one matter, in one line; empty when it is not there."""
    found = desk_of(user).find(id=name)
    return " ".join(found.get_text(" ").split()) if found else ""


def _send_for_approval(page: Page, user: User) -> Page:
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return Page.objects.get(pk=page.pk)


def test_page_sent_for_approval_lies_with_who_approves_and_not_with_who_sent_it(tree: Tree) -> None:
    editor, writer = make_member(EDITORS), make_member(SECTION_EDITORS, "sofie")
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    page = _send_for_approval(pages.make_guide(tree.guides, "Bluesky", live=False, owner=writer), writer)

    assert "1 side venter på din godkendelse" in matter(editor, "to-approve")
    assert desk_of(editor).find(id="to-approve").a["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert matter(writer, "to-approve") == ""
    assert len(desk_of(editor).find(id="to-approve").find_all("a")) == 1


def test_page_to_approve_leads_to_what_it_changes_of_what_is_published(tree: Tree) -> None:
    editor, writer = make_member(EDITORS), make_member(SECTION_EDITORS, "sofie")
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    page = _send_for_approval(pages.make_guide(tree.guides, "Bluesky", owner=writer), writer)

    ways = desk_of(editor).find(id="to-approve").find_all("a")

    assert [way["href"] for way in ways] == [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"]),
    ]
    assert "Bluesky" in matter(writer, "awaiting-approval")


def test_page_sent_back_lies_with_who_sent_it_with_the_reason(tree: Tree) -> None:
    editor, writer = make_member(EDITORS), make_member(SECTION_EDITORS, "sofie")
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    page = _send_for_approval(pages.make_guide(tree.guides, "Bluesky", live=False, owner=writer), writer)
    page.current_workflow_task_state.reject(user=editor, comment="Kilden mangler.")

    assert "1 side er sendt tilbage til dig" in matter(writer, "sent-back")
    assert "Kilden mangler." in matter(writer, "sent-back")
    assert matter(editor, "sent-back") == ""


def test_answered_reports_come_first_then_ones_own(tree: Tree) -> None:
    editor, other = make_member(EDITORS), make_member(EDITORS, "bo")
    for number, (title, holder) in enumerate((("Andens", other), ("Ingens", None), ("Min", editor), ("Svaret", other))):
        report = make_report(receipt=f"R-{number}", answers={"name": title}, assignee=holder)
    Message.objects.create(report=report, is_from_staff=True, text="Hvornår?")
    Message.objects.create(report=report, is_from_staff=False, text="I går.")
    make_report(ReportState.ASKED, receipt="R-9", answers={"name": "Spurgt"})
    rows = [row.a.get_text() for row in desk_of(editor).find(id="waiting-reports").find_all("li")]

    assert rows == ["Svaret", "Min", "Ingens", "Andens"]
    assert "har svaret" in matter(editor, "waiting-reports")
    assert "1 indberetning venter på svar fra sit bibliotek" in matter(editor, "asked-reports")


def test_desk_tells_what_ends_and_what_failed(tree: Tree) -> None:
    editor, today = make_member(EDITORS), timezone.localdate()
    make_consent(image=core.make_image(), expires_on=today + timedelta(days=3))
    core.make_video("Bogbussen", state=VideoState.FAILED, problem=VideoProblem.DAMAGED)
    guide = pages.make_guide(tree.guides, "Gammel guide", reviewed_on="2020-01-01")
    kept: dict[str, Any] = {"value": "84 %", "year": 2025, "source": "DST"}
    for label, days in (("Forbi", -1), ("Snart", 29), ("Senere", 31)):
        PlatformFigure.objects.create(page=guide, label=label, valid_until=today + timedelta(days=days), **kept)

    assert "1 samtykke udløber inden for 60 dage" in matter(editor, "expiring-consents")
    assert "Filmen er beskadiget" in matter(editor, "failed-films")
    assert "2 tal i platformguider er udløbet eller udløber snart" in matter(editor, "figures-running-out")
    assert "Senere" not in matter(editor, "figures-running-out")
    assert "Gammel guide" in matter(editor, "guides-due")


def test_week_and_what_others_published_are_told(tree: Tree) -> None:
    editor, other = make_member(EDITORS), make_member(EDITORS, "bo")
    page = pages.make_concept(tree.concepts, "Fredagsbogen", number=1, live=False)
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision(user=other).publish(user=other)
    for number, author, title in ((2, other, "Hendes"), (3, editor, "Mit")):
        draft = pages.make_concept(tree.concepts, title, number=number, live=False)
        draft.save_revision(user=author).publish(user=author)

    assert "Fredagsbogen" in matter(editor, "this-week")
    assert "Hendes" in matter(editor, "changed-lately")
    assert "Mit" not in matter(editor, "changed-lately")


def test_desk_tells_a_section_editor_nothing_of_other_sections(tree: Tree) -> None:
    writer, boss = make_member(SECTION_EDITORS), core.make_user("boss", is_superuser=True)
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    writer = User.objects.get(pk=writer.pk)
    for number, title in enumerate(("Skjult plan", "Skjult sag"), 1):
        page = pages.make_concept(tree.concepts, title, number=number, live=False)
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision(user=boss).publish(user=boss)
    taken_down = pages.make_concept(tree.concepts, "Skjult igen", number=3)
    taken_down.save_revision(user=boss).publish(user=boss)
    taken_down.unpublish(user=boss)
    make_report(answers={"name": "Skjult indberetning"})
    make_consent(image=core.make_image(), who="Skjult", expires_on=timezone.localdate())
    told = browser_of(writer).get("/admin/").content.decode()

    assert "Skjult" not in told
    assert "Der ligger ikke noget og venter på dig" in told


def test_changes_of_other_sections_crowd_out_none_of_her_own(tree: Tree) -> None:
    writer, boss = make_member(SECTION_EDITORS), core.make_user("boss", is_superuser=True)
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    pages.make_guide(tree.guides, "Bluesky").save_revision(user=boss).publish(user=boss)
    for number in range(MOST_LINES):
        page = pages.make_concept(tree.concepts, f"Andres {number}", number=number + 1)
        page.save_revision(user=boss).publish(user=boss)

    assert "Bluesky" in matter(User.objects.get(pk=writer.pk), "changed-lately")


@pytest.mark.parametrize("role", [EDITORS, SECTION_EDITORS, "opens the admin only"])
def test_empty_desk_says_so_and_leads_on(tree: Tree, role: str) -> None:
    if role in {EDITORS, SECTION_EDITORS}:
        user = make_member(role)
    else:
        user = core.make_user()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        user = User.objects.get(pk=user.pk)
    desk, client = desk_of(user), browser_of(user)
    ways = [link["href"] for link in desk.find(class_="desk__done").find_all("a")]

    assert 2 <= len(ways) <= 3
    assert [address for address in ways if client.get(address).status_code != 200] == []
    assert desk.find(class_="desk__place--today") is None


def test_desk_asks_as_much_of_many_things_as_of_few(tree: Tree, django_assert_max_num_queries: Any) -> None:
    editor = make_member(EDITORS)
    client = browser_of(editor)

    def fill(number: int) -> None:
        make_report(receipt=f"R-{number}", library=core.make_library(f"DK-X{number:05}"))
        make_consent(image=core.make_image(), expires_on=timezone.localdate())
        page = pages.make_concept(tree.concepts, f"Forslag {number}", number=number, live=False, owner=editor)
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision().publish()
        _send_for_approval(pages.make_concept(tree.concepts, f"Kladde {number}", live=False), editor)

    fill(1)
    client.get("/admin/")
    with django_assert_max_num_queries(200) as few:
        client.get("/admin/")
    for number in range(2, 5):
        fill(number)
    with django_assert_max_num_queries(len(few)):
        client.get("/admin/")


# --- the menu -------------------------------------------------------------------------------------------------------


def _menu(client: Client) -> list[Any]:
    page: Any = BeautifulSoup(client.get("/admin/").content, "html.parser")
    props = json.loads(page.find(id="wagtail-sidebar-props").string)
    module = next(one for one in props["modules"] if one["_type"].endswith("MainMenuModule"))
    return list(module["_args"][0])


def _leaves(items: list[Any]) -> Iterator[str]:
    for item in items:
        if item["_type"].endswith("SubMenuItem"):
            yield from _leaves(item["_args"][1])
        else:
            yield item["_args"][0]["url"]


@pytest.mark.parametrize("role", [EDITORS, SECTION_EDITORS, "superuser"])
def test_menu_has_about_eight_entries_each_of_which_opens(tree: Tree, role: str) -> None:
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    user = core.make_user("boss", is_superuser=True) if role == "superuser" else make_member(role)
    client = browser_of(user)
    items = _menu(client)
    leaves = list(_leaves(items))

    assert len(items) <= MOST_IN_MENU
    assert len(leaves) == len(set(leaves))
    ours = [url for url in leaves if url.startswith("/admin/")]
    led = {url: client.get(url, follow=True) for url in ours}
    assert [url for url, answer in led.items() if answer.status_code != 200] == []
    assert [url for url, answer in led.items() if answer.redirect_chain[-1:] == [("/admin/", 302)]] == []


def test_menu_still_has_everything_that_was_registered(tree: Tree) -> None:
    client = browser_of(core.make_user("boss", is_superuser=True))
    leaves = set(_leaves(_menu(client)))

    assert {
        *(reverse(name) for name in ("wagtailimages:index", "wagtaildocs:index", "reports:index")),
        *(reverse(f"wagtailsnippets_{name}:list") for name in ("media_video", "media_consent", "core_platform")),
        *(reverse(f"wagtailsnippets_{name}:list") for name in ("showcase_awardcategory", "assessment_criterion")),
        *("/admin/biblioteker/", reverse("publishing_calendar")),
    } <= leaves


# --- our own name ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/", "/admin/images/", "/admin/account/", "/admin/kalender/"]
)
def test_pages_of_the_admin_carry_our_name_and_mark(tree: Tree, address: str) -> None:
    client = browser_of(core.make_user("boss", is_superuser=True))
    page: Any = BeautifulSoup(client.get(address, follow=True).content, "html.parser")

    assert str(page.title.string).strip().endswith("- SoMe-kataloget")
    assert "Wagtail" not in page.title.string
    assert page.find("link", rel="icon")["href"].endswith("icon.svg")
    assert (
        "SoMe-kataloget" in page.find("template", attrs={"data-wagtail-sidebar-branding-logo": True}).decode_contents()
    )


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/"])
def test_signing_in_is_told_in_our_own_words(tree: Tree, address: str) -> None:
    told = Client().get(address).content.decode()

    for foreign in ("Wagtail", "Skriv din brugernavn", "Dashboard"):
        assert foreign not in told


# --- the digest -----------------------------------------------------------------------------------------------------


def _choose(user: User, rhythm: Rhythm = Rhythm.DAILY) -> DigestChoice:
    choice: DigestChoice = DigestChoice.objects.create(user=user, rhythm=rhythm)
    return choice


def _jobs() -> list[dict[str, Any]]:
    jobs = DBTaskResult.objects.filter(task_path__endswith="mail_digest").order_by("enqueued_at")
    return [job.args_kwargs["kwargs"] for job in jobs]


def _this_morning() -> Any:
    return timezone.localtime().replace(hour=MORNING)


def test_nobody_gets_a_mail_before_she_asks_for_it(tree: Tree) -> None:
    make_member(EDITORS)
    _choose(make_member(EDITORS, "bo"), Rhythm.NEVER)
    send_digests(_this_morning())

    assert _jobs() == []


def test_choice_is_made_on_the_page_of_ones_account(tree: Tree) -> None:
    user = make_member(EDITORS)
    client = browser_of(user)
    sent = as_shown(client.get("/admin/account/"), "digest-rhythm")
    empty = {name: [""] for name in sent if "password" in name}
    response = client.post("/admin/account/", {**sent, **empty, "digest-rhythm": "mondays"})

    assert sent["digest-rhythm"] == [Rhythm.NEVER]
    assert response.status_code == 302
    assert DigestChoice.objects.get(user=user).rhythm == Rhythm.MONDAYS


def test_monday_is_for_both_and_other_days_for_one(tree: Tree) -> None:
    daily, mondays = (
        _choose(make_member(EDITORS, name), rhythm)
        for name, rhythm in (("daglig", Rhythm.DAILY), ("mandag", Rhythm.MONDAYS))
    )

    assert set(DigestChoice.objects.due(date(2026, 11, 30))) == {daily, mondays}
    assert set(DigestChoice.objects.due(date(2026, 12, 1))) == {daily}


def test_morning_is_told_once_however_often_the_clock_asks(tree: Tree) -> None:
    _choose(make_member(EDITORS))

    send_digests(timezone.localtime().replace(hour=5))
    assert _jobs() == []
    send_digests(_this_morning())
    send_digests(_this_morning())
    assert len(_jobs()) == 1


def test_digest_tells_the_desk_without_names_and_letters_of_others(tree: Tree) -> None:
    editor, writer = make_member(EDITORS), make_member(SECTION_EDITORS, "sofie")
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    _send_for_approval(pages.make_guide(tree.guides, "Bluesky", live=False, owner=writer), writer)
    make_report(answers={"name": "Karens kat"})
    make_consent(image=core.make_image(), who="Karen Blixen", expires_on=timezone.localdate())

    assert mail_digest.call(user_id=editor.pk, day=timezone.localdate().isoformat()) == 1
    sent = mail.outbox[-1]  # after Wagtail's own to those who approve
    assert sent.to == ["anna@ddb.dk"]
    assert "Bluesky" in sent.body
    assert "1 indberetning venter på jer" in sent.body
    assert "http://testserver/admin/indberetninger/?waiting=true" in sent.body
    assert "Karen" not in sent.body


def test_digest_of_a_section_editor_names_no_page_she_does_not_see(tree: Tree) -> None:
    writer, boss = make_member(SECTION_EDITORS), core.make_user("boss", is_superuser=True)
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.guides)
    hidden = pages.make_concept(tree.concepts, "Hemmelig vinder", live=False, owner=writer)
    _send_for_approval(hidden, boss)
    mine = _send_for_approval(pages.make_guide(tree.guides, "Bluesky", live=False, owner=writer), writer)
    mine.current_workflow_task_state.reject(user=boss, comment="Kilden mangler.")

    assert mail_digest.call(user_id=writer.pk, day=timezone.localdate().isoformat()) == 1
    assert "Bluesky" in mail.outbox[-1].body
    assert "Hemmelig" not in mail.outbox[-1].message().as_string()


def _leave(user: User) -> None:
    user.is_active = False
    user.save()


def _lose_the_admin(user: User) -> None:
    user.groups.clear()


def _have_nothing(user: User) -> None:
    user.groups.set([Group.objects.get(name=SECTION_EDITORS)])


@pytest.mark.parametrize("change", [_leave, _lose_the_admin, _have_nothing])
def test_no_mail_to_who_left_or_has_nothing_waiting(tree: Tree, change: Any) -> None:
    user = make_member(EDITORS)
    make_report()
    change(User.objects.get(pk=user.pk))

    assert mail_digest.call(user_id=user.pk, day=timezone.localdate().isoformat()) == 0
    assert mail.outbox == []


def test_mail_of_yesterday_is_not_sent_today(tree: Tree) -> None:
    user = make_member(EDITORS)
    make_report()

    assert mail_digest.call(user_id=user.pk, day=(timezone.localdate() - timedelta(days=1)).isoformat()) == 0
