"""To whom mails go, when, how many, and what stands in them."""

import re
from datetime import timedelta
from email import message_from_string
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from foundation.throttling.models import Attempt
from showcase.reporting import link_services, services, tasks
from showcase.reporting.enums import ReportState
from showcase.reporting.link_services import MOST_ADDRESSES, KeyOutcome, Writer
from showcase.reporting.mail import SUBJECTS
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import mailed, token_for
from showcase.reporting.tasks import send_report_mail
from tests.factories.reports import make_draft, make_report, typed
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

QUIET: Any = {"Accept": "application/json"}


class Desk:
    """A reporter at her first step, and the worker behind."""

    def __init__(self, client: Client, on_commit: Any) -> None:
        self.client, self.on_commit = client, on_commit
        text = client.get("/indberet/").content.decode()
        self.token = re.findall(r'name="udkast" value="([^"]+)"', text)[0]
        self.address = "/indberet/"

    def types(self, *, is_left: bool, **changed: Any) -> str:
        """Returns: the sentence she reads."""
        left = {"forladt": ""} if is_left else {}
        data = {"udkast": self.token, "side": "hendes", "gem": "", **left, **typed(**changed)}
        with self.on_commit(execute=True):
            said = self.client.post(self.address, data, headers=QUIET).json()
        self.token, self.address = said["token"], said["address"]
        return str(said["sentence"])

    def presses(self, **changed: Any) -> Any:
        data = {"udkast": self.token, "side": "hendes", "videre": "", **typed(**changed)}
        with self.on_commit(execute=True):
            return self.client.post(self.address, data)

    @staticmethod
    def mails() -> list[str]:
        """The receivers of all mails so far."""
        for job in DBTaskResult.objects.order_by("enqueued_at"):
            send_report_mail.call(**job.args_kwargs["kwargs"])
        DBTaskResult.objects.all().delete()
        return [receiver for message in mail.outbox for receiver in message.recipients()]


@pytest.fixture
def desk(tree: Tree, client: Client, django_capture_on_commit_callbacks: Any) -> Desk:
    return Desk(client, django_capture_on_commit_callbacks)


def test_pause_in_the_middle_of_an_address_mails_nobody(desk: Desk) -> None:
    for email in ("ida@firma.co", "ida@firma.com"):
        assert desk.types(is_left=False, email=email) == ""
        assert desk.mails() == []
        assert Report.objects.get().email == ""

    desk.types(is_left=True, email="ida@firma.com")
    assert desk.mails() == ["ida@firma.com"]
    desk.types(is_left=True, email="ida@firma.com", name="Mere tekst")
    assert desk.mails() == ["ida@firma.com"]


def test_sent_report_changes_its_address_only_when_the_field_is_left(desk: Desk) -> None:
    report = make_report()
    desk.token, desk.address = token_for(report.key), f"/indberet/{token_for(report.key)}/trin/1/"
    desk.types(is_left=False, email="ida@firma.co")
    assert (Report.objects.get().email, desk.mails()) == ("ida@fjordby.dk", [])

    desk.types(is_left=True, email="ida@firma.com")
    assert (Report.objects.get().email, desk.mails()) == ("ida@firma.com", ["ida@firma.com"])
    assert mail.outbox[0].subject == "Jeres indberetning i SoMe-kataloget"


def test_mistyped_address_has_nothing_after_the_correction(desk: Desk) -> None:
    desk.types(is_left=True, email="ida@firma.co")
    desk.types(is_left=True, email="ida@firma.com")
    assert desk.mails() == ["ida@firma.com"]  # what waited for the other in the queue is not sent at all

    desk.types(is_left=True, email="ida@firma.co")
    desk.mails()
    (stranger,) = re.findall(r"http://testserver(/indberet/\S+)", str(mail.outbox[-1].body))
    assert desk.client.get(stranger).status_code == 200
    desk.types(is_left=True, email="ida@firma.com")
    assert desk.client.get(stranger).status_code == 410
    sent = len(desk.mails())
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@firma.co"})
    assert len(desk.mails()) == sent


NOT_PLAIN = [
    *("ida", '"Ida" <ida@b.dk>', "Ida <ida@b.dk>", "ida@b.dk, ond@c.dk", "ida@b.dk;ond@c.dk", "ida@b.dk ond@c.dk"),
    *("ida@b.dk\nBcc: ond@c.dk", "ida@b.dk\r\nBcc: ond@c.dk", "ida@b.dk%0aBcc:ond@c.dk", '"a,b"@c.dk', "ida@b"),
    *("ida＠b.dk", "ida@b。dk", "ida@ｂ.dk", "idа@b.dk", "ida@[127.0.0.1]", "ida@b..dk", "@b.dk", "<ida@b.dk>"),
    *("mailto:ida@b.dk", "ida@localhost", "a" * 200 + "@b.dk", "ida@b.dk\u2028x@c.dk", "ida@b\u200d.dk", "-f@b.dk"),
]


@pytest.mark.once
@pytest.mark.parametrize("email", NOT_PLAIN)
def test_anything_but_one_plain_address_is_refused_with_a_sentence_and_kept_as_typed(desk: Desk, email: str) -> None:
    sentence = desk.types(is_left=True, email=email)
    pressed = desk.presses(email=email)
    shown = desk.client.get(f"/indberet/{desk.token}/trin/1/").content.decode()
    desk.client.post(f"/indberet/{desk.token}/mail/")

    assert "Skriv én alene, for eksempel navn@bibliotek.dk" in sentence
    assert pressed.status_code == 302
    assert sentence in shown
    assert (Report.objects.get().email, desk.mails()) == ("", [])
    assert Report.objects.get().answers["name"] == "Bussen svarer"


@pytest.mark.parametrize(
    ("typed_email", "receiver"),
    [
        *((" ida@b.dk ", "ida@b.dk"), ("Ida.Holm+some@Bibliotek.DK", "Ida.Holm+some@bibliotek.dk")),
        *(("ida@ålbøg.dk", "ida@xn--lbg-tla1h.dk"), ("ida@fjоrdby.dk", "ida@xn--fjrdby-xqf.dk")),
    ],
)
def test_receiver_is_one_address_of_plain_signs(desk: Desk, typed_email: str, receiver: str) -> None:
    desk.types(is_left=True, email=typed_email)

    assert desk.mails() == [receiver]
    header = message_from_string(mail.outbox[0].message().as_string())["To"]
    assert header == receiver


def test_one_draft_mails_few_addresses_and_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MOST_ADDRESSES):
        desk.types(is_left=True, email=f"nr{number}@firma.dk")
        desk.mails()
    for number in range(MOST_ADDRESSES, 60):
        sentence = desk.types(is_left=True, email=f"nr{number}@firma.dk", name=f"Navn {number}")

    assert sentence.startswith("Gemt, men indberetningen har allerede haft 5 mailadresser.")
    assert len(set(desk.mails())) == MOST_ADDRESSES
    assert Report.objects.get().answers["name"] == "Navn 59"
    assert sentence in desk.client.get(desk.address).content.decode()
    monkeypatch.setattr("showcase.reporting.views.SHORTEST_VISIT", timedelta(seconds=-1))
    refused = desk.client.post(f"/indberet/{desk.token}/send/")
    assert (refused.status_code, Report.objects.get().is_draft) == (302, True)
    desk.types(is_left=True, email="nr1@firma.dk")
    assert Report.objects.get().email == "nr1@firma.dk"


@pytest.mark.parametrize("limit", ["mail-report", "mail-address", "mail-network"])
def test_mails_are_limited_and_the_writer_told(desk: Desk, settings: LazySettings, limit: str) -> None:
    settings.LIMITS = {**settings.LIMITS, limit: (2, 3_600)}
    desk.types(is_left=True, email="ida@b.dk")
    answers = []
    for _time in range(3):
        with desk.on_commit(execute=True):
            answers.append(desk.client.post(f"/indberet/{desk.token}/mail/"))

    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert "Gemt, men vi har sendt mange mails på kort tid" in answers[-1].content.decode()
    assert desk.mails() == ["ida@b.dk", "ida@b.dk"]


@pytest.mark.parametrize("limit", ["mail-address", "mail-network"])
def test_limits_hold_over_many_drafts(
    tree: Tree,
    client: Client,
    settings: LazySettings,
    django_capture_on_commit_callbacks: Any,
    limit: str,
) -> None:
    settings.LIMITS = {**settings.LIMITS, limit: (2, 3_600)}
    for _number in range(4):
        desk = Desk(client, django_capture_on_commit_callbacks)
        answer = desk.presses()

    assert desk.mails() == ["ida@fjordby.dk"] * 2
    assert answer["Location"].endswith("/trin/2/?mail=senere")
    assert "mange mails på kort tid" in client.get(answer["Location"]).content.decode()
    assert Report.objects.count() == 4


def test_mail_of_a_stranger_carries_a_short_title_and_nothing_else_of_hers(desk: Desk) -> None:
    name = "Vind en iPhone på https://ond.example/x eller ond.example, ring 12 34 56 78, skriv til ond@ond.example"
    desk.types(is_left=True, email="offer@firma.dk", name=name, what="Køb nu", contact_name="Ond")
    desk.mails()
    body = str(mail.outbox[0].body)

    assert "\n> Vind en iPhone på eller ring skriv til\n" in body
    assert not re.search(r"ond|12 34|Køb|offer", body.replace("http://testserver", ""))


def test_mail_without_a_usable_title_says_so(desk: Desk) -> None:
    desk.types(is_left=True, name="www.ond.example")
    desk.mails()

    assert "\n> (uden titel)\n" in mail.outbox[0].body


@pytest.mark.parametrize("state", [ReportState.RECEIVED, ReportState.PUBLISHED, ReportState.DECLINED])
def test_lost_link_of_a_sent_report_is_no_draft(desk: Desk, state: ReportState) -> None:
    report = make_report(state)
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@fjordby.dk"})

    assert desk.mails() == ["ida@fjordby.dk"]
    assert mail.outbox[0].subject == "Jeres indberetning i SoMe-kataloget"
    (address,) = re.findall(r"http://testserver(/indberet/\S+)", str(mail.outbox[0].body))
    assert desk.client.get(address).status_code == 200
    assert report.email in mail.outbox[0].to


@pytest.mark.parametrize("instead", ["", "ida@", "Ida <ida@firma.com>"])
def test_address_that_is_taken_away_has_nothing_and_the_writer_all(desk: Desk, instead: str) -> None:
    desk.types(is_left=True, email="ida@firma.co")
    desk.mails()
    (stranger,) = re.findall(r"http://testserver(/indberet/\S+)", str(mail.outbox[0].body))
    desk.types(is_left=True, email=instead)
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@firma.co"})

    assert desk.client.get(stranger).status_code == 410
    assert desk.client.get(desk.address).status_code == 200
    assert desk.mails() == ["ida@firma.co"]


def test_only_typed_address_gets_no_link(desk: Desk) -> None:
    desk.types(is_left=False, email="ida@firma.co")
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@firma.co"})

    assert desk.mails() == []


def test_known_and_unknown_address_get_the_same_answer_for_the_same_work(desk: Desk) -> None:
    make_draft()
    desk.client.post("/indberet/link/", {"email": "varm.op@fjordby.dk"})
    work, answers = [], []
    for email in ("ida@fjordby.dk", "ukendt@fjordby.dk"):
        with CaptureQueriesContext(connection) as queries, desk.on_commit(execute=True):
            answers.append(desk.client.post("/indberet/link/", {"email": email}).content)
        work.append(len(queries))

    assert answers[0] == answers[1]
    assert work[0] == work[1]


@pytest.mark.once
@pytest.mark.parametrize("limit", ["mail-report", "mail-address", "mail-network"])
@pytest.mark.parametrize("kind", SUBJECTS)
def test_mail_that_no_member_of_staff_asked_for_is_counted(
    desk: Desk, settings: LazySettings, kind: str, limit: str
) -> None:
    settings.LIMITS = {**settings.LIMITS, limit: (2, 3_600)}
    report = make_report()
    with desk.on_commit(execute=True):
        gone = [tasks.mail(report, kind, network="192.0.2.1") for _again in range(4)]

    is_of_staff = kind in {"question", "feedback", "declined", "published", "taken_down"}
    assert gone == [True, True, is_of_staff, is_of_staff]
    assert len(desk.mails()) == gone.count(True)


def test_mail_that_is_refused_takes_nobodys_room(desk: Desk, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "mail-network": (1, 3_600)}
    report = make_draft()
    gone = [tasks.mail(report, "link", network="192.0.2.1") for _again in range(3)]

    assert gone == [True, False, False]
    assert list(Attempt.objects.values_list("action", flat=True).order_by("action")) == [
        *("mail-address", "mail-network", "mail-report"),
    ]


def test_lost_links_are_counted_as_all_mail_is(desk: Desk, settings: LazySettings) -> None:
    for _number in range(5):
        make_draft()
    with desk.on_commit(execute=True):
        answers = [desk.client.post("/indberet/link/", {"email": "ida@fjordby.dk"}) for _again in range(10)]

    assert len({answer.content for answer in answers}) == 1
    assert len(desk.mails()) == settings.LIMITS["mail-address"][0]


def test_receipts_are_counted_by_network_too(desk: Desk, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "mail-network": (2, 3_600)}
    with desk.on_commit(execute=True):
        sent = [services.send(make_draft(email=f"nr{number}@b.dk"), Writer("192.0.2.1")) for number in range(4)]

    assert [report.state for report, _outcome in sent] == [ReportState.RECEIVED] * 4
    assert [outcome for _report, outcome in sent] == [
        *[KeyOutcome.GIVEN] * 2,
        *[KeyOutcome.MAILED_LATER] * 2,
    ]
    assert desk.mails() == ["nr0@b.dk", "nr1@b.dk"]


def test_confirmed_address_that_was_replaced_gets_nothing(desk: Desk) -> None:
    report = make_report()
    link_services.confirm(report, mailed(report.key, 1, report.email))
    report.answers = {**report.answers, "email": "ny@fjordby.dk"}
    report.save()
    link_services.leave_address(Report.objects.get(), Writer("192.0.2.1"))
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@fjordby.dk"})

    assert desk.mails() == []


def test_link_that_was_asked_for_goes_to_no_other_address(desk: Desk) -> None:
    """Queued for the old mailbox, by whoever lost a link; the report has got a new one before the worker comes."""
    make_report()
    with desk.on_commit(execute=True):
        desk.client.post("/indberet/link/", {"email": "ida@fjordby.dk"})
    Report.objects.update(email="ny@fjordby.dk")

    assert desk.mails() == []


def test_what_staff_write_follows_the_report(desk: Desk) -> None:
    report = make_report()
    with desk.on_commit(execute=True):
        tasks.mail(report, "question")
    Report.objects.update(email="ny@fjordby.dk")

    assert desk.mails() == ["ny@fjordby.dk"]


@pytest.mark.parametrize("instead", ["ny@fjordby.dk", ""])
def test_confirmed_address_is_not_kept_when_it_is_changed(desk: Desk, instead: str) -> None:
    report = make_report()
    link_services.confirm(report, mailed(report.key, 1, report.email))
    report = Report.objects.get()
    report.answers = {**report.answers, "email": instead}
    report.save()
    link_services.leave_address(report, Writer("192.0.2.1"))

    assert "ida@fjordby.dk" not in str(Report.objects.values_list("email", "confirmed_email", "answers", "mailed_to"))
