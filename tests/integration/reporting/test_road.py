"""The road of a report: begun, kept, sent once, answered, withdrawn, forgotten."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from foundation.text import normalise
from foundation.throttling.models import Attempt
from showcase.reporting import services, withdrawal
from showcase.reporting.enums import ReportState
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Message, Report, ReportFile
from showcase.reporting.signed_tokens import LIFETIME, ReportLink, mailed, mark_of, read, token_for
from showcase.reporting.tasks import send_report_mail
from tests.factories.reports import make_draft, make_report, make_report_file, typed
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """As somebody who took her time."""
    monkeypatch.setattr("showcase.reporting.views.SHORTEST_VISIT", timedelta(seconds=-1))


def _begin(client: Client, **changed: Any) -> str:
    """Returns: the token of a report begun in the browser."""
    text = client.get("/indberet/").content.decode()
    token = re.findall(r'name="udkast" value="([^"]+)"', text)[0]
    response = client.post("/indberet/", {"udkast": token, "videre": "", **typed(**changed)})
    assert response.status_code == 302, response.content.decode()
    return token


def _do_mail() -> None:
    """What the worker would do."""
    for job in DBTaskResult.objects.order_by("enqueued_at"):
        if job.task_path.endswith("send_report_mail"):
            send_report_mail.call(**job.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()


def _links(text: str) -> list[str]:
    return re.findall(r"http://testserver(/indberet/\S+)", text)


def test_minimal_road_asks_six_fields(tree: Tree, client: Client, unhurried: None) -> None:
    token = _begin(client)
    response = client.post(f"/indberet/{token}/send/", follow=True)
    report = Report.objects.get()

    assert (report.state, report.title, str(report.library)) == (
        ReportState.RECEIVED,
        "Bussen svarer",
        "Fjordby Bibliotek",
    )
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", str(report.receipt))
    assert str(report.receipt) in response.content.decode()
    assert not client.cookies


def test_double_click_back_and_two_tabs_are_one_report(
    tree: Tree, client: Client, unhurried: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        token = _begin(client)
        again = client.post("/indberet/", {"udkast": token, "send": "", **typed()})
        client.post("/indberet/", {"udkast": token, "send": "", **typed()})
        for _click in range(3):
            client.post(f"/indberet/{token}/send/")

    assert again.status_code == 302
    assert Report.objects.count() == 1
    assert [job.args_kwargs["kwargs"]["kind"] for job in DBTaskResult.objects.order_by("enqueued_at")] == [
        "link",
        "receipt",
    ]


def test_draft_is_opened_on_another_device_by_the_link_of_the_mail(
    tree: Tree, client: Client, unhurried: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _begin(client, name="Bog\nBcc: x@example.dk")
    _do_mail()
    (message,) = mail.outbox
    (address,) = _links(str(message.body))

    assert (message.to, message.subject) == (["ida@fjordby.dk"], "Jeres kladde i SoMe-kataloget")
    assert "\n> Bog Bcc:\n" in message.body
    assert "Vi kørte" in Client().get(f"{address}trin/1/").content.decode()
    assert not Report.objects.get().is_confirmed
    Client().post(f"{address}bekraeft/")
    assert Report.objects.get().is_confirmed


def test_what_is_typed_is_kept_right_or_wrong_and_judged_when_sent(tree: Tree, client: Client, unhurried: None) -> None:
    token = _begin(client)
    numbers = {"value": "mange", "followers": "-3", "baseline": "1\n2", "window_days": "x", "gem": ""}
    assert client.post(f"/indberet/{token}/trin/3/", numbers).status_code == 302
    shown = client.get(f"/indberet/{token}/trin/3/").content.decode()
    refused = client.post(f"/indberet/{token}/send/")
    judged = client.get(refused["Location"]).content.decode()

    assert 'value="mange"' in shown
    assert "report__error" not in shown
    assert refused["Location"] == f"/indberet/{token}/trin/3/?tjek=1"
    assert all(
        word in judged for word in ('value="mange"', 'value="-3"', "Der skal ti opslag til", "Det er ikke et tal")
    )
    assert Report.objects.get().is_draft


@pytest.mark.parametrize(
    "changed",
    [
        *({"library": "Atlantis"}, {"library": ""}, {"platforms": ["myspace"]}, {"platforms": []}, {"what": " "}),
        *({"email": "ida"}, {"email": "ida@b.dk\nBcc: x@y.dk"}, {"email": f"{'a' * 300}@b.dk"}, {"name": "x" * 56}),
        *({"started_on": "2999-01-01"}, {"started_on": "2026-02-01", "ended_on": "2026-01-01"}, {"started_on": "0001"}),
        *({"post_url": "javascript:alert(1)"}, {"post_url": "vbscript:x"}, {"post_url": "data:text/html,x"}),
        *({"kind": "andet"}, {"what": "x" * 5_001}, {"name": "\u202e\u200b"}),
    ],
)
def test_bad_answer_is_said_beside_its_field(
    tree: Tree, client: Client, unhurried: None, changed: dict[str, Any]
) -> None:
    token = _begin(client, **changed)
    response = client.post(f"/indberet/{token}/send/", follow=True)

    assert response.status_code == 200
    assert "report__error" in response.content.decode()
    assert Report.objects.get().is_draft


HOSTILE = {
    "nothing": "",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "script address": "javascript:alert(document.cookie)",
    "turned": "\u202egnp.exe\u2066\u200b",
    "zalgo": "Z" + "\u0334\u0300\u0301" * 400,
    "nul": "a\x00b\x0b\x1f",
    "negative": "-5",
    "huge": "1" + "0" * 30,
    "exponent": "1e400",
    "word": "mange",
    "formula": '=HYPERLINK("http://ond.example")',
    "lone surrogate as text": "\\ud800 {{ 7*7 }} {% load x %} %s %(x)s",
    "far day": "9999-12-31",
    "no day": "31-02-2026",
    "nine": "\n".join("123456789"),
    "eleven": "\n".join(str(number) for number in range(11)),
    "no term": "findes-ikke",
    "ids of others": "1",
}
IN_STEPS = [(step, hostile) for step in (1, 2, 3, 4) for hostile in HOSTILE]
ONE_STEP_EACH = [(number % 4 + 1, hostile) for number, hostile in enumerate(HOSTILE)]


@pytest.mark.parametrize("where_and_what", by_night_but(IN_STEPS, *ONE_STEP_EACH), ids=str)
def test_anything_in_every_field_is_kept_judged_and_never_run(
    tree: Tree, client: Client, unhurried: None, where_and_what: tuple[int, str]
) -> None:
    step, hostile = where_and_what[0], HOSTILE[where_and_what[1]]
    other = make_report()
    before = list(Report.objects.filter(pk=other.pk).values())
    token = _begin(client)
    fields = dict.fromkeys(STEPS[step - 1].base_fields, hostile)
    kept = client.post(f"/indberet/{token}/trin/{step}/", {**fields, "gem": "", "id": other.pk, "files": other.pk})
    shown = client.get(f"/indberet/{token}/trin/{step}/?tjek=1")
    sent = client.post(f"/indberet/{token}/send/", follow=True)

    assert (kept.status_code, shown.status_code, sent.status_code) == (302, 200, 200)
    assert "<script>alert" not in shown.content.decode() + sent.content.decode()
    for name in {"name", "library", "why", "how", "value", "baseline", "purpose", "contact_name"} & set(fields):
        assert escape(normalise(hostile)) in shown.content.decode(), name
    assert list(Report.objects.filter(pk=other.pk).values()) == before


def test_text_of_a_megabyte_is_shown_again_and_not_kept(tree: Tree, client: Client) -> None:
    token = _begin(client)
    response = client.post(f"/indberet/{token}/trin/2/", {"why": "x" * 1_000_000, "how": "Sådan", "gem": ""})

    assert response.status_code == 413
    assert "x" * 1_000_000 in response.content.decode()
    assert "Sådan" in response.content.decode()
    assert "why" not in Report.objects.get().answers


def test_stale_window_is_told_and_can_still_keep(tree: Tree, client: Client) -> None:
    token = _begin(client)
    client.post(f"/indberet/{token}/trin/2/", {"why": "Først", "revision": "1", "gem": ""})
    stale = client.post(f"/indberet/{token}/trin/2/", {"why": "Senere", "revision": "1", "gem": ""})
    shown = stale.content.decode()
    revision = re.findall(r'name="revision" value="(\d+)"', shown)[0]
    client.post(f"/indberet/{token}/trin/2/", {"why": "Senere", "revision": revision, "gem": ""})

    assert stale.status_code == 409
    assert "Senere" in shown
    assert Report.objects.get().answers["why"] == "Senere"


def test_typing_is_kept_quietly(tree: Tree, client: Client) -> None:
    token = _begin(client)
    response = client.post(
        f"/indberet/{token}/trin/2/", {"why": "Fordi", "gem": ""}, headers={"Accept": "application/json"}
    )

    assert response.json() == {
        "revision": 2,
        "address": f"/indberet/{token}/trin/2/",
        "token": token,
        "sentence": "",
    }


@pytest.mark.parametrize("token", ["x", "m", "bxx.yy.zz", "%00", "æ" * 20, "a" * 3_000])
def test_edited_link_opens_nothing(tree: Tree, client: Client, token: str) -> None:
    make_report()

    assert client.get(f"/indberet/{token}/").status_code in {400, 404}


def test_link_of_the_browser_is_no_link_of_a_mail(tree: Tree, client: Client) -> None:
    report = make_report()
    token = token_for(report.key)
    forged = f"m{token[1:]}"

    assert client.get(f"/indberet/{forged}/").status_code == 404
    assert client.get(f"/indberet/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/").status_code == 404
    client.get(f"/indberet/{token}/")
    assert not Report.objects.get().is_confirmed
    assert read(token) == ReportLink(report.key)
    assert read(mailed(report.key, 3, "Ida@b.dk").token) == ReportLink(report.key, 3, mark_of(report.key, "ida@b.dk"))


def test_expired_link_offers_a_new_one(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report()
    signed_at = (timezone.now() - LIFETIME - timedelta(days=1)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: signed_at)
    token = token_for(report.key)
    monkeypatch.undo()

    response = client.get(f"/indberet/{token}/")

    assert response.status_code == 410
    assert 'name="email"' in response.content.decode()


@pytest.mark.parametrize("email", ["ida@fjordby.dk", "IDA@fjordby.dk", "ukendt@fjordby.dk"])
def test_lost_link_is_sent_again_without_telling_who_is_known(
    tree: Tree, client: Client, email: str, django_capture_on_commit_callbacks: Any
) -> None:
    make_draft()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/indberet/link/", {"email": email})
    _do_mail()

    assert response.status_code == 200
    assert "Hvis vi kender adressen" in response.content.decode()
    assert len(mail.outbox) == (0 if email.startswith("ukendt") else 1)


def test_page_of_a_report_is_kept_and_found_by_nobody(tree: Tree, client: Client) -> None:
    response = client.get(f"/indberet/{token_for(make_report().key)}/")

    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")


def test_hidden_field_and_haste_stop_machines_but_lose_nothing(tree: Tree, client: Client) -> None:
    text = client.get("/indberet/").content.decode()
    token = re.findall(r'name="udkast" value="([^"]+)"', text)[0]
    trapped = client.post("/indberet/", {"udkast": token, "hjemmeside": "http://spam", "send": "", **typed()})
    assert "Bussen svarer" in trapped.content.decode()
    assert not Report.objects.exists()

    hasty = client.post("/indberet/", {"udkast": token, "send": "", **typed()})
    assert hasty.status_code == 429
    assert Report.objects.get().is_draft


def test_too_many_from_one_network_are_asked_to_wait(tree: Tree, client: Client, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "begin": (2, 3_600)}
    settings.PROXY_HOPS = 1
    for number in range(3):
        text = client.get("/indberet/").content.decode()
        token = re.findall(r'name="udkast" value="([^"]+)"', text)[0]
        headers = {"X-Forwarded-For": f"10.9.9.{number}, 192.0.2.7"}
        response = client.post("/indberet/", {"udkast": token, "videre": "", **typed()}, headers=headers)

    assert response.status_code == 429
    assert Report.objects.count() == 2
    assert "192.0.2.7" not in str(list(Attempt.objects.values()))


def test_sent_report_can_be_corrected_withdrawn_and_not_sent_again(tree: Tree, client: Client) -> None:
    report = make_report()
    token = token_for(report.key)
    wrong = client.post(f"/indberet/{token}/trin/1/", {"gem": "", **typed(library="Atlantis")})
    right = client.post(f"/indberet/{token}/trin/1/", {"gem": "", **typed(name="Bussen kører")})
    report.refresh_from_db()

    assert (wrong.status_code, right.status_code, report.title) == (200, 302, "Bussen kører")
    client.post(f"/indberet/{token}/traek-tilbage/")
    report.refresh_from_db()
    assert report.state == ReportState.WITHDRAWN
    assert client.post(f"/indberet/{token}/send/").status_code == 409
    assert client.post(f"/indberet/{token}/trin/1/", {"gem": "", **typed()}).status_code == 409


def test_busy_database_loses_nothing(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_arguments: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    report = make_report()
    monkeypatch.setattr(services, "keep", busy)
    monkeypatch.setattr(withdrawal, "withdraw", busy)
    kept = client.post("/indberet/", {"udkast": token_for(uuid4()), "videre": "", **typed(name="Må ikke tabes")})
    withdrawn = client.post(f"/indberet/{token_for(report.key)}/traek-tilbage/")

    assert (kept.status_code, withdrawn.status_code) == (503, 503)
    assert 'value="Må ikke tabes"' in kept.content.decode()
    assert "tryk igen om lidt" in kept.content.decode()
    assert "intet er tabt" in withdrawn.content.decode()


def test_diploma_is_for_what_is_published(tree: Tree, client: Client) -> None:
    waiting = make_report()
    published = make_report(ReportState.PUBLISHED, receipt="DIPL-2345", closed_at=timezone.now())
    text = client.get(f"/indberet/{token_for(published.key)}/diplom/").content.decode()

    assert client.get(f"/indberet/{token_for(waiting.key)}/diplom/").status_code == 404
    assert "Fjordby Bibliotek" in text
    assert "DIPL-2345" in text
    assert "ida@" not in text
    assert "/diplom/" in client.get(f"/indberet/{token_for(published.key)}/").content.decode()


def test_question_is_answered_in_place(tree: Tree, client: Client) -> None:
    report = make_report(ReportState.ASKED)
    Message.objects.create(report=report, is_from_staff=True, text="Hvor mange <b>timer</b>?")
    token = token_for(report.key)

    assert "Hvor mange &lt;b&gt;timer&lt;/b&gt;?" in client.get(f"/indberet/{token}/").content.decode()
    assert client.post(f"/indberet/{token}/svar/", {"svar": " "}).status_code == 400
    client.post(f"/indberet/{token}/svar/", {"svar": "Fire."})
    report.refresh_from_db()
    assert (report.state, report.messages.last().text) == (ReportState.ASSESSING, "Fire.")  # type: ignore[union-attr]


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RECEIVED, ReportState.DECLINED])
def test_erase_me_erases_everything(tree: Tree, client: Client, state: ReportState) -> None:
    report = make_draft() if state == ReportState.DRAFT else make_report(state)
    file = make_report_file(report)
    Message.objects.create(report=report, text="Ida fra Fjordby")
    token = token_for(report.key)

    response = client.post(f"/indberet/{token}/slet/")

    assert response.status_code == 200
    assert not any(model.objects.exists() for model in (Report, ReportFile, Message))
    assert client.get(f"/indberet/{token}/").status_code == 410
    assert file.pk


BY_ITSELF: dict[str, tuple[int, dict[str, Any]]] = {
    "library renamed": (1, {"library": "Et navn, ingen har mere"}),
    "address no longer plain": (1, {"email": "Ida <ida@fjordby.dk>"}),
    "metric taken out of use": (3, {"metric": "999", "value": "4"}),
    "agreement ran out": (4, {"people": "adults", "has_agreement": "on", "channels": ["catalogue"]}),
}


@pytest.mark.parametrize("change", BY_ITSELF)
def test_sent_report_that_became_wrong_by_itself_can_be_corrected(tree: Tree, client: Client, change: str) -> None:
    wrong_step, answers = BY_ITSELF[change]
    if wrong_step == 4:
        answers = {**answers, "agreed_until": (timezone.localdate() - timedelta(days=1)).isoformat()}
    report = make_report(answers=answers, contact_name="Ida")
    token = token_for(report.key)

    answer = client.post(f"/indberet/{token}/trin/2/", {"why": "Fordi bussen kørte tom.", "gem": ""}, follow=True)
    quiet = client.post(
        f"/indberet/{token}/trin/2/", {"why": "Fordi den kørte."}, headers={"accept": "application/json"}
    )

    assert answer.redirect_chain == [(f"/indberet/{token}/trin/{wrong_step}/?tjek=1", 302)]
    assert "Det, du skrev, er gemt, men noget her passer ikke længere." in answer.content.decode()
    assert quiet.status_code == 200
    report.refresh_from_db()
    assert report.answers == {**report.answers, **answers, "why": "Fordi den kørte."}
    assert (report.title, str(report.library), report.contact_name) == (
        *("Bussen svarer", "Fjordby Bibliotek"),
        "" if wrong_step != 4 else "Ida",
    )


def test_contacts_of_a_report_go_together_or_not_at_all(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report(ReportState.DECLINED, closed_at=timezone.now() - timedelta(days=366))
    Message.objects.create(report=report, text="Ring til Ida.")
    with monkeypatch.context() as broken:
        broken.setattr("showcase.reporting.withdrawal._forget_jobs", None)  # cannot be called
        withdrawal.erase_old_contacts()
    assert (Report.objects.get().email, Message.objects.count()) == ("ida@fjordby.dk", 1)

    withdrawal.erase_old_contacts()

    assert (Report.objects.get().email, Message.objects.count()) == ("", 0)


def test_contacts_are_erased_a_year_after_closing_and_forgotten_drafts_whole(tree: Tree) -> None:
    old = make_report(ReportState.DECLINED, closed_at=timezone.now() - timedelta(days=366))
    new = make_report(ReportState.DECLINED, closed_at=timezone.now() - timedelta(days=364), receipt="ZZZZ-2345")
    refused = make_report(ReportState.DECLINED, closed_at=timezone.now() - timedelta(days=366), receipt="WWWW-2345")
    Report.objects.filter(pk=refused.pk).update(email="")
    draft, in_use = make_draft(), make_draft()
    long_ago = timezone.now() - timedelta(days=91)
    Report.objects.filter(pk__in=[draft.pk, in_use.pk]).update(created_at=long_ago, updated_at=long_ago)
    services.keep(in_use, {"why": "Fordi"})

    withdrawal.erase_old_contacts()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.email, old.answers.get("email"), new.email) == ("", None, "ida@fjordby.dk")
    refused.refresh_from_db()
    assert refused.answers.get("email") is None, "typed, and never taken: a sixth address, say"
    assert list(Report.objects.filter(pk__in=[draft.pk, in_use.pk])) == [in_use]


@pytest.mark.parametrize("people", ["adults", "children"])
def test_people_in_pictures_need_agreement_channel_and_end(
    tree: Tree, client: Client, unhurried: None, people: str
) -> None:
    token = _begin(client)
    client.post(f"/indberet/{token}/trin/4/", {"people": people, "gem": ""})
    text = client.post(f"/indberet/{token}/send/", follow=True).content.decode()

    assert text.count("report__error") >= 3
    assert Report.objects.get().is_draft


def test_own_rank_is_shown_at_once_as_an_anecdote(tree: Tree, client: Client) -> None:
    token = _begin(client)
    ten = "\n".join(["Visninger", *(str(number) for number in range(100, 1_100, 100))])
    client.post(f"/indberet/{token}/trin/3/", {"value": "950", "baseline": ten, "gem": ""})
    text = client.get(f"/indberet/{token}/trin/3/").content.decode()

    assert "Nummer 2 af 11" in text
    assert "18 gange ud af 100" in text
    assert "anekdote" in text
    assert "på vej op" in text


def test_page_says_right_after_sending_where_its_link_went(
    tree: Tree, client: Client, unhurried: None, settings: Any
) -> None:
    sent = client.post(f"/indberet/{_begin(client)}/send/", follow=True)
    settings.LIMITS = {**settings.LIMITS, "mail-network": (1, 3_600)}
    full = client.post(f"/indberet/{_begin(client, email='bo@fjordby.dk')}/send/", follow=True)
    again = client.get(sent.redirect_chain[-1][0].partition("?")[0])

    assert "Vi har sendt linket til denne side til ida@fjordby.dk." in sent.content.decode()
    assert "Vi har sendt linket" not in full.content.decode()
    assert "Bed om linket igen" in full.content.decode()
    assert "Vi har sendt linket" not in again.content.decode()


@pytest.mark.parametrize("state", [ReportState.PUBLISHED, ReportState.DECLINED, ReportState.WITHDRAWN])
def test_steps_are_no_links_where_nothing_can_be_corrected(tree: Tree, client: Client, state: ReportState) -> None:
    open_one, closed = make_report(), make_report(state, receipt="ZZZZ-2345")

    assert client.get(f"/indberet/{token_for(open_one.key)}/").content.decode().count("/trin/") == 5
    assert "/trin/" not in client.get(f"/indberet/{token_for(closed.key)}/").content.decode()


def test_where_word_breaks_a_line_no_words_and_no_numbers_run_together(client: Client, tree: Tree) -> None:
    token = _begin(client, name="To linjer\x0bi titlen", what="Første\x0banden")
    client.post(f"/indberet/{token}/trin/3/", {"baseline": "12\x0b34", "gem": ""})
    answers = Report.objects.get().answers

    assert (answers["name"], answers["what"], answers["baseline"]) == ("To linjer i titlen", "Første\nanden", "12\n34")


def test_what_is_written_between_us_keeps_the_lines_of_word(client: Client, tree: Tree) -> None:
    report = make_report(state=ReportState.ASKED)
    client.post(f"/indberet/{token_for(report.key)}/svar/", {"svar": "Ca. 1.200\x0btak"})

    assert Message.objects.get().text == "Ca. 1.200\ntak"
