"""What lists, clock and side panel make of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.template import Context
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.tables import Table
from wagtail.models import Page

from core.checking import polite, rules
from core.checking.enums import Light, LinkState
from core.checking.links import look_up_due
from core.checking.models import OutsideLink, PageCheck
from core.checking.services import run_due_checks
from core.checking.tasks import queue_link_check
from core.checking.templatetags.checking_tags import content_light
from core.roles import SECTION_EDITORS, give_section, set_up_roles
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _mind_all() -> None:
    while PageCheck.objects.due().exists() or PageCheck.objects.count() < Page.objects.filter(depth__gt=1).count():
        run_due_checks()


def test_clock_looks_at_every_page_and_again_when_something_is_written(tree: Tree) -> None:
    concept = pages.make_concept(tree.concepts)
    _mind_all()
    check = PageCheck.objects.get(page=concept)
    assert (check.light, check.is_stale, check.number) == (Light.ADVICE, False, 5)

    concept.success_rule = "Flere end 20."
    concept.save_revision()
    assert PageCheck.objects.get(page=concept).is_stale
    run_due_checks()

    assert PageCheck.objects.get(page=concept).number == 4
    assert list(PageCheck.objects.with_code("target_groups").values_list("page", flat=True)) == [concept.pk]


def test_page_that_cannot_be_read_holds_up_no_other(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = pages.make_concept(tree.concepts, "I stykker"), pages.make_concept(tree.concepts, "Hel")
    plain = rules.findings_of

    def stumble(page: Any) -> Any:
        if page.pk == broken.pk:
            raise ValueError
        return plain(page)

    monkeypatch.setattr("core.checking.services.findings_of", stumble)
    _mind_all()

    assert PageCheck.objects.get(page=fine).number == 5
    assert not PageCheck.objects.due().exists()


def test_pages_are_looked_at_again_the_day_after(tree: Tree) -> None:
    _mind_all()
    PageCheck.objects.filter(page=tree.home).update(checked_at=timezone.now() - timedelta(days=1, seconds=1))

    assert [check.page_id for check in PageCheck.objects.due()] == [tree.home.pk]


def test_clock_asks_two_questions_when_nothing_is_due(tree: Tree) -> None:
    _mind_all()

    with CaptureQueriesContext(connection) as asked:
        run_due_checks()

    assert len(asked) == 2


def test_list_of_pages_shows_the_light_in_words_and_asks_the_same_of_one_and_of_twenty(
    tree: Tree, editor: Client
) -> None:
    address = reverse("wagtailadmin_explore", args=[tree.concepts.pk])

    def questions(number: int) -> int:
        for place in range(number):
            pages.make_concept(tree.concepts, f"Forslag {number} {place}")
        _mind_all()
        editor.get(address)
        with CaptureQueriesContext(connection) as asked:
            html = editor.get(address).content.decode()
        assert html.count("Kan blive bedre (5)") == tree.concepts.get_children().count()
        return sum("checking_pagecheck" in query["sql"] for query in asked.captured_queries)

    assert questions(1) == questions(19) == 1


def test_light_and_findings_are_for_those_who_may_edit(tree: Tree, client: Client) -> None:
    set_up_roles()
    section = Group.objects.get(name=SECTION_EDITORS)
    give_section(section, tree.guides)
    user = core.make_user("eva")
    user.groups.add(section)
    pages.make_concept(tree.concepts, "Bussen svarer")
    pages.make_guide(tree.guides, "Bussen")
    _mind_all()
    client.force_login(user)

    html = client.get(reverse("wagtailadmin_pages:search"), {"q": "Bussen"}).content.decode()

    assert html.count('class="content-light ') == 1
    request = RequestFactory().get("/")
    request.user = user
    concept = Page.objects.get(title="Bussen svarer").specific
    table = Table([], [concept])
    assert content_light(Context({"table": table, "request": request}), concept) == {"check": None}
    report = client.get(reverse("content_report"))
    assert {check.page.title for check in report.context["object_list"]} == {tree.guides.title, "Bussen"}
    assert client.get(reverse("page_findings", args=[tree.concepts.pk])).status_code in {302, 403, 404}


def test_report_finds_pages_by_what_they_lack_and_asks_the_same_of_any_number(tree: Tree, editor: Client) -> None:
    pages.make_concept(tree.concepts, "Uden målgruppe")
    pages.make_guide(tree.guides)
    _mind_all()
    address = reverse("content_report")

    def found(**query: str) -> list[str]:
        return [check.page.title for check in editor.get(address, query).context["object_list"]]

    assert found(kind="target_groups") == ["Uden målgruppe"]
    assert set(found(light=str(Light.ADVICE.value))) == {"Uden målgruppe", "Facebook"}
    assert found()[:1] == ["Uden målgruppe"]
    assert "Uden målgruppe" in editor.get(address, {"export": "csv"}).getvalue().decode()
    with CaptureQueriesContext(connection) as few:
        found()
    for number in range(5):
        pages.make_concept(tree.concepts, f"Flere {number}")
    _mind_all()
    with CaptureQueriesContext(connection) as many:
        found()
    assert len(many) == len(few)


def test_side_panel_tells_of_the_saved_draft(tree: Tree, editor: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    hard = "Kommunikationsmedarbejderne samarbejder tværkommunalt om bibliotekernes fælles digitale opslag."
    concept.adaptations = f'<p>{hard} <a href="https://a.dk/">Her</a></p>'
    concept.save_revision()

    html = editor.get(reverse("page_findings", args=[concept.pk])).content.decode()

    assert "Under »Målgrupper« står der ikke noget." in html
    assert "Læsbarhed: LIX" in html
    assert hard in html
    assert "1 link til et andet websted er ikke undersøgt." in html


def test_editor_has_the_panel_and_checks_main_alone(tree: Tree, editor: Client) -> None:
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[tree.concepts.pk])).content.decode()

    assert f'data-findings="{reverse("page_findings", args=[tree.concepts.pk])}"' in html
    assert '"include": ["main"]' in html


class Answers:
    """What other sites answer, and which were asked."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, address: str) -> int:
        self.asked.append(address)
        answer = self.answers[address]
        if isinstance(answer, Exception):
            raise answer
        return int(answer)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], Answers]:
    def answer(answers: dict[str, Any]) -> Answers:
        found = Answers(answers)
        monkeypatch.setattr(polite, "status_of", found)
        return found

    return answer


def _linking(tree: Tree, *addresses: str) -> Any:
    text = "".join(f'<a href="{address}">Her</a>' for address in addresses)
    concept = pages.make_concept(tree.concepts, adaptations=f"<p>{text}</p>")
    _mind_all()
    return concept


def _states() -> dict[str, str]:
    return dict(OutsideLink.objects.values_list("address", "state"))


def test_links_are_known_while_a_page_leads_to_them(tree: Tree) -> None:
    concept = _linking(tree, "https://a.dk/", "https://b.dk/")
    assert set(_states()) == {"https://a.dk/", "https://b.dk/"}

    concept.adaptations = '<p><a href="https://b.dk/">Her</a></p>'
    concept.save_revision()
    _mind_all()

    assert set(_states()) == {"https://b.dk/"}


def test_answers_are_kept_and_the_pages_looked_at_again(tree: Tree, answering: Any) -> None:
    statuses = {"https://a.dk/": 200, "https://b.dk/": 404, "https://c.dk/": 403, "https://d.dk/": 500}
    concept = _linking(tree, *statuses)
    answering(statuses)

    assert look_up_due() == 4

    assert list(_states().values()) == [LinkState.ALIVE, LinkState.DEAD, LinkState.UNCLEAR, LinkState.UNCLEAR]
    assert PageCheck.objects.get(page=concept).is_stale
    assert look_up_due() == 0


def test_without_network_nothing_is_called_dead(tree: Tree, answering: Any) -> None:
    _linking(tree, "https://a.dk/")
    answering({"https://a.dk/": OSError()})
    for _day in range(5):
        look_up_due()
        OutsideLink.objects.update(due_at=timezone.now())

    assert _states() == {"https://a.dk/": LinkState.UNKNOWN}


def test_silence_is_death_after_three_days_while_others_answer(tree: Tree, answering: Any) -> None:
    _linking(tree, "https://a.dk/", "https://b.dk/")
    answering({"https://a.dk/": 200, "https://b.dk/": polite.NoSuchHostError("b.dk")})
    seen = []
    for _day in range(3):
        OutsideLink.objects.update(due_at=timezone.now())
        look_up_due()
        seen.append(_states()["https://b.dk/"])

    assert seen == [LinkState.UNKNOWN, LinkState.UNKNOWN, LinkState.DEAD]


def test_address_within_our_own_walls_is_never_called_dead(tree: Tree, answering: Any) -> None:
    _linking(tree, "https://intranet.dk/")
    answering({"https://intranet.dk/": polite.NotPublicError("inner")})

    look_up_due()

    assert _states() == {"https://intranet.dk/": LinkState.UNKNOWN}


def test_one_site_is_asked_once_a_round(tree: Tree, answering: Any) -> None:
    _linking(tree, "https://a.dk/1", "https://a.dk/2", "https://b.dk/")
    answers = answering({"https://a.dk/1": 200, "https://a.dk/2": 200, "https://b.dk/": 200})

    assert look_up_due() == 2
    assert len({address.split("/")[2] for address in answers.asked}) == 2


def test_what_is_no_address_holds_up_no_other(tree: Tree, answering: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    concept = _linking(tree, "https://b.dk/")
    concept.lead = "http://[x/"
    concept.save_revision()
    _mind_all()
    plain, answers = polite.status_of, answering({"https://b.dk/": 200})
    monkeypatch.setattr(polite, "status_of", lambda one: plain(one) if "[" in one else answers(one))

    assert look_up_due() == 2

    assert _states() == {"https://b.dk/": LinkState.ALIVE, "http://[x/": LinkState.UNKNOWN}
    assert not OutsideLink.objects.due().exists()


def test_worker_is_sent_only_where_links_are_looked_up_and_once(tree: Tree, settings: Any) -> None:
    _linking(tree, "https://a.dk/")
    queue_link_check()
    assert DBTaskResult.objects.filter(queue_name="links").count() == 0

    settings.LOOK_UP_LINKS = True
    queue_link_check()
    queue_link_check()

    assert DBTaskResult.objects.filter(queue_name="links").count() == 1
