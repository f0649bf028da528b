"""What staff do with reports, and what reporters learn of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page

from core.models import User
from core.roles import SECTION_EDITORS, set_up_roles
from media.models import CatalogueImage, Consent
from showcase.models import InitiativePage
from showcase.reporting import triage
from showcase.reporting.enums import ReportState
from showcase.reporting.mail import as_it_would_go, compose
from showcase.reporting.models import LibraryDomain, Report
from showcase.reporting.services import is_from_the_library
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.tasks import send_report_mail
from tests.factories import core, pages
from tests.factories.reports import make_draft, make_report, make_report_file, typed
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = core.make_user("redaktoer", is_superuser=True)
    client.force_login(user)
    return user


def _do_mail() -> list[str]:
    """What the worker would do. Returns: the kinds of the mails."""
    jobs = [
        job.args_kwargs["kwargs"] for job in DBTaskResult.objects.order_by("enqueued_at") if "report" in job.task_path
    ]
    for kwargs in jobs:
        send_report_mail.call(**kwargs)
    DBTaskResult.objects.all().delete()
    return [kwargs["kind"] for kwargs in jobs]


def test_queue_holds_what_was_sent_and_no_draft(tree: Tree, client: Client, editor: User) -> None:
    make_draft(name="Min kladde")
    make_report()
    text = client.get("/admin/indberetninger/").content.decode()

    assert "Bussen svarer" in text
    assert "Min kladde" not in text
    assert client.get("/admin/indberetninger/new/").status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        *(("state=received", True), ("state=declined", False), ("waiting=true", True), ("kind=strategy", False)),
        *(("group=1", True), ("q=bussen", True), ("q=ABCD", True), ("q=findesikke", False)),
    ],
)
def test_queue_is_filtered(tree: Tree, client: Client, editor: User, query: str, is_found: bool) -> None:
    report = make_report()
    assert report.library is not None
    query = query.replace("group=1", f"group={report.library.municipality_group}")

    assert ("Bussen svarer" in client.get(f"/admin/indberetninger/?{query}").content.decode()) is is_found


def test_report_shows_all_that_was_told_as_text(tree: Tree, client: Client, editor: User) -> None:
    report = make_report(answers={"what": "<script>alert(1)</script>", "value": "950", "post_url": "https://a.dk/1"})
    other = make_report(receipt="ZZZZ-2345", answers={"name": "Det samme", "post_url": "https://a.dk/1"})
    make_report_file(report)
    text = client.get(f"/admin/indberetninger/inspect/{report.pk}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "ida@fjordby.dk" in text
    assert str(other) in text
    assert 'alt="En bus."' in text


def test_question_and_reason_reach_the_reporter_fenced(
    tree: Tree, client: Client, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    report = make_report()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/reports/{report.pk}/take-up/")
        client.post(f"/admin/reports/{report.pk}/write/", {"text": "Hvor mange timer?\nTak", "ask": ""})
        report.refresh_from_db()
        assert report.state == ReportState.ASKED
        declined = {"text": "Ikke nyt.", "seen": "Ikke nyt.", "decline": ""}
        client.post(f"/admin/reports/{report.pk}/write/", declined)
        client.post(f"/admin/reports/{report.pk}/write/", {"text": "For sent.", "ask": ""})
    report.refresh_from_db()

    assert report.state == ReportState.DECLINED
    assert _do_mail() == ["question", "declined"]
    assert report.messages.count() == 2
    assert "\n> Ikke nyt.\n" in mail.outbox[1].body
    assert "Ikke nyt." in client.get(f"/indberet/{token_for(report.key)}/").content.decode()


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "Ikke nok."}])
def test_mail_is_shown_before_it_declines(
    tree: Tree,
    client: Client,
    editor: User,
    seen: dict[str, str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    report = make_report(answers={"name": "<script>x</script>"})
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"text": "Ikke\r\nnyt <b>.", "decline": "", **seen}
        page = client.post(f"/admin/reports/{report.pk}/write/", sent).content.decode()
    report.refresh_from_db()

    assert (report.state, report.messages.count(), _do_mail()) == (ReportState.RECEIVED, 0, [])
    assert "Om jeres indberetning" in page
    assert "&gt; Ikke<br>&gt; nyt &lt;b&gt;." in page
    assert "<script>x" not in page
    assert "ida@fjordby.dk" in page
    assert not re.search(r"/indberet/[bm]", page)
    again = {"decline": "", "text": "Ikke\r\nnyt <b>.", "seen": "Ikke\r\nnyt <b>."}
    client.post(f"/admin/reports/{report.pk}/write/", again)
    report.refresh_from_db()
    assert (report.state, report.messages.get().text) == (ReportState.DECLINED, "Ikke\nnyt <b>.")


def test_answers_are_told_as_people_write_them(tree: Tree, client: Client, editor: User) -> None:
    ten = "\n".join(str(number) for number in range(1_001, 1_011))
    numbers = {"metric": str(core.make_metric().pk), "value": "1234,50", "followers": "12345.00", "baseline": ten}
    report = make_report(answers={**numbers, "started_on": "2026-03-02", "post_url": "https://a.dk/1?x=1&y=2"})
    text = tight(client.get(f"/admin/indberetninger/inspect/{report.pk}/").content.decode())

    for told in ("2. marts 2026", "<dd>1.234,5</dd>", "<dd>12.345</dd>", "1.001; 1.002; "):
        assert told in text
    assert '<a href="https://a.dk/1?x=1&amp;y=2" rel="noopener noreferrer">' in text


def test_forms_of_the_queue_carry_their_token(tree: Tree, editor: User) -> None:
    report = make_report()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    text = strict.get(f"/admin/indberetninger/inspect/{report.pk}/").content.decode()
    forms = text[text.index("step-1-content") :]
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', forms)

    assert len(token) == forms.count('<form method="post"') == 4
    answer = strict.post(f"/admin/reports/{report.pk}/take-up/", {"csrfmiddlewaretoken": token[0]})
    assert answer.status_code == 302


def test_reporter_needs_no_cookie(tree: Tree) -> None:
    strict = Client(enforce_csrf_checks=True)
    report = make_report()

    assert strict.post(f"/indberet/{token_for(report.key)}/traek-tilbage/").status_code == 302
    assert not strict.cookies


def test_empty_question_is_refused(tree: Tree, client: Client, editor: User) -> None:
    report = make_report()
    client.post(f"/admin/reports/{report.pk}/write/", {"text": " ", "ask": ""})
    report.refresh_from_db()

    assert report.state == ReportState.RECEIVED


def test_confirmed_mail_domain_is_known_the_next_time_and_free_mail_never(tree: Tree) -> None:
    first = make_report(confirmed_email="ida@fjordby.dk")
    assert not is_from_the_library(first)
    assert triage.confirm_domain(first)
    later = make_report(receipt="ZZZZ-2345", confirmed_email="ida@fjordby.dk")
    unopened = make_report(receipt="YYYY-2345")
    free = make_report(receipt="XXXX-2345", answers={"email": "ida@gmail.com"})

    assert is_from_the_library(later)
    assert not is_from_the_library(unopened)
    assert not triage.confirm_domain(free)
    assert list(LibraryDomain.objects.values_list("domain", flat=True)) == ["fjordby.dk"]


def test_initiative_is_made_once_and_leaves_what_is_private_behind(tree: Tree, client: Client, editor: User) -> None:
    metric = core.make_metric()
    until = (timezone.localdate() + timedelta(days=400)).isoformat()
    report = make_report(
        contact_name="Ida",
        answers={
            "what": "Vi <b>kørte</b>.\n\nOg svarede.",
            "metric": str(metric.pk),
            "value": "1.250",
            "reach": "boosted",
            "people": "children",
            "purpose": "Kataloget",
            "channels": ["catalogue"],
            "agreed_until": until,
            "has_agreement": "on",
        },
    )
    make_report_file(report)
    first = client.post(f"/admin/reports/{report.pk}/initiative/")
    client.post(f"/admin/reports/{report.pk}/initiative/")
    page = InitiativePage.objects.get()
    image, consent = CatalogueImage.objects.get(), Consent.objects.get()

    assert first["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert (page.title, page.live, page.what) == (
        *("Bussen svarer", False),
        "<p>Vi &lt;b&gt;kørte&lt;/b&gt;.</p><p>Og svarede.</p>",
    )
    assert [(number.value, number.is_boosted) for number in page.numbers.all()] == [(1250, True)]
    assert [platform.slug for platform in page.platforms.all()] == ["facebook"]
    assert page.media[0].value["items"][0]["image"] == image
    assert (consent.images.get(), consent.age_class, consent.expires_on.isoformat()) == (image, "child", until)
    revision = str(page.latest_revision.content)
    assert "ida@fjordby.dk" not in revision
    assert client.get(str(first["Location"])).status_code == 200


def test_initiative_lies_in_the_language_of_its_report(tree: Tree, client: Client, editor: User) -> None:
    """It lay under the first index of any language."""
    english = Locale.objects.create(language_code="en")
    report = make_report(language="en")

    client.post(f"/admin/reports/{report.pk}/initiative/")
    refused = [str(message) for message in get_messages(client.get("/admin/").wsgi_request)]
    home = tree.home.copy_for_translation(english)
    pages.make_initiative_index(home, locale=english, slug="examples", live=False)
    tree.initiatives.move(Page.get_first_root_node().add_child(instance=Page(title="Til sidst")), pos="last-child")

    assert refused == ["Engelsk: Der er ingen side, som initiativer ligger under. Lav en først."]
    assert triage.make_initiative(report, editor).locale == english
    danish = make_report(receipt="BCDE-2345")
    assert triage.make_initiative(danish, editor).locale.language_code == "da"


def test_report_is_begun_in_the_language_of_its_address_and_mailed_in_it(tree: Tree, client: Client) -> None:
    home = tree.home.copy_for_translation(Locale.objects.create(language_code="en"))
    home.save_revision().publish()
    token = re.findall(r'name="udkast" value="([^"]+)"', client.get("/en/indberet/").content.decode())[0]
    client.post("/en/indberet/", {"udkast": token, "videre": "", **typed()})

    report = Report.objects.get()

    assert report.language == "en"
    sent = compose(report, "link")
    assert sent.subject == "Your draft in SoMe-kataloget"
    assert "/en/indberet/m" in sent.body
    with translation.override("en"):
        assert compose(make_draft(), "link").subject == "Jeres kladde i SoMe-kataloget"
        assert as_it_would_go(make_report(), "declined", "Nej")[0] == "Om jeres indberetning"


def test_reporter_hears_once_when_the_page_is_published(
    tree: Tree, client: Client, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    report = make_report()
    page = triage.make_initiative(report, editor)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        page.save_revision().publish()
    report.refresh_from_db()

    assert report.state == ReportState.PUBLISHED
    assert _do_mail() == ["published"]
    assert page.full_url in client.get(f"/indberet/{token_for(report.key)}/").content.decode()
    client.post(f"/indberet/{token_for(report.key)}/slet/")
    report.refresh_from_db()
    assert (report.email, InitiativePage.objects.count()) == ("", 1)


def test_what_waits_is_on_the_first_page_of_the_admin(tree: Tree, client: Client, editor: User) -> None:
    assert "waiting-reports" not in client.get("/admin/").content.decode()
    make_report()

    assert "1 indberetning venter på jer" in client.get("/admin/").content.decode()


def test_withdrawn_report_is_nobodys_work(tree: Tree, client: Client, editor: User) -> None:
    report = make_report(ReportState.WITHDRAWN)
    client.post(f"/admin/reports/{report.pk}/initiative/")

    assert not InitiativePage.objects.exists()
    assert Report.objects.get().state == ReportState.WITHDRAWN


def test_queue_is_counted_and_taken_out_without_contacts(tree: Tree, client: Client, editor: User) -> None:
    make_report(answers={"name": "=HYPERLINK(1)"})
    make_draft(name="Min kladde")
    text = client.get("/admin/indberetninger/").content.decode()
    table = b"".join(client.get("/admin/indberetninger/?export=csv")).decode()
    book = client.get("/admin/indberetninger/?export=xlsx")

    assert "=HYPERLINK(1)" in text
    assert "Min kladde" not in text + table
    assert "'=HYPERLINK(1)" in table
    assert "ida@fjordby.dk" not in table
    assert book.status_code == 200
    assert client.get("/admin/indberetningsregister/?export=csv")["Location"] == "/admin/indberetninger/?export=csv"
    for verb in ("new", f"edit/{Report.objects.sent().get().pk}", f"delete/{Report.objects.sent().get().pk}"):
        assert client.get(f"/admin/indberetninger/{verb}/").status_code in {302, 403, 404}, verb


def test_chosen_reports_are_given_to_a_colleague(tree: Tree, client: Client, editor: User) -> None:
    colleague = core.make_user("lis", is_superuser=True, first_name="Lis")
    first, asked = make_report(), make_report(ReportState.ASKED, receipt="ZZZZ-2345")
    draft = make_draft()
    chosen = "&".join(f"id={one.pk}" for one in (first, asked, draft))
    address = f"/admin/bulk/reporting/report/assign/?{chosen}&next=/admin/indberetninger/"
    shown = client.get(address).content.decode()
    client.post(address, {"assignee": colleague.pk})
    states = {one.pk: (one.assignee, one.state) for one in Report.objects.all()}

    assert "data-bulk-action-button" in client.get("/admin/indberetninger/").content.decode()
    assert "Lis" in shown
    assert states[first.pk] == (colleague, ReportState.ASSESSING)
    assert states[asked.pk] == (colleague, ReportState.ASKED)
    assert states[draft.pk] == (None, ReportState.DRAFT)
    found = client.get(f"/admin/indberetninger/?assignee={colleague.pk}&q=bussen").content.decode()
    assert "Lis" in found
    client.post(address, {"assignee": ""})
    assert not Report.objects.exclude(assignee=None).exists()


def test_list_of_those_to_give_away_tells_a_section_editor_nothing(tree: Tree, client: Client) -> None:
    set_up_roles()
    section_editor, report = core.make_user("lis"), make_report()
    section_editor.groups.add(Group.objects.get(name=SECTION_EDITORS))
    client.force_login(section_editor)
    answer = client.get(f"/admin/bulk/reporting/report/assign/?id={report.pk}&next=/admin/")

    assert "Bussen svarer" not in answer.content.decode()


@pytest.mark.parametrize("state", [ReportState.DECLINED, ReportState.PUBLISHED, ReportState.WITHDRAWN])
def test_closed_report_is_given_to_nobody(tree: Tree, client: Client, editor: User, state: ReportState) -> None:
    closed, report = make_report(state), make_report(receipt="ZZZZ-2345")
    address = f"/admin/bulk/reporting/report/assign/?id={closed.pk}&id={report.pk}&next=/admin/"
    shown = client.get(address).content.decode()
    client.post(address, {"assignee": editor.pk})
    triage.assign([closed], editor)

    assert "De her er lukket" in shown
    assert [one.assignee for one in (Report.objects.get(pk=closed.pk), Report.objects.get(pk=report.pk))] == [
        None,
        editor,
    ]


@pytest.mark.parametrize("address", ["take-up", "initiative"])
def test_whoever_takes_a_report_up_is_noted(tree: Tree, client: Client, editor: User, address: str) -> None:
    report = make_report()
    answer = client.post(f"/admin/reports/{report.pk}/{address}/", follow=True)
    report.refresh_from_db()

    assert (report.state, report.assignee) == (ReportState.ASSESSING, editor)
    assert address != "take-up" or "Du har taget den" in answer.content.decode()


def test_colleague_who_took_it_on_keeps_it(tree: Tree, client: Client, editor: User) -> None:
    colleague, report = core.make_user("lis", is_superuser=True), make_report()
    triage.assign([report], colleague)
    client.post(f"/admin/reports/{report.pk}/initiative/")
    report.refresh_from_db()

    assert report.assignee == colleague


def test_reports_are_given_to_those_who_may_work_on_them(tree: Tree, client: Client, editor: User) -> None:
    stranger, report = core.make_user("fremmed"), make_report()
    client.post(f"/admin/bulk/reporting/report/assign/?id={report.pk}&next=/admin/", {"assignee": stranger.pk})
    report.refresh_from_db()

    assert report.assignee is None
